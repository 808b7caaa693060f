import { listed, type WarningList } from '../../../table/warnings.ts';
import { answerOf } from '../../words/availability.ts';
import { compact } from '../../words/fold.ts';
import { isMeasure } from '../../words/sizes.ts';
import { looksLikeAmount } from '../prices.ts';
import type { Columns } from './columns.ts';
import type { MenuTable } from './header.ts';
import type { Role } from './headings.ts';
import { shareOf, type TableRecord, valuesOf } from './records.ts';

/** What a price may be for that is no branch. */
const NO_BRANCH =
  /^(?:old|new|cost|net|gross|tax|vat|excl|incl|type|unit|list|sale|promo|discount|member|staff|takeaway|takeout|delivery|dinein|online|app|lunch|dinner|breakfast|happyhour|weekend|weekday|min|max|from|to|level|category|column|\d+)/;
/** Costs are no prices. */
const COST = /cost|calor|kcal|kj|weight|gewicht|tax|vat/;
/** What quantities, amounts and dates are isn't read of a menu. */
const NEVER_READ: Role[] = ['quantity', 'amount', 'date'];

/** Whether a table has the columns of a day's sales. */
export const looksLikeSales = ({ roles }: Columns): boolean =>
  NEVER_READ.filter((role) => roles[role] !== undefined).length >= 2;

/**
 * Settles by what is in them which columns are what their headings could mean, and says which aren't used: with prices
 * in one, somebody must look.
 */
export function settleColumns(table: MenuTable, branches: readonly string[], warnings: WarningList): void {
  const { columns, rows } = table;
  const isPrices = (column: number): boolean => shareOf(rows, column, looksLikeAmount) >= 0.5;
  columns.sizes = keep(columns, columns.sizes, ({ column }) => isPrices(column));
  columns.branches = keep(columns, columns.branches, ({ column }) => isPrices(column));
  columns.marks = keep(columns, columns.marks, ({ column }) => shareOf(rows, column, isAnswer) >= 0.5);
  settleQuantity(columns, rows);
  const others = keep(columns, columns.otherPrices, ({ column }) => isPrices(column));
  const ofNothing = others.filter(({ what, column }) => !addBranch(columns, what, column, branches));
  const unknown = columns.unused.filter((heading) => isMoney(rows, columns.headings.indexOf(heading), heading));
  const prices = [...ofNothing.map(({ column }) => columns.headings[column] ?? ''), ...unknown];
  const [only] = prices;
  if (only !== undefined && prices.length === 1 && hasNoPrice(columns)) {
    columns.roles.price = columns.headings.indexOf(only);
    columns.unused = columns.unused.filter((heading) => heading !== only);
    warnings.add('price-guessed', null, { column: listed([only]) });
  } else if (prices.length > 0) warnings.add('prices-unused', null, { columns: listed(prices) });
  const unused = columns.unused.filter((heading) => !prices.includes(heading));
  if (columns.repeated.length > 0) warnings.add('columns-repeated', null, { columns: listed(columns.repeated) });
  if (unused.length > 0) warnings.add('columns-unused', null, { columns: listed(unused) });
}

/** Keeps the columns that pass; the others aren't used. */
function keep<T extends { column: number }>(columns: Columns, all: T[], passes: (each: T) => boolean): T[] {
  const kept = all.filter(passes);
  for (const each of all) if (!kept.includes(each)) columns.unused.push(columns.headings[each.column] ?? '');
  return kept;
}

const isAnswer = (cell: string): boolean => answerOf(cell) !== undefined;

/** A quantity with a unit is what a portion is; an amount without a price or a quantity is the price. */
function settleQuantity(columns: Columns, rows: TableRecord[]): void {
  const { roles, headings } = columns;
  if (roles.quantity !== undefined && roles.size === undefined && shareOf(rows, roles.quantity, isMeasure) >= 0.5) {
    roles.size = roles.quantity;
    delete roles.quantity;
  }
  if (roles.amount !== undefined && hasNoPrice(columns)) {
    roles.price = roles.amount;
    delete roles.amount;
  }
  for (const role of NEVER_READ) {
    const column = roles[role];
    if (column !== undefined) columns.unused.push(headings[column] ?? '');
  }
}

const hasNoPrice = ({ roles, sizes, branches }: Columns): boolean =>
  roles.price === undefined && roles.sizes === undefined && sizes.length === 0 && branches.length === 0;

/** Where nobody says which branches there are, a price for something may be that of one: `price_orchard`. */
function addBranch(columns: Columns, what: string, column: number, branches: readonly string[]): boolean {
  const branch = what
    .trim()
    .toUpperCase()
    .replace(/[\s_.]+/g, '-');
  if (branches.length > 0 || NO_BRANCH.test(compact(what)) || !/^[A-Z0-9-]{1,32}$/.test(branch)) return false;
  columns.branches.push({ branch, column });
  return true;
}

/** Whether a column that isn't known holds amounts with decimals or a currency. */
const isMoney = (rows: TableRecord[], column: number, heading: string): boolean =>
  !COST.test(compact(heading)) &&
  shareOf(rows, column, looksLikeAmount) > 0.6 &&
  valuesOf(rows, column).some((value) => /\d[.,]\d{2}(?!\d)|\p{Sc}/u.test(value));
