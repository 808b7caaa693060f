import type { MenuItem } from './item.ts';
import type { BranchMenu } from './menu.ts';

/** What is different about an item from one menu to the next; one item may have several. */
export type MenuChange =
  | { kind: 'new' | 'removed' | 'sold-out' | 'back' | Detail; code: string; name: string }
  /** In minor units, null where there was or is none; `size` is null where the price is the item's own. */
  | { kind: 'price'; code: string; name: string; size: string | null; before: number | null; after: number | null };

type Detail = keyof typeof DETAILS;
type Compared = Pick<BranchMenu, 'items' | 'currency'>;

/** For each kind of change, what is compared; the order of lists in it doesn't matter where it is sorted. */
const DETAILS = {
  /** Which there are: what they cost is a price. */
  sizes: ({ sizes }: MenuItem) => sizes.map(({ name }) => name),
  modifiers: ({ modifiers }: MenuItem) => modifiers,
  allergens: ({ allergens }: MenuItem) => allergens.toSorted(),
  diets: ({ diets }: MenuItem) => diets.toSorted(),
  served: ({ served }: MenuItem) => served,
  text: ({ category, name, names, description, descriptions }: MenuItem) => [
    category,
    name,
    inOrder(names),
    description,
    inOrder(descriptions),
  ],
};

/** What changed from one menu to the next, in the order of the new one, what was removed last. Items are the same by their code. */
export function menuChanges(before: Compared, after: Compared): MenuChange[] {
  const earlier = new Map(before.items.map((item) => [item.code, item]));
  const changes = after.items.flatMap((item) => {
    const old = earlier.get(item.code);
    earlier.delete(item.code);
    return old ? differences(old, item, before.currency !== after.currency) : [change('new', item)];
  });
  return [...changes, ...[...earlier.values()].map((item) => change('removed', item))];
}

function differences(before: MenuItem, after: MenuItem, isOtherCurrency: boolean): MenuChange[] {
  const changes: MenuChange[] = [];
  if (before.available && !after.available) changes.push(change('sold-out', after));
  if (!before.available && after.available) changes.push(change('back', after));
  changes.push(...priceChanges(before, after, isOtherCurrency));
  for (const [kind, compared] of Object.entries(DETAILS) as [Detail, (item: MenuItem) => unknown][]) {
    if (JSON.stringify(compared(before)) !== JSON.stringify(compared(after))) changes.push(change(kind, after));
  }
  return changes;
}

/** An item that got or lost its sizes has other sizes, not another price. */
function priceChanges(before: MenuItem, after: MenuItem, isOtherCurrency: boolean): MenuChange[] {
  const [old, now] = [pricesOf(before), pricesOf(after)];
  if ((old.size === 1) !== (now.size === 1)) return [];
  return [...now].flatMap(([size, price]) => {
    const earlier = old.get(size);
    if (earlier === undefined || (earlier === price && !isOtherCurrency)) return [];
    const { code, name } = after;
    return [{ kind: 'price', code, name, size, before: isOtherCurrency ? null : earlier, after: price } as const];
  });
}

/** The item's own price under null, and each size's. */
const pricesOf = ({ price, sizes }: MenuItem): Map<string | null, number | null> =>
  new Map([[null, price], ...sizes.map((size) => [size.name, size.price] as const)]);

const inOrder = (translations: Record<string, string>): [string, string][] =>
  Object.entries(translations).toSorted(([a], [b]) => (a < b ? -1 : 1));

const change = (kind: Exclude<MenuChange['kind'], 'price'>, { code, name }: MenuItem): MenuChange => ({
  kind,
  code,
  name,
});
