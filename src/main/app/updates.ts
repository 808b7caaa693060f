import { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import type { UpdateHindrance } from './views.ts';

/** What brings a newer SPAMS to this PC, behind the narrowest door: electron-updater, or a test's double. */
export interface Updater {
  /** Why it can't be done on this PC, wherever the office says that newer versions lie; null where it can. */
  hindrance(): Promise<UpdateHindrance | null>;
  /**
   * What lies there for this PC, as the feed has it: for `offeredVersion` to judge. Undefined when nothing does.
   * @throws `update-unreachable`, `update-refused`
   */
  check(feed: string): Promise<unknown>;
  /**
   * Fetches what was found last, and checks its hash and its signature.
   * @throws `update-unreachable`, `update-refused`; what the signal is aborted with
   */
  download(signal: AbortSignal): Promise<void>;
  /** Starts the installer of what was downloaded last, which waits until this process has ended. */
  install(options: { restart: boolean }): void;
}

const version = z.string().regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/, 'not a version such as 1.2.3');

/** A feed's `latest.yml`, in what it may say: one installer beside it, for this person alone, and its hash. */
const offer = z.object({
  version,
  files: z
    .array(
      z.object({
        url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}\.exe$/, 'not the name of an installer'),
        sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'not a SHA-512'),
        isAdminRightsRequired: z.literal(false).optional(),
      }),
    )
    .length(1),
  packages: z.undefined().optional(),
});

/**
 * The version that is offered in place of this one; undefined when it isn't newer: SPAMS never goes backwards.
 * @throws `update-refused`
 */
export function offeredVersion(offered: unknown, current: string): string | undefined {
  const { data, error } = offer.safeParse(offered);
  if (error) throw new SpamsError('update-refused', { detail: `the feed: ${z.prettifyError(error)}`, cause: error });
  return isNewer(data.version, current) ? data.version : undefined;
}

function isNewer(offered: string, current: string): boolean {
  const [theirs, ours] = [numbersOf(offered), numbersOf(current)];
  const first = theirs.findIndex((number, index) => number !== ours[index]);
  return first >= 0 && theirs[first]! > ours[first]!;
}

const numbersOf = (text: string): number[] => version.parse(text).split('.').map(Number);
