import { type ErrorCode, SpamsError } from '../../../src/shared/errors.ts';
import { flipped } from '../../shared/asn1/patch.ts';

/** What became of something hostile: the code that it was refused with, that it was taken, or what else was thrown. */
export type Verdict = ErrorCode | 'accepted' | `not ours: ${string}`;

/** RSA runs on the thread pool: so many at a time keep it busy, and no more lie in memory. */
const AT_ONCE = 16;

export async function verdict(judged: Promise<unknown>): Promise<Verdict> {
  try {
    await judged;
    return 'accepted';
  } catch (error) {
    return error instanceof SpamsError ? error.code : `not ours: ${error}`;
  }
}

/** What becomes of each, by its name. */
export async function verdicts(
  hostile: ReadonlyMap<string, Buffer>,
  judge: (bytes: Buffer) => Promise<unknown>,
): Promise<Map<string, Verdict>> {
  const found = new Map<string, Verdict>();
  const waiting = hostile.entries();
  const work = async (): Promise<void> => {
    for (const [name, bytes] of waiting) found.set(name, await verdict(judge(bytes)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** `bytes` with one bit flipped, at each place in turn; which bit goes by the place. */
export function everyFlip(bytes: Buffer): Map<string, Buffer> {
  return new Map(Array.from(bytes, (_, at) => [`byte ${at} of ${bytes.length}`, flipped(bytes, at, 1 << (at % 8))]));
}

/** The names of those that came to something else than one of these. */
export function unlike(found: ReadonlyMap<string, Verdict>, ...expected: Verdict[]): string[] {
  return [...found].filter(([, each]) => !expected.includes(each)).map(([name, each]) => `${name}: ${each}`);
}

/** Everything that they came to. */
export const kindsOf = (found: ReadonlyMap<string, Verdict>): Verdict[] => [...new Set(found.values())].sort();
