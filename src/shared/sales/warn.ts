import { isOfOther } from '../table/currency.ts';
import { headerKey } from '../table/header-key.ts';
import { listed, quoted, type WarningList } from '../table/warnings.ts';
import type { ReadContext } from './context.ts';
import type { FoundTable } from './find-table.ts';
import { moneyRule } from './line-money.ts';
import { isPersonal } from './personal.ts';
import type { Summing } from './summary.ts';

/** Warns of what is odd about a table as a whole. */
export function warnOfTable({ table, warnings, mixed, dates, currency }: ReadContext): void {
  const { columns, profile, headers, unknownHints } = table;
  const used = new Set(Object.values(columns));
  const personal = headers.filter(isPersonal);
  const repeated = repeatedColumns(table);
  const others = headers.filter((header, at) => !used.has(at) && isOfOther(header, currency));
  const isItem = profile.level === 'item';
  if (unknownHints.length > 0) warnings.add('hint-unknown', null, { columns: listed(unknownHints) });
  if (personal.length > 0) warnings.add('personal-left-out', null, { columns: listed(personal) });
  if (repeated.length > 0) warnings.add('columns-repeated', null, { columns: listed(repeated) });
  if (others.length > 0) warnings.add('columns-of-other', null, { columns: listed(others), currency });
  if (table.headerRow === 0) warnings.add('columns-guessed');
  if (isItem && columns.item === undefined) warnings.add('checks-only');
  if (isItem && columns.item !== undefined && columns.quantity === undefined) warnings.add('quantity-not-in-file');
  if (headers.length > 2 && !hasMoney(table)) warnings.add('money-missing');
  if (profile.amountsWithTax || isTotalWithTax(table)) warnings.add('amounts-with-tax');
  if (mixed) warnings.add('numbers-mixed');
  for (const { sample } of dates.ambiguous) warnings.add('dates-ambiguous', null, { value: quoted(sample) });
}

/** Warns of what is odd about what was read. */
export function warnOfTotals({ totals, summary, isExact }: Summing, warnings: WarningList): void {
  const { voids, outsideDay } = summary;
  if (totals.lines + voids.lines === 0) warnings.add('nothing-read');
  if (!isExact) warnings.add('total-too-large');
  if (outsideDay === null || outsideDay === 0) return;
  const params = { count: String(outsideDay), lines: String(totals.lines) };
  warnings.add(outsideDay * 2 > totals.lines ? 'day-mismatch' : 'rows-outside-day', null, params);
}

/** Whether a table has any column of money that is counted. */
export function hasMoney({ columns: { net, amount, total, gross, unitPrice } }: FoundTable): boolean {
  return (net ?? amount ?? total ?? gross ?? unitPrice) !== undefined;
}

/** Whether what is counted as net is a total that tax can't be taken off. */
function isTotalWithTax(table: FoundTable): boolean {
  const { net, amount, gross, discount, tax } = table.columns;
  if ((net ?? amount ?? tax) !== undefined || (gross !== undefined && discount !== undefined)) return false;
  return moneyRule(table).totalHasTax;
}

/** Headers of columns that were used and that another one has as well. */
function repeatedColumns({ columns, headers }: FoundTable): string[] {
  const keys = headers.map(headerKey);
  const used = new Set(
    Object.values(columns).filter((at) => keys.indexOf(keys[at] ?? '') !== keys.lastIndexOf(keys[at] ?? '')),
  );
  return [...used].map((at) => headers[at] ?? '');
}

/** The table without its column of taxes, which holds their rates. */
export function withoutTax(table: FoundTable, warnings: WarningList): FoundTable {
  const { tax = -1, ...columns } = table.columns;
  warnings.add('tax-is-rate', null, { column: quoted(table.headers[tax] ?? '') });
  return { ...table, columns };
}
