import { join } from 'node:path';
import { addDays, OLDEST_DAYS } from '../../shared/business-date.ts';
import { SIGNING_TIME } from '../../shared/protocol.ts';
import type { Branch } from './branch.ts';
import type { Listing } from './listing.ts';
import { FILES, type OutboxEntry, readEntries } from './outbox-entry.ts';
import { readReceipt } from './receipts.ts';

/** A closing that this PC keeps: on its way, or delivered with its receipt's number. */
export interface KnownClosing {
  documentId: string;
  part: string;
  revision: number;
  fileSha256: string;
  state: OutboxEntry['state'] | 'delivered';
  /** Its number, once there is one. */
  receipt: string | null;
}

/** What this PC knows to have been uploaded for a business date, by part and revision. */
export async function closingsOn(branch: Branch, businessDate: string): Promise<KnownClosing[]> {
  const { items } = await closingsBetween(branch, businessDate, businessDate);
  return Promise.all(
    items.map(({ entry, isDelivered }) =>
      isDelivered ? deliveredClosing(branch, entry) : known(entry, entry.state, null),
    ),
  );
}

/** A closing by its entry alone: its receipt isn't opened. */
export interface KeptClosing {
  entry: OutboxEntry;
  isDelivered: boolean;
}

/**
 * What this PC keeps of the business dates from one to another, by date, part and revision; and what couldn't be read of
 * what was delivered. The rest `listOutbox` tells.
 */
export async function closingsBetween(branch: Branch, from: string, to: string): Promise<Listing<KeptClosing>> {
  const { outbox, receipts } = branch.home;
  const span = signedBetween(from, to);
  const onTheirWay = await readEntries(branch, outbox);
  const delivered = await readEntries(branch, receipts, (id) => span.from <= signedAt(id) && signedAt(id) <= span.to);
  // What got its receipt just now has been read twice.
  const closings = new Map(onTheirWay.items.map((entry) => [entry.documentId, { entry, isDelivered: false }]));
  for (const entry of delivered.items) closings.set(entry.documentId, { entry, isDelivered: true });
  const items = [...closings.values()].filter(
    ({ entry: { businessDate } }) => from <= businessDate && businessDate <= to,
  );
  return { items: items.sort(byDay), damaged: delivered.damaged };
}

function byDay({ entry: a }: KeptClosing, { entry: b }: KeptClosing): number {
  return a.businessDate.localeCompare(b.businessDate) || a.part.localeCompare(b.part) || a.revision - b.revision;
}

/**
 * When a closing of these business dates that head office has taken can have been signed, milliseconds since 1970: the
 * receipts of other years needn't be read.
 */
function signedBetween(from: string, to: string): { from: number; to: number } {
  const midnight = (date: string): number => new Date(date).getTime();
  // A day more either way: wherever on earth the branch is.
  return {
    from: midnight(addDays(from, -1)) - SIGNING_TIME.past,
    to: midnight(addDays(to, OLDEST_DAYS + 2)),
  };
}

/** A later revision takes the place of an earlier one. They come in the order of their revisions. */
export const lastOfEachPart = <C extends Pick<KnownClosing, 'part'>>(closings: readonly C[]): C[] => [
  ...new Map(closings.map((closing) => [closing.part, closing])).values(),
];

/** When a closing was signed: a UUIDv7 begins with its time, in milliseconds since 1970 (RFC 9562, section 5.7). */
export const signedAt = (documentId: string): number => Number.parseInt(documentId.replace('-', '').slice(0, 12), 16);

async function deliveredClosing(branch: Branch, entry: OutboxEntry): Promise<KnownClosing> {
  return known(entry, 'delivered', await receiptNumber(branch, entry.documentId));
}

function known(entry: OutboxEntry, state: KnownClosing['state'], receipt: string | null): KnownClosing {
  const { documentId, part, revision, fileSha256 } = entry;
  return { documentId, part, revision, fileSha256, state, receipt };
}

/** A receipt that can't be read any more takes nothing from the closing. */
async function receiptNumber(branch: Branch, documentId: string): Promise<string | null> {
  try {
    return (await readReceipt(branch, join(branch.home.receipts, documentId, FILES.receipt))).number;
  } catch {
    return null;
  }
}
