import type { DraftView, ReadingHints, ReceiptView, Result } from '../../preload/index.ts';
import { nextPart } from './closings.ts';
import type { Wanted } from './day-state.ts';
import { dayState, tell } from './day-store.ts';
import { isUnsettled, read, readAgain } from './readings.ts';

/** Goes on with what main kept from before the window was closed. */
export async function resumeDay(): Promise<void> {
  if (dayState().stage !== 'loading') return;
  const kept = await window.spams.draft(undefined);
  tell({ type: 'kept', draft: kept.ok ? kept.value : null });
}

export function chooseFile(): Promise<void> {
  tell({ type: 'choosing' });
  return read(window.spams.chooseSales({ wanted: dayState().wanted }));
}

export function takeSuggested(fileName: string): Promise<void> {
  tell({ type: 'reading', fileName });
  return read(window.spams.takeSuggestedSales(undefined));
}

export async function dropFiles([file, ...others]: File[]): Promise<void> {
  const { reading, stage, wanted } = dayState();
  if (!file || reading || stage === 'sending') return;
  if (others.length > 0) return tell({ type: 'several-files' });
  tell({ type: 'reading', fileName: file.name });
  await read(window.spams.dropSales(file, wanted));
}

/** Goes on with a file of that day and till; null: of today, as ever. */
export async function expectFile(wanted: Wanted): Promise<void> {
  await resumeDay();
  tell({ type: 'wanted', wanted });
}

/** They sign next. */
export const managerAdded = (): void => tell({ type: 'resumed', focus: 'manager' });

export async function discardDraft(): Promise<void> {
  await window.spams.discardDraft(undefined);
  tell({ type: 'discarded' });
}

export async function changeDate(businessDate: string): Promise<void> {
  const { draft } = dayState();
  if (draft) await readAgain(window.spams.describeDraft({ businessDate, part: draft.part }), 'date', kept);
}

/** Has the file read in another way; without hints, as SPAMS would. */
export const correct = (hints: ReadingHints): Promise<void> =>
  readAgain(window.spams.correctDraft({ hints }), 'check', kept);

const kept = (): Promise<Result<DraftView | null>> => window.spams.draft(undefined);

/** To the passphrase, or to a file where there is none yet. */
export async function goOn(): Promise<void> {
  await resumeDay();
  const { stage, draft, reading } = dayState();
  if (reading || stage === 'sending') return;
  if (draft) tell({ type: 'resumed', focus: 'passphrase' });
  else await chooseFile();
}

/** One step, without losing what was read; a receipt is left by its button alone. */
export function goBack(): void {
  const { stage, answer, draft } = dayState();
  if (stage === 'review' && draft && answer) askAgain(draft);
  else if (stage === 'review') tell({ type: 'back' });
}

export const replaceSent = ({ part }: DraftView): void => tell({ type: 'answer', answer: 'replace', part });
export const addTill = ({ known }: DraftView): void =>
  tell({ type: 'answer', answer: 'another', part: nextPart(known) });
export const askAgain = ({ part }: DraftView): void => tell({ type: 'answer', answer: null, part });

/** Signs and sends what was previewed. The passphrase is passed on and kept nowhere. */
export async function upload(manager: string, passphrase: string): Promise<void> {
  const { draft, answer, part } = dayState();
  if (!draft || isUnsettled(dayState())) return;
  const { fileSha256, businessDate } = draft;
  tell({ type: 'sending' });
  const stop = window.spams.onUploadProgress((progress) => tell({ type: 'progress', progress }));
  const replace = answer === 'replace';
  const result = await window.spams.upload({ manager, passphrase, fileSha256, businessDate, part, replace });
  stop();
  if (result.ok) return tell({ type: 'done', outcome: result.value });
  const kept = await window.spams.draft(undefined);
  tell({ type: 'failed', error: result.error, draft: kept.ok ? kept.value : draft });
}

export async function cancelUpload(): Promise<void> {
  tell({ type: 'cancel' });
  const result = await window.spams.cancelUpload(undefined);
  if (!result.ok || !result.value) tell({ type: 'too-late' });
}

/** The receipt of what was queued, now that it has left the outbox. */
export async function fetchReceipt(documentId: string): Promise<void> {
  const result = await window.spams.showReceipt({ documentId });
  if (result.ok && dayState().done?.documentId === documentId) tell({ type: 'receipt', receipt: result.value });
}

/** Shows a receipt of an earlier upload; what is being sent meanwhile stays in view. */
export async function showReceipt(documentId: string): Promise<Result<ReceiptView>> {
  const result = await window.spams.showReceipt({ documentId });
  if (result.ok && dayState().stage !== 'sending') tell({ type: 'receipt', receipt: result.value });
  return result;
}
