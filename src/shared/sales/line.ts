import { formatAmount } from '../money.ts';
import { readDateTime } from '../table/dates.ts';
import { quoted } from '../table/warnings.ts';
import type { Amounts } from './amounts.ts';
import type { ReadContext } from './context.ts';
import { agrees, type LineMoney, type MoneyRule, moneyRule, type Worked, workOut } from './line-money.ts';
import { MarkReader, type Marks } from './marks.ts';
import type { Names } from './names.ts';
import { SALES_LIMITS, type SalesLine } from './sales.ts';
import { isBlank } from './words.ts';

/** What stands for an item where a till names none. */
const UNNAMED = '–';
const TEXTS = ['item', 'category', 'code', 'tender'] as const;
type Texts = Pick<SalesLine, (typeof TEXTS)[number]>;

/** Makes lines of a table's rows. One reader reads one file, in order. */
export class LineReader {
  readonly #context: ReadContext;
  readonly #names: Names;
  readonly #marks: MarkReader;
  readonly #rule: MoneyRule;
  /** The heading that rows without a category of their own stand under. */
  heading: string | null = null;

  /** The first of the cells that should hold dates and don't, and how many they are. */
  readonly unreadDates = { sample: '', count: 0 };

  constructor(context: ReadContext, names: Names) {
    this.#context = context;
    this.#names = names;
    this.#marks = new MarkReader(context);
    this.#rule = moneyRule(context.table);
  }

  /** One row as a line; undefined, with a warning that says why, when it can't be counted. `item` is null where it has none. */
  read(cells: string[], row: number, item: string | null, amounts: Amounts): SalesLine | undefined {
    const texts = {
      item: item ?? UNNAMED,
      category: this.#name(cells, this.#context.table.columns.category) ?? this.heading,
      code: this.#code(cells),
      tender: this.#tender(cells),
    };
    if (!this.#fits(texts, row)) return undefined;
    const quantity = this.#quantity(amounts, row, cells);
    if (quantity === undefined) return undefined;
    const marks = this.#marks.of(cells, row, quantity);
    const worked = workOut(amounts, quantity, this.#rule, marks.comp);
    this.#checkMoney(amounts, worked, quantity, row, cells, marks);
    return lineOf(row, texts, quantity, worked.money, this.#time(cells), marks);
  }

  /** The file's own word for lunch or dinner. */
  dayPart(cells: string[]): string | null {
    const { dayPart, time } = this.#context.table.columns;
    const own = this.#name(cells, dayPart);
    if (own !== null || time === undefined) return own;
    const word = cells[time] ?? '';
    return /\d/.test(word) ? null : this.#name(cells, time);
  }

  #name(cells: string[], column: number | undefined): string | null {
    const cell = column === undefined ? undefined : cells[column];
    return cell === undefined || cell === '' ? null : this.#names.of(cell).text;
  }

  #code(cells: string[]): string | null {
    const { code } = this.#context.table.columns;
    const cell = code === undefined ? undefined : cells[code];
    return cell === undefined || isBlank(cell) ? null : cell;
  }

  #tender(cells: string[]): string | null {
    const { tenders, columns } = this.#context.table;
    if (tenders.length === 0) return this.#name(cells, columns.tender);
    const used = tenders.filter(([, column]) => /[1-9]/.test(cells[column] ?? '')).map(([tender]) => tender);
    return used.length === 0 ? null : used.join(' + ');
  }

