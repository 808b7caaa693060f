import type { ErrorCode } from '../../shared/errors.ts';
import type { MenuChange } from '../../shared/menu/changes.ts';
import type { MenuItem } from '../../shared/menu/item.ts';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import type { SalesReading } from '../../shared/sales/read.ts';
import type { SalesSummary, SalesTotals } from '../../shared/sales/sales.ts';
import type { ClockSource } from '../branch/clock.ts';
import type { KnownClosing as Known } from '../branch/closings-on.ts';
import type { HistoryClosing, HistoryDay, HistoryMonth } from '../branch/history.ts';
import type { CorrectableRole } from './correctable-roles.ts';
import type { UpdatesView } from './settings-views.ts';

/**
 * What the window is shown: plain data, no key and no connection. Times are ISO 8601 in UTC, business dates
 * `YYYY-MM-DD`, money in minor units beside its currency's number of digits.
 */

/** An error in a person's words; the code is for reading out on the phone. */
export interface ErrorView {
  code: ErrorCode;
  happened: string;
  means: string;
  next: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorView };

export interface Money {
  /** ISO 4217. */
  currency: string;
  /** How many digits its minor unit has: EUR 2, JPY 0. */
  digits: number;
}

export interface OfficeView {
  name: string;
  host: string;
  /** SHA-256 of the root, lower-case hexadecimal. */
  fingerprint: string;
}

export interface BranchView extends Money {
  code: string;
  name: string;
  timeZone: string;
  /** Whole hour at which the business day ends. */
  cutoff: number;
  /** BCP 47. */
  locale: string;
}

export interface ConnectionView {
  state: 'connecting' | 'connected' | 'offline';
  /** When the office was last reached; null when it never was. */
  lastContact: string | null;
  /** Why it can't be reached now. */
  error: ErrorView | null;
}

export interface ClockView {
  /** How far this PC's clock is off, seconds: positive when it is slow. Null where nobody could say. */
  offset: number | null;
  /** Whether that is worth saying outside the settings. */
  isOff: boolean;
  source: ClockSource;
}

/** `due`: to be renewed by itself; `ending`: that hasn't happened, and its end is near; `revoked`: by head office. */
export type CertificateState = 'good' | 'due' | 'ending' | 'over' | 'revoked';

export interface CertificateView<State = CertificateState> {
  validUntil: string;
  /** From then on it is renewed: a PC's by itself, a manager's when the passphrase is next typed. */
  renewsFrom: string;
  state: State;
}

/** This PC. */
export interface DeviceView {
  id: string;
  certificate: CertificateView;
}

export interface ManagerView {
  id: string;
  /** As head office calls them; the id where it doesn't say. */
  name: string;
  /** `removed`: head office has this manager no more. */
  certificate: CertificateView<CertificateState | 'removed'>;
}

/** A closing on its way. */
export interface OutboxView {
  documentId: string;
  businessDate: string;
  part: string;
  state: 'queued' | 'held' | 'refused';
  error: ErrorView | null;
  queuedAt: string;
  fileName: string;
  /** Whether it is being sent just now. */
  sending: boolean;
  /** It was refused, and a later file of the same day and till is there instead: nothing is left to be done. */
  replaced: boolean;
}

/** The business day that ends next. */
export interface TodayView {
  businessDate: string;
  /** `waiting`: signed, and not yet confirmed; what head office has refused closes nothing. */
  closed: 'no' | 'waiting' | 'delivered';
  /** The closings that head office has, the last of each till, to ask for their receipts by. */
  delivered: Pick<OutboxView, 'documentId' | 'part'>[];
}

/** All that is the same on every screen. */
export interface AppState {
  /** `setup`: this PC waits for its invite; `blocked`: it can't be used, and `problem` says why. */
  phase: 'starting' | 'setup' | 'ready' | 'blocked';
  problem: ErrorView | null;
  office: OfficeView | null;
  /** Null until the office was reached for the first time. */
  branch: BranchView | null;
  connection: ConnectionView;
  clock: ClockView;
  /** Null until this PC is set up. */
  device: DeviceView | null;
  /** Those who can sign on this PC. */
  managers: ManagerView[];
  outbox: OutboxView[];
  /** What couldn't be read of what this PC keeps. */
  damaged: ErrorView[];
  today: TodayView | null;
  updates: UpdatesView;
  /** The screen to open with. */
  opensOn: 'menu' | 'day';
}

export interface MenuView extends Money {
  version: number;
  signedAt: string;
  publishedAt: string;
  validFrom: string;
  validUntil: string | null;
  /** When it first came, and when the office last said that it is the menu. */
  fetchedAt: string;
  checkedAt: string;
  /** Why it may not be what head office wants sold now. */
  stale: 'expired' | 'offline' | 'not-checked' | null;
  items: MenuItem[];
  /** What is different from the menu before. */
  changes: MenuChange[];
}

