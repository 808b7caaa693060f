import { z } from 'zod';
import { businessDate, documentId, partName } from '../../shared/cms/entity.ts';
import { holderId } from '../../shared/pki/identity.ts';
import { readingHints } from '../../shared/reading-hints.ts';
import { monthText } from '../branch/history.ts';
import { networkChoice } from '../branch/network/settings.ts';
import type {
  AppState,
  DiagnosticsView,
  DraftView,
  EnrolmentStep,
  InviteView,
  MenuState,
  MonthView,
  NetworkTrial,
  NetworkView,
  PassphraseRating,
  PastDayView,
  ReceiptView,
  Result,
  SuggestionState,
  TillFolderView,
  UploadOutcome,
  UploadProgress,
} from './views.ts';

const nothing = z.undefined();
const passphrase = z.string().max(1024);
const invite = z.string().max(40);
/** Which day and till the next file is of, where the person has said so. */
const wanted = z.strictObject({ businessDate, part: partName }).nullable();

/** What the window may ask for: the argument of each channel. Anything else is refused. */
export const ARGUMENTS = {
  'app.state': nothing,
  'invite.read': z.strictObject({ text: z.string().max(16_384) }),
  'invite.open': nothing,
  'invite.opened': nothing,
  'device.enrol': z.strictObject({ invite }),
  'manager.enrol': z.strictObject({ invite, passphrase }),
  'manager.changePassphrase': z.strictObject({ manager: holderId, current: passphrase, next: passphrase }),
  'passphrase.rate': z.strictObject({ passphrase }),
  'menu.show': nothing,
  'menu.fetch': nothing,
  'closing.choose': z.strictObject({ wanted }),
  /** The path is empty where what was dropped is no file of this PC. */
  'closing.drop': z.strictObject({ path: z.string().max(32_767), wanted }),
  'closing.suggest': nothing,
  'closing.watch': z.strictObject({ on: z.boolean() }),
  'closing.takeSuggested': nothing,
  'closing.draft': nothing,
  'closing.describe': z.strictObject({ businessDate, part: partName }),
  'closing.correct': z.strictObject({ hints: readingHints }),
  'closing.discard': nothing,
  'closing.upload': z.strictObject({
    manager: holderId,
    passphrase,
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
    businessDate,
    part: partName,
    /** Whether it may take the place of a closing of the same date and part. */
    replace: z.boolean(),
  }),
  'closing.cancel': nothing,
  'outbox.send': nothing,
  'receipt.show': z.strictObject({ documentId }),
  'network.show': nothing,
  'network.save': networkChoice,
  'network.try': networkChoice,
  'till.show': nothing,
  'till.choose': nothing,
  'till.forget': nothing,
  'diagnostics.collect': nothing,
  'diagnostics.save': nothing,
  'history.month': z.strictObject({ month: monthText }),
  'history.day': z.strictObject({ businessDate }),
  'updates.check': nothing,
  'updates.restart': nothing,
  'page.print': nothing,
  'page.savePdf': z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('menu') }),
    z.strictObject({ what: z.literal('receipt'), documentId }),
  ]),
} as const satisfies Record<string, z.ZodType>;

export type Channel = keyof typeof ARGUMENTS;
export type Argument<C extends Channel> = z.infer<(typeof ARGUMENTS)[C]>;

/** What each channel gives back, inside a `Result`. Null: the person chose nothing, or there is none. */
export interface Values {
  'app.state': AppState;
  /** Reads an invite's text and keeps it in the main process for `device.enrol` or `manager.enrol`. */
  'invite.read': InviteView;
  /** The same for a `.spams-invite` file that the person chooses. */
  'invite.open': InviteView | null;
  /** The invite file that SPAMS was opened with. */
  'invite.opened': Result<InviteView> | null;
  'device.enrol': null;
  'manager.enrol': null;
  'manager.changePassphrase': null;
  'passphrase.rate': PassphraseRating;
  'menu.show': MenuState;
  'menu.fetch': MenuState;
  'closing.choose': DraftView | null;
  'closing.drop': DraftView;
  /** Today's export, where a new file lies in the till's folder. */
  'closing.suggest': SuggestionState;
  /** Whether changes of it are told, as the event `suggestion`. */
  'closing.watch': null;
  'closing.takeSuggested': DraftView;
  /** The file that was being looked at when the window was left. */
  'closing.draft': DraftView | null;
  'closing.describe': DraftView;
  /** The file as it is read by what the person said, which counts for files like it from now on. */
  'closing.correct': DraftView;
  'closing.discard': null;
  'closing.upload': UploadOutcome;
  /** Whether it could still be cancelled: then nothing has been sent, and nothing is queued. */
  'closing.cancel': boolean;
  'outbox.send': null;
  'receipt.show': ReceiptView;
  'network.show': NetworkView;
  'network.save': NetworkView;
  /** What connecting to head office by such settings comes to; nothing is changed. */
  'network.try': NetworkTrial;
  'till.show': TillFolderView;
  'till.choose': TillFolderView | null;
  /** Goes back to the folder that the last file came from. */
  'till.forget': TillFolderView;
  'diagnostics.collect': DiagnosticsView;
  /** Saves what was last collected, as it was shown. */
  'diagnostics.save': boolean;
  'history.month': MonthView;
  'history.day': PastDayView;
  'updates.check': null;
  /** Quits, installs the version that lies ready, and starts it. */
  'updates.restart': null;
  /** Whether it was printed or saved. */
  'page.print': boolean;
  'page.savePdf': boolean;
}

/** What the main process tells by itself. */
export interface Events {
  'app.state': AppState;
  menu: MenuState;
  /** An invite file was opened from outside while SPAMS runs. */
  invite: Result<InviteView>;
  'enrolment.step': EnrolmentStep;
  'upload.progress': UploadProgress;
  suggestion: SuggestionState;
}

export type EventName = keyof Events;
