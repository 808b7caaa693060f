import type { MenuView } from '../../preload/index.ts';

export type Change = MenuView['changes'][number];
export type ChangeKind = Change['kind'];

/** What matters first to those who sell. */
const ORDER: ChangeKind[] = [
  'new',
  'price',
  'sizes',
  'modifiers',
  'sold-out',
  'back',
  'served',
  'allergens',
  'diets',
  'text',
  'removed',
];

/** How many changes there are of each kind that occurs. */
export function countChanges(changes: readonly Change[]): { kind: ChangeKind; count: number }[] {
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  return ORDER.map((kind) => ({ kind, count: byKind.get(kind)?.length ?? 0 })).filter(({ count }) => count > 0);
}

/** The changes, those first that matter first. */
export function inOrder(changes: readonly Change[]): Change[] {
  return changes.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The codes of the dishes that the menu before didn't have. */
export const newCodes = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(changes.filter(({ kind }) => kind === 'new').map(({ code }) => code));
