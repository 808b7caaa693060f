import { join } from 'node:path';
import type { Receipt } from '../../shared/receipt.ts';
import type { Branch } from '../branch/branch.ts';
import { FILES, readEntry } from '../branch/outbox-entry.ts';
import { readReceipt } from '../branch/receipts.ts';
import { totalsView } from './draft-view.ts';
import type { ReceiptView } from './views.ts';

export function receiptView(receipt: Receipt, fileName: string): ReceiptView {
  const { documentId, number, businessDate, part, revision, manager, receivedAt, needsReview } = receipt;
  return {
    ...{ documentId, number, businessDate, part, revision, manager, fileName, receivedAt, needsReview },
    totals: totalsView(receipt.totals),
  };
}

/** The receipt of a delivered closing, checked to be the office's. Throws `state-damaged`. */
export async function showReceipt(branch: Branch, documentId: string): Promise<ReceiptView> {
  const folder = join(branch.home.receipts, documentId);
  const receipt = await readReceipt(branch, join(folder, FILES.receipt));
  return receiptView(receipt, (await readEntry(branch, folder)).fileName);
}
