import type { BranchMenu, MenuItem } from './menu.ts';

/** What is different about an item from one menu to the next; one item may have several. */
export type MenuChange =
  | { kind: 'new' | 'removed' | 'sold-out' | 'back' | 'allergens' | 'text'; code: string; name: string }
  /** In minor units; null where there was or is none. */
  | { kind: 'price'; code: string; name: string; before: number | null };

type Compared = Pick<BranchMenu, 'items' | 'currency'>;

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
  const { code, name } = after;
  const changes: MenuChange[] = [];
  if (before.available && !after.available) changes.push(change('sold-out', after));
  if (!before.available && after.available) changes.push(change('back', after));
  if (before.price !== after.price || isOtherCurrency)
    changes.push({ kind: 'price', code, name, before: isOtherCurrency ? null : before.price });
  if (!sameSet(before.allergens, after.allergens)) changes.push(change('allergens', after));
  const texts = ({ category, name, description }: MenuItem): string => JSON.stringify([category, name, description]);
  if (texts(before) !== texts(after)) changes.push(change('text', after));
  return changes;
}

const change = (kind: Exclude<MenuChange['kind'], 'price'>, { code, name }: MenuItem): MenuChange => ({
  kind,
  code,
  name,
});

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));
