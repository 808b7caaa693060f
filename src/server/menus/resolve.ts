import type { MenuItem } from '../../shared/menu/item.ts';
import type { Branch, MenuOverrideRow, SoldOutRow } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import type { Published } from './content.ts';
import { listOverrides } from './overrides.ts';
import { takesPrice } from './own-prices.ts';
import { soldOutAt } from './sold-out.ts';
import { isFor } from './targets.ts';

/** What is different at branches at a time, whatever is published. */
export interface Adjustments {
  overrides: MenuOverrideRow[];
  soldOut: SoldOutRow[];
}

export async function adjustmentsAt(db: Db | Tx, at: Date): Promise<Adjustments> {
  return { overrides: await listOverrides(db), soldOut: await soldOutAt(db, at) };
}

/**
 * What a branch offers of a published menu. The branch's own price counts before its group's, and what was said by
 * command before what came in the file.
 */
export function resolveItems(
  { items, currency, overrides }: Published,
  branch: Branch,
  adjustments: Adjustments,
): MenuItem[] {
  const given = overridesFor(branch, adjustments);
  const named = [branch.branch_group, branch.name, branch.code].flatMap((name) =>
    overrides.filter((each) => each.branch === name),
  );
  const ownPrices = given.filter((each) => each.price !== null && each.currency === currency);
  const prices = new Map([...named, ...ownPrices].map(({ code, size, price }) => [placeOf(code, size), price]));
  const hidden = new Map(given.filter((each) => each.hidden !== null).map(({ code, hidden }) => [code, hidden === 1]));
  const soldOut = new Set(adjustments.soldOut.filter((each) => isFor(each, branch)).map(({ code }) => code));
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

/** The group's before the branch's own, so that of two the latter counts. */
const overridesFor = (branch: Branch, { overrides }: Adjustments): MenuOverrideRow[] =>
  (['all', 'group', 'branch'] as const).flatMap((scope) =>
    overrides.filter((row) => row.scope === scope && isFor(row, branch)),
  );
