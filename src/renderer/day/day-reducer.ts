import type { DraftView, ErrorView, ReceiptView, UploadOutcome } from '../../preload/index.ts';
import type { Answer, DayEvent, DayState, FocusTarget } from './day-state.ts';

/** What is forgotten whenever the screen moves to another stage. */
const MOVED = { reading: null, trouble: null, notice: null, progress: null, cancel: null, done: null } as const;
/** The same where what is shown has settled. */
const FRESH = { ...MOVED, rereading: false } as const;

type Handlers = {
  [T in DayEvent['type']]: (state: DayState, event: Extract<DayEvent, { type: T }>) => DayState;
};

const HANDLERS: Handlers = {
  kept: (state, { draft }) =>
    state.stage !== 'loading' ? state : draft ? review(state, draft) : { ...state, stage: 'file' },
  wanted: (state, { wanted }) => ({ ...(canMove(state) ? atFile(state) : state), wanted }),
  discarded: (state) => ({ ...atFile(state), draft: null }),
  // Who closes the dialog again is where they were, with their receipt.
  choosing: (state) => ({ ...state, reading: { choosing: true } }),
  reading: (state, { fileName }) => reading(state, { choosing: false, fileName }),
  read: (state, { draft }) => ({ ...review(state, draft), focus: { on: 'check' } }),
  'not-read': (state, { error }) =>
    error ? { ...reading(state, null), trouble: { at: 'file', error } } : { ...state, reading: null },
  'several-files': (state) => ({ ...state, notice: 'one-file' }),
  rereading: (state) => ({ ...state, rereading: true }),
  reread: (state, { draft, focus }) =>
    isReviewed(state) ? { ...reread(state, draft), focus: { on: focus } } : reread(state, draft),
  'not-reread': (state, { error, draft, focus }) => {
    const settled = draft ? reread(state, draft) : { ...state, rereading: false };
    return error && isReviewed(state) ? { ...settled, trouble: { at: 'check', error }, focus: { on: focus } } : settled;
  },
  resumed: (state, { focus }) => (state.draft ? { ...state, ...MOVED, stage: 'review', focus: { on: focus } } : state),
  back: (state) => ({ ...atFile(state), rereading: state.rereading }),

  manager: (state, { id }) => ({ ...state, manager: id, trouble: null }),
  answer: (state, { answer, part }) => ({ ...state, answer, part, trouble: null, focus: { on: answered(answer) } }),
  part: (state, { part }) => ({ ...state, part }),
  sending: (state) => {
    return { ...state, ...FRESH, stage: 'sending', progress: { step: 'signing', sent: 0 }, focus: { on: 'sending' } };
  },
  progress: (state, { progress }) => ({ ...state, progress }),
  cancel: (state) => ({ ...state, cancel: 'asked' }),
  'too-late': (state) => (state.stage === 'sending' ? { ...state, cancel: 'too-late' } : state),
  failed: (state, { error, draft }) => failed(state, error, draft),
  done: (state, { outcome }) => finished({ ...state, draft: null, answer: null, wanted: null }, outcome),
  receipt: (state, { receipt }) => finished(state, delivered(receipt)),
};

/** Where the day is after an event; also where the focus goes. */
export function dayReducer(state: DayState, event: DayEvent): DayState {
  const handle = HANDLERS[event.type] as (state: DayState, event: DayEvent) => DayState;
  return handle(state, event);
}

/** Whether the draft is what is shown, and stays so. */
const isReviewed = ({ stage, reading }: DayState): boolean => stage === 'review' && reading === null;

/** What is being read or sent stays in view. */
const canMove = ({ stage, reading }: DayState): boolean => stage !== 'sending' && reading === null;

const atFile = (state: DayState): DayState => ({
  ...state,
  ...FRESH,
  stage: 'file',
  focus: { on: 'file' },
});

/** A receipt makes way for the next file. */
function reading(state: DayState, file: DayState['reading']): DayState {
  return { ...state, ...FRESH, stage: state.done ? 'file' : state.stage, reading: file };
}

function reread(state: DayState, draft: DraftView): DayState {
  if (isReviewed(state)) return review(state, draft);
  // The person has gone elsewhere meanwhile: only what they may come back to is another.
  return state.draft ? { ...state, rereading: false, draft, part: draft.part, answer: null } : state;
}

const answered = (answer: Answer | null): FocusTarget =>
  answer === null ? 'question' : answer === 'another' ? 'part' : 'passphrase';

function review(state: DayState, draft: DraftView): DayState {
  return { ...state, ...FRESH, stage: 'review', draft, part: draft.part, answer: null };
}

/** Back to where it can be mended. A draft that isn't what was previewed is previewed again before anything is signed. */
function failed(state: DayState, error: ErrorView, draft: DraftView | null): DayState {
  const before = { ...state, ...FRESH, draft };
  if (!draft) return { ...before, stage: 'file', trouble: { at: 'file', error }, focus: { on: 'file' } };
  if (draft.fileSha256 !== state.draft?.fileSha256) {
    return { ...review(state, draft), trouble: { at: 'check', error }, focus: { on: 'check' } };
  }
  if (error.code === 'upload-cancelled')
    return { ...before, stage: 'review', notice: 'cancelled', focus: { on: 'sign' } };
  const on = error.code === 'passphrase-wrong' ? 'passphrase' : 'sign';
  return { ...before, stage: 'review', trouble: { at: 'sign', error }, focus: { on } };
}

function finished(state: DayState, outcome: UploadOutcome): DayState {
  return { ...state, ...FRESH, stage: 'done', done: outcome, focus: { on: 'outcome' } };
}

/** A receipt may also come later, for what was queued, or be shown again. */
function delivered(receipt: ReceiptView): UploadOutcome {
  const { documentId, businessDate } = receipt;
  return { documentId, state: 'delivered', businessDate, receipt, error: null };
}
