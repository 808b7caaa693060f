import { join } from 'node:path';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import { readOwnFile } from '../../shared/files.ts';
import { LIMITS } from '../../shared/protocol.ts';
import { parseReceipt, type Receipt } from '../../shared/receipt.ts';
import type { Branch } from './branch.ts';
import { closingsIn } from './home.ts';
import { type Listing, readEach } from './listing.ts';
import { checkOfficeDocument } from './office-document.ts';
import { FILES, type OutboxEntry } from './outbox-entry.ts';

/**
 * Checks that a receipt's SignedData is the office's and speaks of exactly this closing, field by field.
 * @throws `receipt-mismatch`, and the codes of `checkOfficeDocument`
 */
export async function checkReceipt(branch: Branch, signedData: Buffer, entry: OutboxEntry): Promise<Receipt> {
  const { config, trust } = branch;
  const { body } = await checkOfficeDocument(signedData, { kind: 'receipt', branch: config.branch, trust });
  const receipt = parseReceipt(body);
  const expected: Partial<Receipt> = {
    documentId: entry.documentId,
    branch: config.branch,
    businessDate: entry.businessDate,
    part: entry.part,
    revision: entry.revision,
    manager: entry.manager,
    fileSha256: entry.fileSha256,
    sha256: entry.entitySha256,
    evidenceSha256: entry.evidenceSha256,
  };
  const different = Object.entries(expected).find(([name, value]) => receipt[name as keyof Receipt] !== value);
  if (different) throw new SpamsError('receipt-mismatch', { detail: `the receipt's ${different[0]} is another` });
  return receipt;
}

/** Every receipt kept on this PC, newest business date first, each checked to be the office's. */
export async function listReceipts(branch: Branch): Promise<Listing<Receipt>> {
  const { receipts } = branch.home;
  const names = await closingsIn(receipts);
  const { items, damaged } = await readEach(names, (name) => readReceipt(branch, join(receipts, name, FILES.receipt)));
  const newestFirst = (a: Receipt, b: Receipt): number =>
    b.businessDate.localeCompare(a.businessDate) || b.receivedAt.localeCompare(a.receivedAt);
  return { items: items.sort(newestFirst), damaged };
}

/** One receipt, checked to be the office's. Throws `state-damaged`. */
export async function readReceipt({ config, trust }: Branch, path: string): Promise<Receipt> {
  try {
    const signedData = await readOwnFile(path, LIMITS.answer);
    const { body } = await checkOfficeDocument(signedData, { kind: 'receipt', branch: config.branch, trust });
    return parseReceipt(body);
  } catch (cause) {
    if (!hasCode(cause, 'document-malformed', 'signature-invalid', 'file-not-found')) throw cause;
    throw new SpamsError('state-damaged', { params: { path }, cause });
  }
}
