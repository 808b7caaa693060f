import { dirname } from 'node:path';
import { addDays } from '../../shared/business-date.ts';
import { asSpamsError, hasCode, SpamsError } from '../../shared/errors.ts';
import type { Branch } from '../branch/branch.ts';
import { checkDate, uploadClosing } from '../branch/closing.ts';
import { closingsOn } from '../branch/closings-on.ts';
import { dayTotals } from '../branch/day-totals.ts';
import type { UploadProgress } from '../branch/outbox.ts';
import { closingDates, likelyToday, type Preview, previewClosing } from '../branch/preview.ts';
import type { Argument } from './channels.ts';
import { topItems, totalsView, warningGroups } from './draft-view.ts';
import { errorView } from './error-view.ts';
import { receiptView } from './receipt-view.ts';
import { type Remembered, recall, remember } from './remembered.ts';
import type { DraftView, KnownClosing, TotalsView, UploadOutcome } from './views.ts';

const MAIN_PART = 'main';

/** What was said of a file. */
interface Said {
  businessDate: string;
  part: string;
  /** A person said which day it is. */
  dateIsChosen: boolean;
}

interface Draft extends Said {
  preview: Preview;
}

/** The day being closed: one file that is looked at, then signed and sent as it was looked at. */
export class ClosingDesk {
  readonly #branch: Branch;
  readonly #onProgress: (progress: UploadProgress) => void;
  #remembered: Remembered = {};
  #draft: Draft | undefined;
  #started: Promise<void> | undefined;
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
      const { path, fileSha256, ...said } = draft;
      this.#draft = this.#stillSaid(said, fileSha256, await previewClosing(this.#branch, path));
    } catch (error) {
      this.#branch.log.warn(`the file being looked at can't be taken up again: ${asSpamsError(error).code}`);
    }
  }

  /** The folder that the last file came from. */
  get folder(): string | undefined {
    return this.#remembered.folder;
  }

  async look(path: string): Promise<DraftView> {
    await this.start();
    const preview = await previewClosing(this.#branch, path);
    this.#draft = { preview, businessDate: likelyToday(this.#branch), part: MAIN_PART, dateIsChosen: false };
    return this.#keepDraft(this.#draft);
  }

  async view(): Promise<DraftView | null> {
    await this.start();
    return this.#draft ? this.#viewOf(this.#draft) : null;
  }

  /** Says which day, and which till's part of it, the file is. Throws `business-date-implausible`. */
  async describe({ businessDate, part }: Argument<'closing.describe'>): Promise<DraftView> {
    checkDate(this.#branch, businessDate);
    this.#draft = { ...this.#draftAtHand(), businessDate, part, dateIsChosen: true };
    return this.#keepDraft(this.#draft);
  }

  async discard(): Promise<void> {
    this.#draft = undefined;
    await this.#remember({ folder: this.folder });
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
    const { path, fileName } = draft.preview;
    const upload = { ...argument, path, date: argument.businessDate };
    const onProgress = (progress: UploadProgress): void => this.#progress(progress);
    const { entry, receipt, error } = await uploadClosing(this.#branch, upload, { onProgress, signal });
    // Another file may be looked at already.
    if (this.#draft === draft) await this.discard();
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
    const { preview: before, ...said } = this.#draftAtHand();
    const preview = await previewClosing(this.#branch, before.path);
    this.#draft = this.#stillSaid(said, before.fileSha256, preview);
  }

  /** The day that was said of a file is said of that file alone: tills write the next day's over it. */
  #stillSaid(said: Said, of: string, preview: Preview): Draft {
    if (preview.fileSha256 === of) return { ...said, preview };
    return { ...said, businessDate: likelyToday(this.#branch), dateIsChosen: false, preview };
  }

  #draftAtHand(): Draft {
    if (!this.#draft) throw new SpamsError('window-refused', { detail: 'no file is being looked at' });
    return this.#draft;
  }

  async #keepDraft({ preview: { path, fileSha256 }, businessDate, part, dateIsChosen }: Draft): Promise<DraftView> {
    await this.#remember({ folder: dirname(path), draft: { path, fileSha256, businessDate, part, dateIsChosen } });
    return this.#viewOf(this.#draftAtHand());
  }

  async #remember(remembered: Remembered): Promise<void> {
    this.#remembered = remembered;
    try {
      await remember(this.#branch.home, remembered);
    } catch (error) {
      this.#branch.log.warn(`what the window remembers can't be kept: ${asSpamsError(error).message}`);
    }
  }

  /** Only to compare with: what can't be read is left out. */
  async #weekBefore(businessDate: string): Promise<TotalsView | null> {
    const totals = await dayTotals(this.#branch, addDays(businessDate, -7)).catch(() => undefined);
    return totals ? totalsView(totals) : null;
  }

  async #viewOf({ preview, businessDate, part, dateIsChosen }: Draft): Promise<DraftView> {
    const { fileName, size, fileSha256, sales } = preview;
    const { oldest, latest, today } = closingDates(this.#branch);
    return {
      ...{ fileName, size, fileSha256, businessDate, part },
      profile: sales.profile,
      totals: totalsView(sales.totals),
      topItems: topItems(sales.lines),
      warnings: warningGroups(sales.warnings),
      needsReview: sales.needsReview,
      weekBefore: await this.#weekBefore(businessDate),
      dateIsCertain: dateIsChosen || today !== null,
      dates: { oldest, latest },
      known: (await closingsOn(this.#branch, businessDate)).map(knownView),
    };
  }
}

const knownView = ({ part, state, receipt }: KnownClosing): KnownClosing => ({ part, state, receipt });
