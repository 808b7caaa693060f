import { formatAmount } from '../money.ts';
import { quoted } from '../table/warnings.ts';
import { AmountReader, type Amounts, hasNumbers } from './amounts.ts';
import { matchHeaders } from './columns.ts';
import type { ReadContext } from './context.ts';
import { Ledger } from './ledger.ts';
import { LineReader } from './line.ts';
import { type Name, Names } from './names.ts';
import { OrderReader } from './orders.ts';
import type { SalesLine, TotalCheck } from './sales.ts';
import { isBlank, isNoName } from './words.ts';

/** Takes each line as it is read, with the file's own word for lunch or dinner, and what was taken back of it. */
export type TakeLine = (line: SalesLine, dayPart: string | null, refunded: number | null) => void;

const EMPTY: Name = { text: null, isTotal: false, isTax: false };
/** Rows without any number are looked at so often for whether they name other columns. */
const MAX_LOOKS = 1000;

/** Tells a table's sales from its headings and totals, row by row. */
export class TableReader {
  readonly #context: ReadContext;
  readonly #take: TakeLine;
  readonly #names: Names;
  readonly #lines: LineReader;
  readonly #amounts: AmountReader;
  readonly #ledger: Ledger;
  readonly #orders: OrderReader;
  #looks = 0;
  #uncheckedTotals = 0;

  constructor(context: ReadContext, take: TakeLine) {
    const { profile, columns } = context.table;
    this.#context = context;
    this.#take = take;
    this.#names = new Names(profile.level === 'check');
    this.#lines = new LineReader(context, this.#names);
    this.#amounts = new AmountReader(context);
    this.#ledger = new Ledger(columns);
    this.#orders = new OrderReader(context);
  }

