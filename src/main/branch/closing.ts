import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { businessDateAt, type DayRule, plausibleDates } from '../../shared/business-date.ts';
import { signDocument } from '../../shared/cms/document.ts';
import { type ClosingHeader, fileName as fileNameSchema } from '../../shared/cms/entity.ts';
import type { Signer } from '../../shared/cms/signed-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { readFileBounded } from '../../shared/files.ts';
import { identityUrn, OFFICE_ENCRYPTION_URN } from '../../shared/pki/identity.ts';
import { LIMITS, type OfficeInfo } from '../../shared/protocol.ts';
import { readSales, type SalesReading } from '../../shared/sales/read.ts';
import type { Branch } from './branch.ts';
import type { BranchClock } from './clock.ts';
import { unlockManager } from './managers.ts';
import { highestRevision, queueClosing, type SendResult, sendClosing } from './outbox.ts';

export interface Upload {
  path: string;
  manager: string;
  passphrase: string;
  /** The business date it belongs to; today's, if left out. */
  date?: string | undefined;
  part: string;
}

export interface Uploaded extends SendResult {
  sales: SalesReading;
}

/**
 * Closes the day: reads the manager's file, signs it with the manager's key, queues it on disk and sends it. Offline it
 * stays queued; from then on nothing more is needed from the manager.
 * @throws before anything is queued: `usage` for the file's name, `file-*`, `document-too-large`, `manager-unknown`,
 *   `passphrase-wrong`, `business-date-implausible`, `clock-implausible`,
 *   `office-never-reached`
 */
export async function uploadClosing(
  branch: Branch,
  { path, manager, passphrase, date, part }: Upload,
): Promise<Uploaded> {
  const fileName = nameOf(path);
  const file = await readFileBounded(path, branch.office?.limits.file ?? LIMITS.file);
  const offline = await branch.tryConnect();
  const signer = await unlockManager(branch, manager, passphrase);
  const businessDate = chooseDate(branch, date);
  const header = await describeClosing(branch, signer, { fileName, businessDate, part });
  const entry = await queueClosing(branch, await signDocument({ header, body: file }, signer));
  const sales = readSales(file, settingsOf(branch).currency);
  const sent = offline ? { entry, receipt: undefined, error: offline } : await sendClosing(branch, entry);
  return { ...sent, sales };
}

async function describeClosing(
  branch: Branch,
  { certificate }: Signer,
  facts: Pick<ClosingHeader, 'fileName' | 'businessDate' | 'part'>,
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
  const rule = settingsOf(branch);
  const now = branch.clock.now();
  if (named === undefined) return certainDate(branch.clock, rule);
  const { oldest, latest } = plausibleDates(now, now, rule.timeZone);
  // A clock that went back says nothing of what is still to come: there the person's word counts.
  if (named < oldest || (named > latest && !branch.clock.wentBack)) {
    const detail = `business date ${named}, expected ${oldest} to ${latest}`;
    throw new SpamsError('business-date-implausible', { detail });
  }
  return named;
}

/** Today's business date. Throws `clock-implausible`: sales on the wrong day are worse than a question. */
function certainDate(clock: BranchClock, rule: DayRule): string {
  const [shown, known] = [clock.pcTime(), clock.now()];
  const date = businessDateAt(known, rule);
  const isCertain = clock.state().source !== 'earlier' || businessDateAt(shown, rule) === date;
  if (isCertain && !clock.wentBack) return date;
  const text = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  throw new SpamsError('clock-implausible', { params: { shown: text(shown), known: text(known) } });
}

/** What the office said of this branch. Throws `office-never-reached`. */
function settingsOf({ office }: Branch): OfficeInfo['branch'] {
  if (!office) throw new SpamsError('office-never-reached');
  return office.branch;
}

function nameOf(path: string): string {
  const name = basename(path);
  const parsed = fileNameSchema.safeParse(name);
  if (!parsed.success)
    throw new SpamsError('usage', { params: { reason: `the file's name: ${parsed.error.issues[0]?.message}` } });
  return parsed.data;
}
