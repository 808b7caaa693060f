import type { DraftView, ErrorView, Result } from '../../preload/index.ts';
import type { DayState, FocusTarget } from './day-state.ts';
import { tell } from './day-store.ts';

/** Whether what is shown is about to be another file, or another day's. */
export const isUnsettled = ({ reading, rereading }: DayState): boolean => reading !== null || rereading;

/** Waits for main to read a file; null is none. */
export async function read(asked: Promise<Result<DraftView | null>>): Promise<void> {
  const result = await asked;
  if (!result.ok) tell({ type: 'not-read', error: worthSaying(result.error) });
  else tell(result.value ? { type: 'read', draft: result.value } : { type: 'not-read', error: null });
}

let rereadings = 0;

type Kept = () => Promise<Result<DraftView | null>>;

/**
 * Waits for main to read the file again. Of several that overlap, only the last one's answer counts. A file that has
 * changed is shown as main has `kept` it: as it is now.
 */
export async function readAgain(asked: Promise<Result<DraftView>>, focus: FocusTarget, kept: Kept): Promise<void> {
  rereadings += 1;
  const number = rereadings;
  tell({ type: 'rereading' });
  const result = await asked;
  const anew = !result.ok && result.error.code === 'file-changed' ? await kept() : null;
  if (number !== rereadings) return;
  if (result.ok) return tell({ type: 'reread', draft: result.value, focus });
  const draft = anew?.ok ? anew.value : null;
  tell({ type: 'not-reread', error: worthSaying(result.error), draft, focus });
}

/** That something else is read in its place, the person has asked for. */
const worthSaying = (error: ErrorView): ErrorView | null => (error.code === 'reading-superseded' ? null : error);
