import { table } from '../../../shared/command-line.ts';
import type { MenuChange } from '../../../shared/menu/changes.ts';
import type { MenuItem } from '../../../shared/menu/item.ts';
import { formatAmount } from '../../../shared/money.ts';
import type { ReadingWarning } from '../../../shared/table/warnings.ts';

/** A menu's items as a person reads them. */
export function itemsText(items: readonly MenuItem[], currency: string): string {
  const rows = items.map((item) => [
    item.category,
    item.code,
    item.name,
    pricesText(item, currency),
    item.modifiers.map(({ name }) => name).join(', '),
    item.served.map(servedText).join(', '),
    item.available ? '' : 'sold out',
  ]);
  return table(['Category', 'Code', 'Name', currency, 'Choices', 'Served', ''], rows);
}

/** The item's own price, then each size's: "6.50, Large 8.00". */
function pricesText({ price, sizes }: MenuItem, currency: string): string {
  const own = price === null ? [] : [formatAmount(price, currency)];
  return [...own, ...sizes.map((size) => `${size.name} ${amountText(size.price, currency)}`)].join(', ');
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "Mon-Fri 06:00-11:00"; without days when it is all of them. */
function servedText({ days, from, to }: MenuItem['served'][number]): string {
  const names = days.map((day) => DAYS[day - 1]);
  const isRun = days.length > 2 && days.at(-1)! - days[0]! === days.length - 1;
  const when = days.length === 7 ? '' : `${isRun ? `${names[0]}-${names.at(-1)}` : names.join(' ')} `;
  return `${when}${from}-${to}`;
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

/** What was odd about a file, one line each. */
export function warningsText(warnings: readonly ReadingWarning[]): string {
  return warnings.map(({ row, text }) => `\n  ${row === null ? '' : `row ${row}: `}${text}`).join('');
}

export const amountText = (minor: number | null, currency: string): string =>
  minor === null ? '-' : formatAmount(minor, currency);

const wordFor = (kind: MenuChange['kind']): string => kind.replace('-', ' ');