  /** Reads a row below the headers. False ends the reading: another table begins. */
  read(cells: string[], row: number): boolean {
    const { table, warnings, currency } = this.#context;
    if (isEmpty(cells) || this.#isHeader(cells)) return true;
    if (this.#beginsOther(cells)) {
      warnings.add('second-table', row);
      return false;
    }
    this.#orders.carry(cells);
    const own = table.columns.currency === undefined ? '' : (cells[table.columns.currency]?.toUpperCase() ?? '');
    if (isTooWide(cells, table.headers)) warnings.add('row-too-wide', row);
    else if (own !== '' && own !== currency && /^[A-Z]{3}$/.test(own)) {
      warnings.add('currency-other', row, { value: quoted(own), currency });
    } else this.#readRow(cells, row);
    return true;
  }

  /** Gives the file's own totals beside ours. */
  finish(): TotalCheck[] {
    const { warnings } = this.#context;
    const { unnamed, subtotals, checks } = this.#ledger.settle();
    for (const line of unnamed) {
      warnings.add('item-unnamed', line.row);
      this.#take(line, null, null);
    }
    for (const { row, line } of subtotals) {
      if (line === null) warnings.add('total-row', row);
      else warnings.add('total-inferred', row, { amount: this.#amountOf(line) });
    }
    for (const check of checks) if (check.file !== check.ours) this.#warnOfTotal(check);
    this.#warnOfDates();
    if (this.#uncheckedTotals > 0) warnings.add('totals-unchecked', null, { count: String(this.#uncheckedTotals) });
    if (this.#amounts.rounded > 0) warnings.add('amounts-rounded', null, { count: String(this.#amounts.rounded) });
    return checks;
  }

  /** Of those that could be read in two ways another warning tells. */
  #warnOfDates(): void {
    const { warnings, dates } = this.#context;
    const { sample, count } = this.#lines.unreadDates;
    if (count === 0 || dates.ambiguous.length > 0) return;
    warnings.add('dates-unreadable', null, { value: quoted(sample), count: String(count) });
  }

  #warnOfTotal({ row, label, field, file, ours }: TotalCheck): void {
    const { warnings, currency } = this.#context;
    const written = (value: number): string => (field === 'quantity' ? String(value) : formatAmount(value, currency));
    warnings.add('total-differs', row, { value: quoted(label), field, file: written(file), ours: written(ours) });
  }

  #amountOf({ net, quantity }: SalesLine): string {
    return net === null ? String(quantity) : formatAmount(net, this.#context.currency);
  }

  #readRow(cells: string[], row: number): void {
    const { table, warnings } = this.#context;
    const item = table.columns.item === undefined ? '' : (cells[table.columns.item] ?? '');
    const name = item === '' ? EMPTY : this.#names.of(item);
    const label = name.isTotal ? item : item === '' ? this.#totalLabel(cells) : undefined;
    if (name.isTax) warnings.add('total-row', row);
    else if (label !== undefined) {
      warnings.add('total-row', row);
      const amounts = this.#amounts.read(cells, row);
      if (hasNumbers(amounts) && !this.#ledger.mark(row, label, amounts, null)) this.#uncheckedTotals += 1;
    } else if (this.#isHeading(cells, item)) this.#lines.heading = name.text;
    else this.#readSale(cells, row, item, name.text);
  }

  #readSale(cells: string[], row: number, item: string, name: string | null): void {
    const { table, warnings } = this.#context;
    const amounts = this.#amounts.read(cells, row);
    const isUnnamed = name === null && table.columns.item !== undefined && table.profile.level === 'item';
    if (isUnnamed && !hasNumbers(amounts)) {
      warnings.add('row-empty', row);
      return;
    }
    if (isJoined(cells, table.headers.length, this.#context.delimiter)) warnings.add('row-joined', row);
    const line = this.#lines.read(cells, row, table.columns.item === undefined ? 'Check' : name, amounts);
    if (line === undefined) return;
    if (!line.void) this.#orders.warn(cells, row);
    if (isUnnamed && !isNoName(item) && this.#mayBeTotal(amounts, line) && this.#setApart(row, amounts, line)) return;
    if (isUnnamed) warnings.add('item-unnamed', row);
    if (!line.void) this.#ledger.count(amounts, isUnsigned(amounts, line));
    this.#take(line, this.#lines.dayPart(cells), line.refund ? null : amounts.refunded);
  }

  /** A row with a price, a code, a tender or a time of its own is a sale, though its item isn't named. */
  #mayBeTotal({ unitPrice }: Amounts, { code, tender, time }: SalesLine): boolean {
    if (this.#context.table.profile.blankItemIsTotal) return true;
    return unitPrice === null && code === null && tender === null && !time?.includes(':');
  }

  /** Keeps what may be a total apart from the sales; false where there are too many to tell what they are. */
  #setApart(row: number, amounts: Amounts, line: SalesLine): boolean {
    const isTotal = this.#context.table.profile.blankItemIsTotal === true;
    const isKept = this.#ledger.mark(row, null, amounts, isTotal ? null : line);
    if (isTotal && !isKept) this.#context.warnings.add('total-row', row);
    return isTotal || isKept;
  }

  /** The word that makes a row without an item a total; checks have none, so that theirs must begin the row. */
  #totalLabel(cells: string[]): string | undefined {
    const isWord = (cell: string): boolean => cell !== '' && this.#names.of(cell).isTotal;
    const { profile, columns } = this.#context.table;
    if (profile.level === 'item' && columns.item !== undefined) return cells.find(isWord);
    const first = cells.find((cell) => cell !== '');
    return first !== undefined && !/\d/.test(first) && isWord(first) ? first : undefined;
  }

  /** A name alone in its row, above the rows that it is the category of. */
  #isHeading(cells: string[], item: string): boolean {
    const { columns, profile } = this.#context.table;
    if (columns.item !== 0 || item === '' || columns.category !== undefined || profile.level === 'check') return false;
    return cells.length > 1 && cells.every((cell, at) => at === 0 || cell === '');
  }

  /** The headers again, as on each page of a printed report. */
  #isHeader(cells: string[]): boolean {
    const { headers } = this.#context.table;
    return cells[0] === headers[0] && headers.length > 0 && headers.every((header, at) => header === cells[at]);
  }

  /** Other headers that name a sale's columns, and no number: the next block of a report. */
  #beginsOther(cells: string[]): boolean {
    const { columns, headerRow } = this.#context.table;
    const at = columns.quantity ?? columns.amount ?? columns.net ?? columns.total ?? columns.gross;
    const number = at === undefined ? '' : (cells[at] ?? '');
    if (headerRow === 0 || isBlank(number) || /\d/.test(number) || cells.some((cell) => /\d/.test(cell))) return false;
    this.#looks += 1;
    return (
      this.#looks <= MAX_LOOKS && cells.filter((cell) => cell !== '').length > 1 && matchHeaders(cells) !== undefined
    );
  }
}

/** Whether a line was made a refund by a word, and not by a minus before each of its figures. */
function isUnsigned({ quantity, net, amount, total, gross }: Amounts, line: SalesLine): boolean {
  return line.refund && line.quantity < 0 && ((quantity ?? 1) > 0 || (net ?? amount ?? total ?? gross ?? -1) > 0);
}

function isEmpty(cells: string[]): boolean {
  for (const cell of cells) if (cell !== '') return false;
  return true;
}

/** An unquoted delimiter inside a cell moves all cells behind it: what they then seem to say is wrong. */
function isTooWide(cells: string[], headers: string[]): boolean {
  if (cells.length <= headers.length || headers.length === 0) return false;
  return cells.slice(headers.length).some((cell) => cell !== '');
}

/**
 * Whether a row looks as if a missing quotation mark had joined it with the next one: a cell with a line break that
 * holds a whole row's delimiters, or that leaves the row short of cells.
 */
function isJoined(cells: string[], width: number, delimiter: string | null): boolean {
  const broken = cells.find((cell) => cell.includes('\n'));
  if (broken === undefined || delimiter === null) return false;
  return cells.length < width || broken.split(delimiter).length >= width;
}
