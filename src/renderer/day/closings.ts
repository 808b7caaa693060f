import type { DraftView, KnownClosing, ManagerView, OutboxView, UploadOutcome } from '../../preload/index.ts';

/** The closing whose place this draft would take. */
export const sameClosing = ({ known, part }: Pick<DraftView, 'known' | 'part'>): KnownClosing | undefined =>
  known.find((closing) => closing.part === part);

/** A name for one more till's file of the day: the first of till-2, till-3, … that isn't taken. */
export function nextPart(known: KnownClosing[]): string {
  const taken = new Set(known.map(({ part }) => part));
  let till = 2;
  while (taken.has(`till-${till}`)) till += 1;
  return `till-${till}`;
}

/** What is wrong with a till's name; null when nothing is. */
export function partProblem(part: string, known: KnownClosing[]): 'form' | 'taken' | null {
  if (!/^[a-z0-9-]{1,32}$/.test(part)) return 'form';
  return known.some((closing) => closing.part === part) ? 'taken' : null;
}

/** Who was chosen to sign, if they still can; the only one there is needs no choosing. */
export function signerOf<M extends Pick<ManagerView, 'id'>>(managers: M[], chosen: string | null): M | undefined {
  return managers.length === 1 ? managers[0] : managers.find(({ id }) => id === chosen);
}

/** What was just uploaded, as it lies in the outbox. */
export const entryOf = (outbox: OutboxView[], { documentId }: UploadOutcome): OutboxView | undefined =>
  outbox.find((entry) => entry.documentId === documentId);

/** What has become of an upload since: head office may take up, hold or refuse what was queued. */
export function outcomeNow(outcome: UploadOutcome, outbox: OutboxView[]): UploadOutcome {
  const entry = outcome.state === 'delivered' ? undefined : entryOf(outbox, outcome);
  return entry ? { ...outcome, state: entry.state, error: entry.error ?? outcome.error } : outcome;
}
