import { dirname } from 'node:path';
import { asSpamsError, hasCode, SpamsError } from '../../shared/errors.ts';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import type { Branch } from '../branch/branch.ts';
import { checkDate, uploadClosing } from '../branch/closing.ts';
import { rememberCorrection } from '../branch/corrections.ts';
import type { UploadProgress } from '../branch/outbox.ts';
import { type Look, likelyToday, type Preview, previewClosing } from '../branch/preview.ts';
import type { Argument } from './channels.ts';
import { type Draft, draftView, type Said } from './draft-view.ts';
import { errorView } from './error-view.ts';
import { receiptView } from './receipt-view.ts';
import { type Remembered, recall, remember } from './remembered.ts';
import type { DraftView, UploadOutcome } from './views.ts';

const MAIN_PART = 'main';

/** The day being closed: one file that is looked at, then signed and sent as it was looked at. */
export class ClosingDesk {
  readonly #branch: Branch;
  readonly #onProgress: (progress: UploadProgress) => void;
  #remembered: Remembered = {};
  #draft: Draft | undefined;
  #started: Promise<void> | undefined;
  #looking = new AbortController();
  #reading: Promise<void> = Promise.resolve();
  #upload: { cancel: AbortController; progress: UploadProgress; done: Promise<UploadOutcome> } | undefined;

  constructor(branch: Branch, onProgress: (progress: UploadProgress) => void) {
    this.#branch = branch;
    this.#onProgress = onProgress;
  }

  /** Takes up the file that was being looked at when the window was left, if it is still there. */
  start(): Promise<void> {
    this.#started ??= this.#takeUp();
    return this.#started;
  }

