import { sql } from 'kysely';
import type { SalesShare } from '../../shared/sales/sales.ts';
import { currentIds } from '../closings/list.ts';
import type { Db } from '../store/store.ts';
import type { Period } from './takings.ts';

/** What SQL calls a closing's currency, and whether its lines are items rather than whole checks. */
const currency = sql<string>`json_extract(closings.totals_json, '$.currency')`;
const hasItems = sql<boolean>`json_array_length(closings.summary_json, '$.topItems') > 0`;

/** The items that brought in most in one currency, over all closings that count: void lines aren't sold. */
export async function topItems(
  db: Db,
  { from, to, branch }: Period,
  { of, most }: { of: string; most: number },
): Promise<SalesShare[]> {
  const ids = currentIds(db, { from, to, ...(branch !== undefined && { branch }) });
  const rows = await db
    .selectFrom('closing_lines')
    .innerJoin('closings', 'closings.document_id', 'closing_lines.document_id')
    .select(({ fn }) => [
      'item as name',
      sql<number>`sum(cast(round(quantity * 1000) as integer))`.as('thousandths'),
      fn.sum<number | null>('net').as('net'),
    ])
    .where('closings.document_id', 'in', ids)
    .where(currency, '=', of)
    .where(hasItems)
    .where(sql<boolean>`marks & 1 = 0`)
    .groupBy('item')
    .orderBy('net', (order) => order.desc().nullsLast())
    .orderBy('thousandths', 'desc')
    .orderBy('name')
    .limit(most)
    .execute();
  return rows.map(({ name, thousandths, net }) => ({ name, quantity: thousandths / 1000, net }));
}