  #fits(texts: Texts, row: number): boolean {
    for (const field of TEXTS) {
      if ((texts[field]?.length ?? 0) <= SALES_LIMITS[field]) continue;
      this.#context.warnings.add('text-unusable', row, { field });
      return false;
    }
    return true;
  }

  #time(cells: string[]): string | null {
    const { table, dates } = this.#context;
    const { date, time } = table.columns;
    const cell = date === undefined ? '' : (cells[date] ?? '');
    const day = cell === '' ? undefined : readDateTime(cell, dates);
    if (day === undefined && !isBlank(cell)) this.#noteUnread(cell);
    if (time === undefined || (day?.length ?? 0) > 10) return day ?? null;
    const clock = readDateTime(cells[time] ?? '', dates);
    if (clock === undefined || clock.includes('-')) return day ?? clock ?? null;
    return day === undefined ? clock : `${day}T${clock}`;
  }

  #noteUnread(cell: string): void {
    if (this.unreadDates.count === 0) this.unreadDates.sample = cell;
    this.unreadDates.count += 1;
  }

  /** Without a quantity, what the amount and the price give, or one. */
  #quantity(
    { quantity, unitPrice, amount, net, gross, total }: Amounts,
    row: number,
    cells: string[],
  ): number | undefined {
    const { table, warnings } = this.#context;
    if (quantity !== null || table.profile.level === 'check') return quantity ?? 1;
    const money = amount ?? net ?? gross ?? total;
    const worked = money !== null && unitPrice ? money / unitPrice : undefined;
    const isWhole = worked !== undefined && Number.isInteger(worked) && Math.abs(worked) <= SALES_LIMITS.quantity;
    if (table.columns.quantity === undefined) return isWhole ? worked : 1;
    if (isWhole) {
      warnings.add('quantity-worked-out', row, { read: String(worked) });
      return worked;
    }
    const cell = cells[table.columns.quantity] ?? '';
    if (money !== null) warnings.add('quantity-assumed', row);
    else if (isBlank(cell)) warnings.add('quantity-missing', row);
    else warnings.add('quantity-unreadable', row, { value: quoted(cell) });
    return money === null ? undefined : 1;
  }

  #checkMoney(amounts: Amounts, worked: Worked, quantity: number, row: number, cells: string[], marks: Marks): void {
    const { warnings, currency, table } = this.#context;
    const { columns, profile } = table;
    const { net, discount } = worked.money;
    const hasAmounts = (columns.net ?? columns.amount ?? columns.total ?? columns.gross) !== undefined;
    if (net === null) {
      if (hasAmounts || columns.unitPrice !== undefined) warnings.add('amount-missing', row);
      return;
    }
    if (worked.isWorkedOut && hasAmounts) warnings.add('amount-worked-out', row);
    if (marks.comp && net !== 0) warnings.add('comp-charged', row, { amount: formatAmount(net, currency) });
    const value = columns.discount === undefined ? '' : (cells[columns.discount] ?? '');
    const isUnclear = amounts.net === null && amounts.gross === null && amounts.amount !== null && discount;
    if (isUnclear && worked.product === null) warnings.add('discount-unclear', row, { value: quoted(value) });
    if (profile.averagePrice || agrees(amounts, worked, marks.refund)) return;
    const money = (minor: number): string => formatAmount(minor, currency);
    const params = { price: money(amounts.unitPrice ?? 0), product: money(worked.product ?? 0), amount: money(net) };
    warnings.add('amount-mismatch', row, { quantity: String(quantity), ...params });
  }
}

/** A refund has a minus, whether or not the till wrote it. */
function lineOf(
  row: number,
  { item, category, code, tender }: Texts,
  quantity: number,
  { unitPrice, gross, discount, net, tax, tip }: LineMoney,
  time: string | null,
  marks: Marks,
): SalesLine {
  const line = {
    row,
    item,
    category,
    code,
    quantity,
    unitPrice,
    gross,
    discount,
    net,
    tax,
    tip,
    tender,
    time,
    ...marks,
  };
  if (line.void) return line;
  if (!line.refund) return { ...line, refund: quantity < 0 || (net ?? 0) < 0 };
  return {
    ...line,
    quantity: minus(quantity),
    gross: minus(gross),
    discount: minus(discount),
    net: minus(net),
    tax: minus(tax),
    tip: minus(tip),
  };
}

function minus<T extends number | null>(value: T): T | number {
  return value === null || value === 0 ? value : -Math.abs(value);
}