  async #takeUp(): Promise<void> {
    this.#remembered = await recall(this.#branch.home, this.#branch.log);
    const { draft } = this.#remembered;
    if (!draft) return;
    try {
      const { path, fileSha256, hints, ...said } = draft;
      this.#draft = await this.#readAgain(said, fileSha256, { path, hints });
    } catch (error) {
      this.#branch.log.warn(`the file being looked at can't be taken up again: ${asSpamsError(error).code}`);
    }
  }

  /** The folder that the last file came from. */
  get folder(): string | undefined {
    return this.#remembered.folder;
  }

  /**
   * Looks at a file as one of today, or of the day and till that a person wants to send. Throws what `previewClosing` does;
   * `business-date-implausible`.
   */
  async look(path: string, wanted: Argument<'closing.choose'>['wanted'] = null): Promise<DraftView> {
    await this.start();
    if (wanted) checkDate(this.#branch, wanted.businessDate);
    const { businessDate, part } = wanted ?? { businessDate: likelyToday(this.#branch), part: MAIN_PART };
    const preview = await this.#read({ path, businessDate });
    return this.#keepDraft({ preview, businessDate, part, dateIsChosen: wanted !== null });
  }

  async view(): Promise<DraftView | null> {
    await this.start();
    return this.#draft ? draftView(this.#branch, this.#draft) : null;
  }

  /** Says which day, and which till's part of it, the file is. Throws `business-date-implausible`, `file-changed`. */
  async describe({ businessDate, part }: Argument<'closing.describe'>): Promise<DraftView> {
    checkDate(this.#branch, businessDate);
    const { hints } = this.#draftAtHand().preview;
    return this.#change({ businessDate, part, dateIsChosen: true }, hints);
  }

  /** Says how the file is read, and files like it from now on: without hints, as SPAMS would. Throws `file-changed`. */
  async correct({ hints }: Argument<'closing.correct'>): Promise<DraftView> {
    const { preview, ...said } = this.#draftAtHand();
    const view = await this.#change(said, hints);
    const { kind } = preview;
    if (kind !== null) await this.#tryTo('correction', rememberCorrection(this.#branch, kind, hints));
    return view;
  }

  /** What is said is said of the file that was looked at; another that lies there now is shown as it is. */
  async #change(said: Said, hints: ReadingHints): Promise<DraftView> {
    const { path, fileSha256, fileName } = this.#draftAtHand().preview;
    const draft = await this.#readAgain(said, fileSha256, { path, hints });
    const view = await this.#keepDraft(draft);
    if (draft.preview.fileSha256 !== fileSha256) throw new SpamsError('file-changed', { params: { file: fileName } });
    return view;
  }

  async discard(): Promise<void> {
    this.#leaveReading();
    await this.#forget();
  }

  /** Signs and sends what was looked at. Throws what `uploadClosing` does; then the draft is still there. */
  async upload(argument: Argument<'closing.upload'>): Promise<UploadOutcome> {
    if (this.#upload) throw new SpamsError('window-refused', { detail: 'an upload is already under way' });
    const cancel = new AbortController();
    const done = this.#signAndSend(argument, cancel.signal);
    this.#upload = { cancel, progress: { step: 'signing', sent: 0 }, done };
    try {
      return await done;
    } catch (error) {
      if (hasCode(error, 'file-changed')) await this.#lookAgain();
      throw error;
    } finally {
      this.#upload = undefined;
    }
  }

  async #signAndSend(argument: Argument<'closing.upload'>, signal: AbortSignal): Promise<UploadOutcome> {
    const draft = this.#draftAtHand();
    this.#leaveReading();
    const { path, fileName, hints } = draft.preview;
    const upload = { ...argument, path, hints, date: argument.businessDate };
    const onProgress = (progress: UploadProgress): void => this.#progress(progress);
    const { entry, receipt, error } = await uploadClosing(this.#branch, upload, { onProgress, signal });
    // Another file may be looked at already.
    if (this.#draft === draft) await this.#forget();
    return {
      documentId: entry.documentId,
      state: receipt ? 'delivered' : entry.state,
      businessDate: entry.businessDate,
      receipt: receipt ? receiptView(receipt, fileName) : null,
      error: error ? errorView(error) : null,
    };
  }

  /** Resolves once nothing is under way any more: what was signed is queued or delivered. */
  async stop(): Promise<void> {
    this.#leaveReading();
    await this.#reading;
    await this.#upload?.done.catch(() => {});
  }

  get isUploading(): boolean {
    return this.#upload !== undefined;
  }

  /** Gives whether it could still be cancelled. */
  cancel(): boolean {
    if (!this.#upload || this.#upload.progress.sent === 1) return false;
    this.#upload.cancel.abort(new SpamsError('upload-cancelled'));
    return true;
  }

  #progress(progress: UploadProgress): void {
    if (this.#upload) this.#upload.progress = progress;
    this.#onProgress(progress);
  }

  async #lookAgain(): Promise<void> {
    const { preview, ...said } = this.#draftAtHand();
    this.#draft = await this.#readAgain(said, preview.fileSha256, preview);
  }

  /** What was said of a file is said of that file alone: tills write the next day's over it. */
  async #readAgain(said: Said, of: string, { path, hints }: Omit<Look, 'businessDate'>): Promise<Draft> {
    const preview = await this.#read({ path, hints, businessDate: said.businessDate });
    if (preview.fileSha256 === of) return { ...said, preview };
    const businessDate = likelyToday(this.#branch);
    return { ...said, businessDate, dateIsChosen: false, preview: await this.#read({ path, businessDate }) };
  }

  /** One file at a time: whoever waits for an earlier one is told that this one took its place. */
  async #read({ path, businessDate, hints }: Look): Promise<Preview> {
    this.#leaveReading();
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    const reading = previewClosing(this.#branch, { path, businessDate, hints }, signal);
    // What came of them is let go: each would keep the one before it, and so all of them for ever.
    this.#reading = Promise.allSettled([this.#reading, reading]).then(() => {});
    const preview = await reading;
    signal.throwIfAborted();
    return preview;
  }

  /** What is being read now takes no other draft's place any more. */
  #leaveReading(): void {
    this.#looking.abort(new SpamsError('reading-superseded'));
  }

  #draftAtHand(): Draft {
    if (!this.#draft) throw new SpamsError('window-refused', { detail: 'no file is being looked at' });
    return this.#draft;
  }

  async #keepDraft(draft: Draft): Promise<DraftView> {
    this.#draft = draft;
    const { preview, businessDate, part, dateIsChosen } = draft;
    const { path, fileSha256, hints } = preview;
    const said = { businessDate, part, dateIsChosen, hints };
    await this.#remember({ folder: dirname(path), draft: { path, fileSha256, ...said } });
    return draftView(this.#branch, draft);
  }

  async #forget(): Promise<void> {
    this.#draft = undefined;
    await this.#remember({ folder: this.folder });
  }

  async #remember(remembered: Remembered): Promise<void> {
    this.#remembered = remembered;
    await this.#tryTo('draft', remember(this.#branch.home, remembered));
  }

  /** What is kept for a person's convenience stops nothing when it can't be. */
  async #tryTo(what: string, keep: Promise<void>): Promise<void> {
    try {
      await keep;
    } catch (error) {
      this.#branch.log.warn(`the ${what} can't be remembered: ${asSpamsError(error).message}`);
    }
  }
}
