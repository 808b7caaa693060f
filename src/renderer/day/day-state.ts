import type { DraftView, ErrorView, UploadOutcome, UploadProgress } from '../../preload/index.ts';

export type Stage = 'loading' | 'file' | 'review' | 'sending' | 'done';

/** What a day or part that was closed before gets. */
export type Answer = 'replace' | 'another';

/** Elements that take the focus when the screen moves on; their ids are `day-` and this. */
export type FocusTarget =
  | 'file'
  | 'check'
  | 'date'
  | 'sign'
  | 'question'
  | 'part'
  | 'manager'
  | 'passphrase'
  | 'sending'
  | 'outcome';

export interface Done {
  outcome: UploadOutcome;
  part: string;
  /** Of its entry in the outbox, once that was seen there. */
  documentId: string | null;
}

/** The end of the day as far as it has come. It outlives the screen, so it never holds a passphrase. */
export interface DayState {
  stage: Stage;
  draft: DraftView | null;
  /** `choosing`: the person looks for a file; otherwise the name of the file that is being read. */
  reading: { choosing: true } | { choosing: false; fileName: string } | null;
  /** What went wrong, at the step that it is about. */
  trouble: { at: 'file' | 'check' | 'sign'; error: ErrorView } | null;
  notice: 'one-file' | 'cancelled' | null;
  /** Who signs; null until the person has said so. */
  manager: string | null;
  answer: Answer | null;
  part: string;
  progress: UploadProgress | null;
  cancel: 'asked' | 'too-late' | null;
  done: Done | null;
  /** A new object each time that the focus is to move. */
  focus: { on: FocusTarget } | null;
}

export type DayEvent =
  | { type: 'kept'; draft: DraftView | null }
  | { type: 'choosing' }
  | { type: 'reading'; fileName: string }
  | { type: 'read'; draft: DraftView }
  | { type: 'not-read'; error: ErrorView | null }
  | { type: 'several-files' }
  | { type: 'dated'; draft: DraftView }
  | { type: 'not-dated'; error: ErrorView }
  | { type: 'resumed'; focus: FocusTarget }
  | { type: 'back' }
  | { type: 'manager'; id: string }
  | { type: 'answer'; answer: Answer | null; part: string }
  | { type: 'part'; part: string }
  | { type: 'sending' }
  | { type: 'progress'; progress: UploadProgress }
  | { type: 'cancel' }
  | { type: 'too-late' }
  | { type: 'failed'; error: ErrorView; draft: DraftView | null }
  | { type: 'done'; outcome: UploadOutcome }
  | { type: 'in-outbox'; documentId: string };

export const START: DayState = {
  stage: 'loading',
  draft: null,
  reading: null,
  trouble: null,
  notice: null,
  manager: null,
  answer: null,
  part: '',
  progress: null,
  cancel: null,
  done: null,
  focus: null,
};

/** What is forgotten whenever the screen moves to another stage. */
const FRESH = { reading: null, trouble: null, notice: null, progress: null, cancel: null } as const;

export function dayReducer(state: DayState, event: DayEvent): DayState {
  switch (event.type) {
    case 'kept':
      return event.draft ? { ...review(state, event.draft), focus: state.focus } : { ...state, stage: 'file' };
    case 'choosing':
      return { ...state, reading: { choosing: true }, trouble: null, notice: null };
    case 'reading':
      return { ...state, reading: { choosing: false, fileName: event.fileName }, trouble: null, notice: null };
    case 'read':
      return { ...review(state, event.draft), focus: { on: 'check' } };
    case 'not-read':
      return { ...state, reading: null, trouble: event.error && { at: 'file', error: event.error } };
    case 'several-files':
      return { ...state, notice: 'one-file' };
    case 'dated':
      return { ...review(state, event.draft), focus: { on: 'date' } };
    case 'not-dated':
      return { ...state, trouble: { at: 'check', error: event.error }, focus: { on: 'date' } };
    case 'resumed':
      return state.draft ? { ...state, ...FRESH, stage: 'review', focus: { on: event.focus } } : state;
    case 'back':
      return { ...state, ...FRESH, stage: 'file', done: null, focus: { on: 'file' } };
    default:
      return signing(state, event);
  }
}

type SigningEvent = Exclude<
  DayEvent,
  {
    type:
      | 'kept'
      | 'choosing'
      | 'reading'
      | 'read'
      | 'not-read'
      | 'several-files'
      | 'dated'
      | 'not-dated'
      | 'resumed'
      | 'back';
  }
>;

function signing(state: DayState, event: SigningEvent): DayState {
  switch (event.type) {
    case 'manager':
      return { ...state, manager: event.id, trouble: null };
    case 'answer':
      return { ...state, answer: event.answer, part: event.part, trouble: null, focus: { on: answered(event.answer) } };
    case 'part':
      return { ...state, part: event.part };
    case 'sending':
      return { ...state, ...FRESH, stage: 'sending', progress: { step: 'signing', sent: 0 }, focus: { on: 'sending' } };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'cancel':
      return { ...state, cancel: 'asked' };
    case 'too-late':
      return state.stage === 'sending' ? { ...state, cancel: 'too-late' } : state;
    case 'failed':
      return failed(state, event.error, event.draft);
    case 'done':
      return finished(state, event.outcome);
    case 'in-outbox':
      return { ...state, done: state.done && { ...state.done, documentId: event.documentId } };
  }
}

const answered = (answer: Answer | null): FocusTarget =>
  answer === null ? 'question' : answer === 'another' ? 'part' : 'passphrase';

function review(state: DayState, draft: DraftView): DayState {
  return { ...state, ...FRESH, stage: 'review', draft, part: draft.part, answer: null, done: null };
}

/** Back to where it can be mended. A draft that isn't what was previewed is previewed again before anything is signed. */
function failed(state: DayState, error: ErrorView, draft: DraftView | null): DayState {
  const before = { ...state, ...FRESH, draft };
  if (!draft) return { ...before, stage: 'file', trouble: { at: 'file', error }, focus: { on: 'file' } };
  if (draft.fileSha256 !== state.draft?.fileSha256) {
    return { ...review(state, draft), trouble: { at: 'check', error }, focus: { on: 'check' } };
  }
  if (state.cancel === 'asked') return { ...before, stage: 'review', notice: 'cancelled', focus: { on: 'sign' } };
  const on = error.code === 'passphrase-wrong' ? 'passphrase' : 'sign';
  return { ...before, stage: 'review', trouble: { at: 'sign', error }, focus: { on } };
}

/** A receipt may also come later, for what was queued. */
function finished(state: DayState, outcome: UploadOutcome): DayState {
  const done = { outcome, part: state.done?.part ?? state.part, documentId: null };
  return { ...state, ...FRESH, stage: 'done', draft: null, answer: null, done, focus: { on: 'outcome' } };
}
