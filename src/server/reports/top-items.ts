import { sql } from 'kysely';
import type { SalesShare } from '../../shared/sales/sales.ts';
import type { Db } from '../store/store.ts';
import { mergedByName } from './shares.ts';

/** The items that brought in most, over these closings of one currency: void lines aren't sold. */
export async function topItems(db: Db, closings: string[], most: number): Promise<SalesShare[]> {
  // There is no `in ()` in SQL.
  if (closings.length === 0) return [];
  const rows = await db
    .selectFrom('closing_lines')
    .select(({ fn }) => [
      'item as name',
      sql<number | string>`sum(cast(round(quantity * 1000) as integer))`.as('thousandths'),
      fn.sum<number | string | null>('net').as('net'),
    ])
    .where('document_id', 'in', closings)
    .where(sql<boolean>`marks & 1 = 0`)
    .groupBy('item')
    .execute();
  const shares = rows.map(({ name, thousandths, net }) => ({
    name,
    quantity: Number(thousandths) / 1000,
    net: net === null ? null : Number(net),
  }));
  return mergedByName(shares).slice(0, most);
}