export interface MenuState {
  menu: MenuView | null;
  fetching: boolean;
  /** Whether the last fetch is one that a person asked for; the others happen by themselves. */
  asked: boolean;
  /** What the last fetch came to; null before there was one. */
  outcome: 'changed' | 'latest' | 'offline' | 'refused' | null;
  /** Why it was offline or refused. */
  error: ErrorView | null;
}

/** What an invite says of itself, for a person to compare; its code stays in the main process. */
export interface InviteView {
  /** By which it is enrolled with: what is enrolled is what was shown. */
  id: string;
  role: 'device' | 'manager';
  office: OfficeView;
  branch: string;
  /** The device's or the manager's id. */
  holder: string;
  /** Whether it lay on this PC, where IT can leave one, and no person opened it. */
  wasLeft: boolean;
}

/** How long a passphrase withstands guessing, 0 (at once) to 4 (for years), and what would make it better. */
export interface PassphraseRating {
  score: 0 | 1 | 2 | 3 | 4;
  advice: 'too-short' | 'common' | 'guessable' | null;
}

/** Warnings of one kind. */
export interface WarningGroup {
  code: string;
  /** What is wrong with the first of them, and what became of it. */
  text: string;
  count: number;
  /** As a spreadsheet numbers the file's rows; the first hundred. */
  rows: number[];
}

export type TotalsView = SalesTotals & Money;

/** How a file is read, for a person who knows better. */
export interface CorrectionView extends Pick<SalesReading['dialect'], 'delimiter' | 'decimal' | 'dates'> {
  /** What a person said of it, or of files like it before. */
  hints: ReadingHints;
  /** Whether anything was said. */
  isCorrected: boolean;
  /** Whether it counts for files like it too: where nothing names the columns, none is like another. */
  isForOthers: boolean;
  /** What its columns are called; none where nothing names them. */
  headers: string[];
  /** The header of the column that plays each role, as a person is asked for them. */
  columns: [role: CorrectableRole, header: string | null][];
}

export type { ReadingHints } from '../../shared/reading-hints.ts';
export type { SalesShare, SalesSummary, TotalCheck } from '../../shared/sales/sales.ts';
export type { EnrolmentStep } from '../branch/enrol.ts';
export type { DayState as HistoryState } from '../branch/history.ts';
export type { UploadProgress } from '../branch/outbox.ts';
export type { CorrectableRole } from './correctable-roles.ts';
export type * from './settings-views.ts';

/** The last closing of a part of the same date that this PC knows of. */
export type KnownClosing = Pick<Known, 'part' | 'state' | 'receipt'>;

/** A file that was read and checked, before it is signed. */
export interface DraftView {
  fileName: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of what was shown: only that is signed. */
  fileSha256: string;
  profile: string;
  /** As a person calls it: "Square item sales". */
  profileName: string;
  totals: TotalsView;
  summary: SalesSummary;
  warnings: WarningGroup[];
  needsReview: boolean;
  /** Null where it couldn't be read at all. */
  correction: CorrectionView | null;
  /** What the same weekday came to a week before, where this PC has all of its receipts. */
  weekBefore: TotalsView | null;
  businessDate: string;
  /** False where this PC's clock leaves the day uncertain: then a person has to say which it is. */
  dateIsCertain: boolean;
  /** The first and last business date that head office takes. */
  dates: { oldest: string; latest: string };
  part: string;
  known: KnownClosing[];
}

export interface Suggestion {
  fileName: string;
  modifiedAt: string;
}

/** What lies ready in the till's folder. */
export interface SuggestionState {
  file: Suggestion | null;
  /** Why the folder that was chosen can't be looked into. */
  problem: ErrorView | null;
}

export interface ReceiptView {
  documentId: string;
  number: string;
  businessDate: string;
  part: string;
  revision: number;
  manager: string;
  fileName: string;
  receivedAt: string;
  totals: TotalsView;
  needsReview: boolean;
}

export interface UploadOutcome {
  documentId: string;
  /** `queued`: signed and safe on this PC, sent when the office is back. */
  state: 'delivered' | OutboxView['state'];
  businessDate: string;
  receipt: ReceiptView | null;
  error: ErrorView | null;
}

/** The business days of a month, as this PC alone knows of them. */
export interface MonthView extends Omit<HistoryMonth, 'days' | 'damaged'> {
  days: Pick<HistoryDay, 'businessDate' | 'state'>[];
  damaged: ErrorView[];
}

/** All that this PC knows of a business day. */
export interface PastDayView extends Omit<HistoryDay, 'closings'> {
  /** Whether head office would take sales of that day now. */
  canSend: boolean;
  closings: PastClosingView[];
}

export interface PastClosingView extends Omit<HistoryClosing, 'lastError'> {
  /** Who signed, as head office calls them. */
  managerName: string;
  /** Once there is one that can be read. */
  receipt: ReceiptView | null;
  /** Why it isn't delivered, or why its receipt can't be shown. */
  error: ErrorView | null;
}
