import type { SalesShare, SalesSummary, SalesTotals } from '../../shared/sales/sales.ts';
import { summaryOf, totalsOf } from '../closings/columns.ts';
import { currentIds } from '../closings/list.ts';
import { sumKnown, sumQuantity } from '../closings/sums.ts';
import type { Db } from '../store/store.ts';
import type { Period } from './takings.ts';

/** As a closing's share; name null: what no file gave a name to, and what is too small to be kept by name. */
export interface Share extends Omit<SalesShare, 'name'> {
  name: string | null;
}

/** The sales of one currency from several sides, each with its largest share first. */
export interface Sides {
  byTender: Share[];
  byDayPart: Share[];
  byCategory: Share[];
}

/** One currency's sales from all sides, and the closings whose lines are items rather than whole checks. */
interface CurrencySales extends SalesTotals, Sides {
  itemised: string[];
}

type Amounts = Omit<SalesTotals, 'currency'>;

/** What the closings that count come to in each of these currencies: totals, and the summaries stored with them, merged. */
export async function sidesOf(
  db: Db,
  { from, to, branch }: Period,
  currencies: readonly string[],
): Promise<CurrencySales[]> {
  const filter = { from, to, ...(branch !== undefined && { branch }) };
  const rows = await db
    .selectFrom('closings')
    .select(['document_id', 'totals_json', 'summary_json'])
    .where('document_id', 'in', currentIds(db, filter))
    .execute();
  const closings = rows.map((row) => ({ id: row.document_id, totals: totalsOf(row), summary: summaryOf(row) }));
  return currencies.map((currency) => {
    const members = closings.filter(({ totals }) => totals.currency === currency);
    const totals = { currency, ...added(members.map((each) => each.totals)) };
    const side = (of: (summary: SalesSummary) => SalesShare[]): Share[] =>
      merged(
        members.flatMap(({ summary }) => (summary ? of(summary) : [])),
        totals,
      );
    return {
      ...totals,
      byTender: side((summary) => summary.byTender),
      byDayPart: side((summary) => summary.byDayPart),
      byCategory: side((summary) => summary.byCategory),
      itemised: members.filter(({ summary }) => summary !== null && summary.topItems.length > 0).map(({ id }) => id),
    };
  });
}

function added(all: SalesTotals[]): Amounts {
  const sum = (field: 'gross' | 'discounts' | 'refunds' | 'net' | 'tax' | 'tips') =>
    sumKnown(all.map((totals) => totals[field]));
  return {
    lines: all.reduce((lines, totals) => lines + totals.lines, 0),
    quantity: sumQuantity(all),
    gross: sum('gross'),
    discounts: sum('discounts'),
    refunds: sum('refunds'),
    net: sum('net'),
    tax: sum('tax'),
    tips: sum('tips'),
  };
}

function merged(shares: SalesShare[], totals: Amounts): Share[] {
  const named = mergedByName(shares);
  if (named.length === 0) return [];
  const rest = {
    name: null,
    quantity: Math.round((totals.quantity - sumQuantity(named)) * 1000) / 1000,
    net: totals.net === null ? null : totals.net - (sumKnown(named.map(({ net }) => net)) ?? 0),
  };
  return rest.quantity === 0 && (rest.net ?? 0) === 0 ? named : [...named, rest];
}

/**
 * Shares with those of the same name in one, largest first. Tills write it in capitals or not: the way that brought in
 * most is shown.
 */
export function mergedByName(shares: readonly SalesShare[]): SalesShare[] {
  const sameNames = Map.groupBy(shares.toSorted(bySize), ({ name }) => name.trim().toLowerCase());
  return [...sameNames.values()]
    .map((same) => ({
      name: same[0]!.name,
      quantity: sumQuantity(same),
      net: sumKnown(same.map(({ net }) => net)),
    }))
    .sort(bySize);
}

/** What has no amounts comes last. */
const bySize = (a: SalesShare, b: SalesShare): number =>
  (b.net ?? Number.NEGATIVE_INFINITY) - (a.net ?? Number.NEGATIVE_INFINITY) ||
  b.quantity - a.quantity ||
  a.name.localeCompare(b.name);
