import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { businessDateAt, type DayRule, plausibleDates } from '../../shared/business-date.ts';
import { sha256Hex } from '../../shared/cms/digest.ts';
import { signDocument } from '../../shared/cms/document.ts';
import { type ClosingHeader, fileName as fileNameSchema } from '../../shared/cms/entity.ts';
import type { Signer } from '../../shared/cms/signed-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { readFileBounded } from '../../shared/files.ts';
import { identityUrn, OFFICE_ENCRYPTION_URN } from '../../shared/pki/identity.ts';
import { LIMITS, type OfficeInfo } from '../../shared/protocol.ts';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import { hasHints } from '../../shared/reading-hints.ts';
import type { ReadingOptions } from '../../shared/sales/read.ts';
import type { Branch } from './branch.ts';
import type { BranchClock } from './clock.ts';
import { unlockManager } from './managers.ts';
import {
  highestRevision,
  queueClosing,
  type SendOptions,
  type SendResult,
  sendClosing,
  withdrawClosing,
} from './outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';

export interface Upload {
  path: string;
  manager: string;
  passphrase: string;
  /** The business date it belongs to; today's, if left out. */
  date?: string | undefined;
  part: string;
  /** How the file was read when it was looked at: head office reads it the same. */
  hints?: ReadingHints | undefined;
  /** SHA-256 of the file that was looked at: another isn't signed. */
  fileSha256?: string;
  /** Whether it may take the place of a closing of the same date and part; left out, it may. */
  replace?: boolean;
}

export interface Uploaded extends SendResult {
  /** What was signed. */
  file: Buffer;
}

/**
 * Closes the day: takes the manager's file, signs it with the manager's key, queues it on disk and sends it. Offline it
 * stays queued; from then on nothing more is needed from the manager.
 * @throws before anything is queued: `usage` for the file's name, `file-*`, `document-too-large`, `manager-unknown`,
 *   `passphrase-wrong`, `business-date-implausible`, `clock-implausible`,
 *   `office-never-reached`, `file-changed`, `day-already-closed`, `upload-cancelled`
 */
export async function uploadClosing(branch: Branch, upload: Upload, options: SendOptions = {}): Promise<Uploaded> {
  const { file, signedData } = await signClosing(branch, upload, options);
  options.onProgress?.({ step: 'encrypting', sent: 0 });
  const entry = await queueClosing(branch, signedData);
  return { ...(await sendOrWithdraw(branch, entry, options)), file };
}

async function signClosing(branch: Branch, upload: Upload, { onProgress, signal }: SendOptions) {
  const { path, manager, passphrase, date, part, hints } = upload;
  const fileName = nameOf(path);
  const file = await readSalesFile(branch, path);
  if (upload.fileSha256 !== undefined && (await sha256Hex(file)) !== upload.fileSha256) {
    throw new SpamsError('file-changed', { params: { file: fileName } });
  }
  await branch.tryConnect();
  signal?.throwIfAborted();
  onProgress?.({ step: 'signing', sent: 0 });
  const signer = await unlockManager(branch, manager, passphrase);
  const reading = hints && hasHints(hints) ? hints : undefined;
  const facts = { fileName, businessDate: chooseDate(branch, date), part, reading };
  const header = await describeClosing(branch, signer, facts);
  if (upload.replace === false && header.revision > 1) {
    throw new SpamsError('day-already-closed', { params: { date: header.businessDate } });
  }
  const signedData = await signDocument({ header, body: file }, signer);
  signal?.throwIfAborted();
  return { file, signedData };
}

/** The file's bytes. Throws `file-*`, `document-too-large`. */
export function readSalesFile(branch: Branch, path: string): Promise<Buffer> {
  return readFileBounded(path, branch.office?.limits.file ?? LIMITS.file);
}

/** How head office reads a file of this branch and day. Throws `office-never-reached`. */
export function readingOptions(branch: Branch, date: string, hints: ReadingHints | undefined): ReadingOptions {
  const { currency, cutoff } = settingsOf(branch);
  return { currency, day: { date, cutoff }, hints };
}

async function sendOrWithdraw(branch: Branch, entry: OutboxEntry, options: SendOptions): Promise<SendResult> {
  try {
    options.signal?.throwIfAborted();
    if (branch.offline) return { entry, receipt: undefined, error: branch.offline };
    return await sendClosing(branch, entry, options);
  } catch (error) {
    await withdrawClosing(branch, entry);
    throw error;
  }
}

async function describeClosing(
  branch: Branch,
  { certificate }: Signer,
  facts: Pick<ClosingHeader, 'fileName' | 'businessDate' | 'part' | 'reading'>,
): Promise<ClosingHeader> {
  const now = branch.clock.now();
  return {
    kind: 'closing',
    id: uuidv7({ msecs: now.getTime() }),
    date: now,
    from: identityUrn(certificate.identity!),
    to: OFFICE_ENCRYPTION_URN,
    branch: branch.config.branch,
    ...facts,
    revision: (await highestRevision(branch, facts.businessDate, facts.part)) + 1,
  };
}

/** The date that was named, if the office would take it, or the one that the branch's day rule gives. */
function chooseDate(branch: Branch, named: string | undefined): string {
  if (named === undefined) return certainDate(branch.clock, settingsOf(branch));
  checkDate(branch, named);
  return named;
}

/** Whether the office would take a business date. Throws `business-date-implausible`, `office-never-reached`. */
export function checkDate(branch: Branch, named: string): void {
  const now = branch.clock.now();
  const { oldest, latest } = plausibleDates(now, now, settingsOf(branch).timeZone);
  // A clock that went back says nothing of what is still to come: there the person's word counts.
  if (named < oldest || (named > latest && !branch.clock.wentBack)) {
    const detail = `business date ${named}, expected ${oldest} to ${latest}`;
    throw new SpamsError('business-date-implausible', { detail });
  }
}

/** Today's business date. Throws `clock-implausible`: sales on the wrong day are worse than a question. */
export function certainDate(clock: BranchClock, rule: DayRule): string {
  const [shown, known] = [clock.pcTime(), clock.now()];
  const date = businessDateAt(known, rule);
  const isCertain = clock.state().source !== 'earlier' || businessDateAt(shown, rule) === date;
  if (isCertain && !clock.wentBack) return date;
  const text = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  throw new SpamsError('clock-implausible', { params: { shown: text(shown), known: text(known) } });
}

/** What the office said of this branch. Throws `office-never-reached`. */
export function settingsOf({ office }: Branch): OfficeInfo['branch'] {
  if (!office) throw new SpamsError('office-never-reached');
  return office.branch;
}

export function nameOf(path: string): string {
  const name = basename(path);
  const parsed = fileNameSchema.safeParse(name);
  if (!parsed.success)
    throw new SpamsError('usage', { params: { reason: `the file's name: ${parsed.error.issues[0]?.message}` } });
  return parsed.data;
}
