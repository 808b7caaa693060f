import type { SalesLine } from '../../shared/sales/sales.ts';
import type { Db, Tx } from '../store/store.ts';

/** SQLite takes at most 32,766 parameters a statement. */
const BATCH = 2_000;

const [VOID, COMP, REFUND] = [1, 2, 4];

/** Stores a closing's lines, many at a time. */
export async function storeLines(tx: Tx, documentId: string, lines: readonly SalesLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += BATCH) {
    const values = lines.slice(from, from + BATCH).map((line) => ({
      document_id: documentId,
      row: line.row,
      item: line.item,
      category: line.category,
      code: line.code,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      gross: line.gross,
      discount: line.discount,
      net: line.net,
      tax: line.tax,
      tip: line.tip,
      tender: line.tender,
      time: line.time,
      marks: (line.void ? VOID : 0) + (line.comp ? COMP : 0) + (line.refund ? REFUND : 0),
    }));
    await tx.insertInto('closing_lines').values(values).execute();
  }
}

/** A closing's lines in the file's order. */
export async function loadLines(db: Db, documentId: string): Promise<SalesLine[]> {
  const rows = await db
    .selectFrom('closing_lines')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('row')
    .execute();
  return rows.map(({ document_id: _, unit_price, marks, ...line }) => ({
    ...line,
    unitPrice: unit_price,
    void: (marks & VOID) !== 0,
    comp: (marks & COMP) !== 0,
    refund: (marks & REFUND) !== 0,
  }));
}
