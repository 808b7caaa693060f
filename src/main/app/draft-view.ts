import { currencyDigits } from '../../shared/money.ts';
import type { SalesLine, SalesTotals } from '../../shared/sales/sales.ts';
import type { ReadingWarning } from '../../shared/table/warnings.ts';
import type { TopItem, TotalsView, WarningGroup } from './views.ts';

const MOST_ITEMS = 8;
const MOST_ROWS = 100;

export const totalsView = (totals: SalesTotals): TotalsView => ({ ...totals, digits: currencyDigits(totals.currency) });

/** The items that brought in the most, or of which the most were sold where the file has no money. */
export function topItems(lines: readonly SalesLine[]): TopItem[] {
  const hasMoney = lines.some(({ net }) => net !== null);
  const items = new Map<string, TopItem>();
  for (const { item, quantity, net } of lines) {
    const sum = items.get(item) ?? { item, quantity: 0, net: null, size: 0 };
    items.set(item, {
      item,
      quantity: sum.quantity + quantity,
      net: net === null ? sum.net : (sum.net ?? 0) + net,
      size: sum.size + (hasMoney ? (net ?? 0) : quantity),
    });
  }
  return [...items.values()].sort((a, b) => b.size - a.size).slice(0, MOST_ITEMS);
}

export function warningGroups(warnings: readonly ReadingWarning[]): WarningGroup[] {
  const groups = new Map<string, WarningGroup>();
  for (const { code, text, row } of warnings) {
    const group = groups.get(code) ?? { code, text, count: 0, rows: [] };
    group.count += 1;
    if (row !== null && group.rows.length < MOST_ROWS) group.rows.push(row);
    groups.set(code, group);
  }
  return [...groups.values()];
}
