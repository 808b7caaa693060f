import { readDocument } from '../../shared/cms/document.ts';
import { open } from '../../shared/cms/enveloped-data.ts';
import type { SalesTotals } from '../../shared/sales/sales.ts';
import { branchOf } from '../authority/branches.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { ClosingRow } from '../store/schema.ts';
import { asClosing } from './checks.ts';
import { totalsOf, warningsOf } from './columns.ts';
import { storeLines } from './lines.ts';
import { findClosing } from './list.ts';
import { REVISION_TIE, readClosing, readingColumns } from './reading.ts';

/** What was made of a closing's file at one time. */
export interface Understood {
  profile: string;
  totals: SalesTotals;
  needsReview: boolean;
  warnings: number;
}

export interface Reread {
  documentId: string;
  number: string;
  before: Understood;
  after: Understood;
}

/**
 * Opens a closing's sealed evidence again, reads the file with today's reader, and puts what it makes of it in place of
 * what stood there, in one transaction. In the closing's own currency, whatever its branch has by now. The receipt
 * stays as it was signed.
 * @param id document id or receipt number
 * @throws `unknown-subject`, and what opening evidence throws
 */
export async function rereadClosing(office: OfficeContext, id: string, actor: string): Promise<Reread> {
  const row = await findClosing(office.db, id);
  const { document_id, number } = row;
  const document = asClosing(await readDocument(await open(row.sealed, await office.keys.encryption())));
  const { cutoff } = await branchOf(office.db, row.branch);
  const sales = readClosing(document, { currency: totalsOf(row).currency, cutoff });
  return transact(office, async (tx) => {
    // As it is now: another closing may have claimed the same revision since.
    const before = await findClosing(tx, document_id);
    const tied = warningsOf(before).filter(({ code }) => code === REVISION_TIE.code);
    const columns = readingColumns(sales, tied);
    await tx
      .updateTable('closings')
      .set({ ...columns, reread_at: office.clock().toISOString() })
      .where('document_id', '=', document_id)
      .execute();
    await tx.deleteFrom('closing_lines').where('document_id', '=', document_id).execute();
    await storeLines(tx, document_id, sales.lines);
    const detail = { number, profileBefore: before.profile, profile: columns.profile };
    await office.audit.append(tx, { actor, action: 'closing.reread', subject: document_id, detail });
    return {
      documentId: document_id,
      number,
      before: understood(before),
      after: understood({ ...before, ...columns }),
    };
  });
}

function understood(row: ClosingRow): Understood {
  return {
    profile: row.profile,
    totals: totalsOf(row),
    needsReview: row.needs_review === 1,
    warnings: warningsOf(row).length,
  };
}
