import type { MenuItem } from '../../shared/menu/item.ts';
import type { Branch } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import type { Published } from './content.ts';
import { takesPrice } from './own-prices.ts';
import { soldOutAt } from './sold-out.ts';
import { isFor } from './targets.ts';

/**
 * What a branch offers of a published menu at a time. The branch's own price counts before its group's, and what was
 * said by command before what came in the file.
 */
export async function resolveItems(
  db: Db | Tx,
  { items, currency, overrides }: Published,
  branch: Branch,
  at: Date,
): Promise<MenuItem[]> {
  const given = await overridesOf(db, branch);
  const named = [branch.branch_group, branch.name, branch.code].flatMap((name) =>
    overrides.filter((each) => each.branch === name),
  );
  const ownPrices = given.filter((each) => each.price !== null && each.currency === currency);
  const prices = new Map([...named, ...ownPrices].map(({ code, size, price }) => [placeOf(code, size), price]));
  const hidden = new Map(given.filter((each) => each.hidden !== null).map(({ code, hidden }) => [code, hidden === 1]));
  const soldOut = new Set((await soldOutAt(db, at)).filter((each) => isFor(each, branch)).map(({ code }) => code));
  return items
    .filter(({ code }) => !hidden.get(code))
    .map((item) => ({
      ...item,
      price: (takesPrice(item, null) ? prices.get(placeOf(item.code, null)) : undefined) ?? item.price,
      sizes: item.sizes.map((size) => ({ ...size, price: prices.get(placeOf(item.code, size.name)) ?? size.price })),
      available: item.available && !soldOut.has(item.code),
    }));
}

const placeOf = (code: string, size: string | null): string => JSON.stringify([code, size ?? '']);

/** By command, the group's before the branch's own, so that of two the latter counts. */
async function overridesOf(db: Db | Tx, branch: Branch) {
  const rows = await db
    .selectFrom('menu_overrides')
    .selectAll()
    .where('target', 'in', [branch.code, branch.branch_group ?? ''])
    .orderBy('scope', 'desc')
    .execute();
  return rows.filter((row) => isFor(row, branch));
}
