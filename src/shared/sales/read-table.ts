import type { Dialect } from '../table/dialect.ts';
import type { DecimalMark } from '../table/numbers.ts';
import { eachRecord } from '../table/records.ts';
import { quoted, type WarningList } from '../table/warnings.ts';
import { hasNumbers, type ReadContext, readAmounts } from './amounts.ts';
import { matchHeaders } from './columns.ts';
import type { FoundTable } from './find-table.ts';
import { Ledger } from './ledger.ts';
import { LineReader } from './line.ts';
import { personalColumns } from './personal.ts';
import type { SalesLine, TotalCheck } from './sales.ts';
import { type SurveyHints, survey } from './survey.ts';
import { isTotal } from './total-rows.ts';
import { isBlank, isNoName } from './words.ts';

/** Takes each line as it is read, with the file's own word for lunch or dinner. */
export type TakeLine = (line: SalesLine, dayPart: string | null) => void;

/** Reads a table's rows. Gives the file's own totals beside ours, and its decimal mark. */
export function readTable(
  text: string,
  dialect: Dialect,
  table: FoundTable,
  options: { currency: string; hints: SurveyHints; warnings: WarningList },
  take: TakeLine,
): { checks: TotalCheck[]; decimal: DecimalMark | null } {
  const { currency, warnings } = options;
  const context = { ...survey(text, dialect, table, options.hints), currency, table, warnings, rounded: 0 };
  warnOfFile(context);
  const rows = new RowReader(context, take);
  eachRecord(text, dialect, (cells, row) => row <= table.headerRow || rows.read(cells, row));
  const checks = rows.finish();
  if (context.rounded > 0) warnings.add('amounts-rounded', null, { count: String(context.rounded) });
  return { checks, decimal: context.decimal };
}

function warnOfFile({ table, warnings, mixed, dates }: ReadContext): void {
  const { columns, profile, headers } = table;
  const money = (['net', 'amount', 'total', 'gross', 'unitPrice'] as const).some((role) => columns[role] !== undefined);
  const personal = personalColumns(headers);
  if (personal.length > 0) warnings.add('personal-left-out', null, { columns: personal.map(quoted).join(', ') });
  if (table.headerRow === 0) warnings.add('columns-guessed');
  if (profile.level === 'item' && columns.item === undefined) warnings.add('checks-only');
  if (!money && headers.length > 2) warnings.add('money-missing');
  if (profile.level === 'item' && columns.item !== undefined && columns.quantity === undefined)
    warnings.add('quantity-not-in-file');
  if (profile.amountsWithTax) warnings.add('amounts-with-tax');
  if (mixed) warnings.add('numbers-mixed');
  for (const { sample } of dates.ambiguous) warnings.add('dates-ambiguous', null, { value: quoted(sample) });
}

/** Tells sales from headings and totals, row by row. */
class RowReader {
  readonly #context: ReadContext;
  readonly #take: TakeLine;
  readonly #lines: LineReader;
  readonly #ledger = new Ledger();

  constructor(context: ReadContext, take: TakeLine) {
    this.#context = context;
    this.#take = take;
    this.#lines = new LineReader(context);
  }

  /** False ends the reading: another table begins. */
  read(cells: string[], row: number): boolean {
    const { table, warnings, currency } = this.#context;
    if (cells.every((cell) => cell === '') || this.#isHeader(cells)) return true;
    if (this.#beginsOther(cells)) {
      warnings.add('second-table', row);
      return false;
    }
    const money = cells[table.columns.currency ?? -1]?.toUpperCase() ?? '';
    if (isTooWide(cells, table)) warnings.add('row-too-wide', row);
    else if (/^[A-Z]{3}$/.test(money) && money !== currency) {
      warnings.add('currency-other', row, { value: quoted(money), currency });
    } else this.#readSale(cells, row);
    return true;
  }

  finish(): TotalCheck[] {
    const { unnamed, subtotals, checks } = this.#ledger.settle();
    for (const line of unnamed) {
      this.#context.warnings.add('item-unnamed', line.row);
      this.#take(line, null);
    }
    for (const row of subtotals) this.#context.warnings.add('total-row', row);
    const differ = checks.filter(({ file, ours }) => file !== ours);
    for (const { row, label } of differ) this.#context.warnings.add('total-differs', row, { value: quoted(label) });
    return checks;
  }

  #readSale(cells: string[], row: number): void {
    const { table, warnings } = this.#context;
    const item = cells[table.columns.item ?? -1] ?? '';
    const label = this.#totalLabel(cells, item);
    if (label === undefined && this.#isHeading(cells, item)) {
      this.#lines.heading = item;
      return;
    }
    const amounts = readAmounts(cells, row, this.#context);
    if (label !== undefined) {
      warnings.add('total-row', row);
      if (hasNumbers(amounts)) this.#ledger.mark(row, label, amounts, null);
      return;
    }
    const needsName = table.columns.item !== undefined && table.profile.level === 'item' && isBlank(item);
    if (needsName && !hasNumbers(amounts)) return void warnings.add('row-empty', row);
    const line = this.#lines.read(cells, row, isBlank(item) ? null : item, amounts);
    if (line === undefined) return;
    if (needsName && !isNoName(item)) {
      const sale = table.profile.blankItemIsTotal ? null : line;
      if (this.#ledger.mark(row, null, amounts, sale)) return;
    } else if (needsName) warnings.add('item-unnamed', row);
    if (!line.void) this.#ledger.count(amounts);
    this.#take(table.columns.item === undefined ? { ...line, item: 'Check' } : line, this.#lines.dayPart(cells));
  }

  /** The word that makes a row a total: in the item's cell or, where that is empty, in any. */
  #totalLabel(cells: string[], item: string): string | undefined {
    if (item !== '') return isTotal(item) ? item : undefined;
    return cells.find((cell) => cell !== '' && isTotal(cell));
  }

  /** A name alone in its row, above the rows that it is the category of. */
  #isHeading(cells: string[], item: string): boolean {
    const { table } = this.#context;
    if (cells.length < 2 || item === '' || table.columns.category !== undefined || table.profile.level === 'check')
      return false;
    return table.columns.item === 0 && cells.every((cell, at) => at === 0 || cell === '');
  }

  #isHeader(cells: string[]): boolean {
    const { headers } = this.#context.table;
    return cells[0] === headers[0] && headers.length > 0 && headers.every((header, at) => header === cells[at]);
  }

  /** Other headers that name a sale's columns, and no number: the next block of a report. */
  #beginsOther(cells: string[]): boolean {
    const { columns, headerRow } = this.#context.table;
    if (headerRow === 0 || cells.some((cell) => /\d/.test(cell))) return false;
    const number = columns.quantity ?? columns.amount ?? columns.net ?? columns.total ?? columns.gross;
    if (number === undefined || isBlank(cells[number] ?? '')) return false;
    return cells.filter((cell) => cell !== '').length > 1 && matchHeaders(cells) !== undefined;
  }
}

/** An unquoted delimiter inside a cell moves all cells behind it: what they then seem to say is wrong. */
function isTooWide(cells: string[], { headers }: FoundTable): boolean {
  return headers.length > 0 && cells.length > headers.length && cells.slice(headers.length).some((cell) => cell !== '');
}
