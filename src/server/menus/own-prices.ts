import type { MenuItem } from '../../shared/menu/item.ts';
import type { Db } from '../store/store.ts';
import type { Published } from './content.ts';
import type { Dish } from './overrides.ts';
import { listOverrides } from './overrides.ts';
import { nameOf } from './targets.ts';

/** A branch's or a group's price of a dish that a menu has, but not at that place. */
export interface UnusedPrice extends Dish {
  /** What people call the branch or group. */
  for: string;
}

/** Whether an item can have a price of its own, size null, or one of that size. A dish priced by its sizes has none of its own. */
export function takesPrice({ price, sizes }: MenuItem, size: string | null): boolean {
  return size === null ? price !== null || sizes.length === 0 : sizes.some(({ name }) => name === size);
}

/** Of the prices that came with a menu, and of those that were given by command, the ones that it makes useless. */
export async function unusedPrices(db: Db, { currency, items, overrides }: Published): Promise<UnusedPrice[]> {
  const dishes = new Map(items.map((item) => [item.code, item]));
  const inFile = overrides.map(({ branch, code, size }) => ({ code, size, for: branch }));
  const given = (await listOverrides(db))
    .filter((each) => each.price !== null && each.currency === currency)
    .map((each) => ({ code: each.code, size: each.size || null, for: nameOf(each) }));
  return [...inFile, ...given].filter(({ code, size }) => {
    const item = dishes.get(code);
    return item !== undefined && !takesPrice(item, size);
  });
}
