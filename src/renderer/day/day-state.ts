import type { DraftView, ErrorView, ReceiptView, UploadOutcome, UploadProgress } from '../../preload/index.ts';

type Stage = 'loading' | 'file' | 'review' | 'sending' | 'done';

/** What a day or part that was closed before gets. */
export type Answer = 'replace' | 'another';

/** Which day and till the next file is of, where the person has said so. */
export type Wanted = { businessDate: string; part: string } | null;

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

/** The end of the day as far as it has come. It outlives the screen, so it never holds a passphrase. */
export interface DayState {
  stage: Stage;
  draft: DraftView | null;
  wanted: Wanted;
  /** `choosing`: the person looks for a file; otherwise the name of the file that is being read. */
  reading: { choosing: true } | { choosing: false; fileName: string } | null;
  /** Another day, or another way of reading the file, was chosen, and is not shown yet. */
  rereading: boolean;
  /** What went wrong, at the step that it is about. */
  trouble: { at: 'file' | 'check' | 'sign'; error: ErrorView } | null;
  notice: 'one-file' | 'cancelled' | null;
  /** Who signs; null until the person has said so. */
  manager: string | null;
  answer: Answer | null;
  part: string;
  progress: UploadProgress | null;
  cancel: 'asked' | 'too-late' | null;
  done: UploadOutcome | null;
  /** A new object each time that the focus is to move. */
  focus: { on: FocusTarget } | null;
}

export type DayEvent =
  | { type: 'wanted'; wanted: Wanted }
  | { type: 'kept'; draft: DraftView | null }
  | { type: 'discarded' }
  | { type: 'choosing' }
  | { type: 'reading'; fileName: string }
  | { type: 'read'; draft: DraftView }
  | { type: 'not-read'; error: ErrorView | null }
  | { type: 'several-files' }
  | { type: 'rereading' }
  | { type: 'reread'; draft: DraftView; focus: FocusTarget }
  | { type: 'not-reread'; error: ErrorView | null; draft: DraftView | null; focus: FocusTarget }
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
  | { type: 'receipt'; receipt: ReceiptView };

export const START: DayState = {
  stage: 'loading',
  draft: null,
  wanted: null,
  reading: null,
  rereading: false,
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
