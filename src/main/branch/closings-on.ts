import { join } from 'node:path';
import { addDays } from '../../shared/business-date.ts';
import type { Branch } from './branch.ts';
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
  const { outbox, receipts } = branch.home;
  const queued = await entriesOn(branch, outbox, businessDate);
  const delivered = await entriesOn(branch, receipts, businessDate);
  const all = [
    ...queued.map((entry) => known(entry, entry.state, null)),
    ...(await Promise.all(delivered.map((entry) => deliveredClosing(branch, entry)))),
  ];
  return all.sort((a, b) => a.part.localeCompare(b.part) || a.revision - b.revision);
}

/** A later revision takes the place of an earlier one. They come in the order of their revisions. */
export const lastOfEachPart = (closings: readonly KnownClosing[]): KnownClosing[] => [
  ...new Map(closings.map((closing) => [closing.part, closing])).values(),
];

async function entriesOn(branch: Branch, folder: string, businessDate: string): Promise<OutboxEntry[]> {
  // A day isn't closed before it begins anywhere on earth: years of older receipts needn't be read.
  const earliest = new Date(addDays(businessDate, -1)).getTime();
  const { items } = await readEntries(branch, folder, (id) => signedAt(id) >= earliest);
  return items.filter((entry) => entry.businessDate === businessDate);
}

/** A UUIDv7 begins with its time, in milliseconds since 1970 (RFC 9562, section 5.7). */
const signedAt = (documentId: string): number => Number.parseInt(documentId.replace('-', '').slice(0, 12), 16);

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
