import { join } from 'node:path';
import { z } from 'zod';
import { asSpamsError } from '../../shared/errors.ts';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import { hasHints, readingHints } from '../../shared/reading-hints.ts';
import type { Branch } from './branch.ts';
import { readState, writeState } from './state.ts';

/** Tills of one branch don't write more kinds of files than this. */
const MOST = 100;

const schema = z.record(z.string().regex(/^[0-9a-f]{64}$/), readingHints);

/** What persons at this PC said of sales files that were misunderstood, by the files' kind (see `Understanding`). */
export type Corrections = z.infer<typeof schema>;

const pathOf = ({ home }: Branch): string => join(home.folder, 'corrections.json');

/** None where they are damaged: a person sees how a file is read, and can say it again. */
export async function recallCorrections(branch: Branch): Promise<Corrections> {
  try {
    return (await readState(pathOf(branch), schema)) ?? {};
  } catch (error) {
    branch.log.warn(asSpamsError(error).message);
    return {};
  }
}

/** Keeps what was said of files of a kind, for the next; without hints, they are read as SPAMS would again. */
export async function rememberCorrection(branch: Branch, kind: string, hints: ReadingHints): Promise<void> {
  const { [kind]: _, ...others } = await recallCorrections(branch);
  const newest = Object.entries(others).slice(1 - MOST);
  await writeState(pathOf(branch), Object.fromEntries(hasHints(hints) ? [...newest, [kind, hints]] : newest));
}
