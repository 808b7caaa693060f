import { table } from '../../../shared/command-line.ts';
import { writeServed } from '../../../shared/menu/cells.ts';
import type { MenuChange } from '../../../shared/menu/changes.ts';
import { pricesOf } from '../../../shared/menu/command.ts';
import type { MenuItem } from '../../../shared/menu/item.ts';
import type { Draft } from '../../menus/draft.ts';
import type { Dish } from '../../menus/overrides.ts';
import { amountText } from '../amount-text.ts';

/** A menu's items as a person reads them. */
export function itemsText(items: readonly MenuItem[], currency: string): string {
  const rows = items.map((item) => [
    item.category,
    item.code,
    item.name,
    pricesOf(item, currency),
    item.modifiers.map(({ name }) => name).join(', '),
    writeServed(item.served),
    item.available ? '' : 'sold out',
  ]);
  return table(['Category', 'Code', 'Name', currency, 'Choices', 'Served', ''], rows);
}

/** What changed, one line each. */
export function changesText(changes: readonly MenuChange[], currency: string): string {
  if (changes.length === 0) return 'Nothing is different.';
  const rows = changes.map((change) => [wordFor(change.kind), change.code, change.name, detailOf(change, currency)]);
  return table(['', 'Code', 'Name', currency], rows);
}

function detailOf(change: MenuChange, currency: string): string {
  if (change.kind !== 'price') return '';
  const { size, before, after } = change;
  return `${size === null ? '' : `${size} `}${amountText(before, currency)} -> ${amountText(after, currency)}`;
}

/** How often each kind of change occurs, for a program: `{ new: 1, soldOut: 2 }`. */
export function countsOf(changes: readonly MenuChange[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of changes) {
    const key = kind === 'sold-out' ? 'soldOut' : kind;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** The same for a person: "1 new, 2 sold out". */
export function countsText(changes: readonly MenuChange[]): string {
  const counts = Map.groupBy(changes, ({ kind }) => kind);
  const parts = [...counts].map(([kind, { length }]) => `${length} ${wordFor(kind)}`);
  return parts.join(', ') || 'no change';
}

/** "101", or "101 Large". */
export const labelOf = ({ code, size }: Dish): string => (size === null ? code : `${code} ${size}`);

/** What was odd about a file, one line each. */
export function warningsText(warnings: Draft['warnings']): string {
  return warnings.map(({ row, text }) => `\n  ${row === null ? '' : `row ${row}: `}${text}`).join('');
}

const wordFor = (kind: MenuChange['kind']): string => kind.replace('-', ' ');
