import { SpamsError } from '../../shared/errors.ts';
import { type Receipt, serializeReceipt } from '../../shared/receipt.ts';
import type { AuditAction, AuditHead } from '../audit/chain.ts';
import { type OfficeContext, transact } from '../context.ts';
import { signOfficeDocument } from '../office-document.ts';
import type { ClosingRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { totalsOf, warningsOf } from './columns.ts';
import { findClosing } from './list.ts';

/** A receipt's SignedData. Throws `manager-revoked` while the closing is on hold. */
export function receiptOf({ receipt, document_id }: ClosingRow): Buffer {
  if (!receipt) throw new SpamsError('manager-revoked', { detail: `closing ${document_id} is on hold` });
  return receipt;
}

/** Records an accepted closing in the audit chain and signs the receipt that quotes its place there. */
export async function giveReceipt(
  office: OfficeContext,
  tx: Tx,
  row: ClosingRow,
  { actor, action }: { actor: string; action: AuditAction },
): Promise<ClosingRow> {
  const audit = await office.audit.append(tx, {
    actor,
    action,
    subject: row.document_id,
    detail: { evidenceSha256: row.evidence_sha256, fileSha256: row.file_sha256, number: row.number },
  });
  const body = serializeReceipt(receiptBody(row, audit));
  const receipt = await signOfficeDocument(office, 'receipt', row.branch, body);
  await tx.updateTable('closings').set({ receipt }).where('document_id', '=', row.document_id).execute();
  return { ...row, receipt };
}

/** Lets in a closing that was on hold; its branch gets the receipt when it sends again. Throws `unknown-subject`, `closing-not-held`. */
export async function acceptHeld(office: OfficeContext, id: string, actor: string): Promise<ClosingRow> {
  const found = await findClosing(office.db, id);
  return transact(office, async (tx) => {
    const row = await tx
      .updateTable('closings')
      .set({ state: 'accepted', accepted_at: office.clock().toISOString(), accepted_by: actor })
      .where('document_id', '=', found.document_id)
      .where('state', '=', 'held')
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new SpamsError('closing-not-held', { params: { id } });
    return giveReceipt(office, tx, row, { actor, action: 'closing.released' });
  });
}

function receiptBody(row: ClosingRow, audit: AuditHead): Receipt {
  return {
    number: row.number,
    documentId: row.document_id,
    branch: row.branch,
    businessDate: row.business_date,
    part: row.part,
    revision: row.revision,
    manager: row.manager,
    fileSha256: row.file_sha256,
    sha256: row.entity_sha256,
    evidenceSha256: row.evidence_sha256,
    receivedAt: row.received_at,
    audit,
    totals: totalsOf(row),
    warnings: warningsOf(row),
    needsReview: row.needs_review === 1,
  };
}
