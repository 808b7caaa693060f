import { isAmbiguous } from '../table/decimal.ts';
import { type DecimalMark, parseMoney, parseNumber } from '../table/numbers.ts';
import { quoted } from '../table/warnings.ts';
import type { ReadContext } from './context.ts';
import { SALES_LIMITS } from './sales.ts';
import { isBlank } from './words.ts';

export const MONEY_ROLES = ['net', 'amount', 'total', 'gross', 'discount', 'tax', 'tip', 'unitPrice'] as const;
export type MoneyRole = (typeof MONEY_ROLES)[number];

/** A row's numbers as they stand in the file; null where it has none. Money in minor units. */
export interface Amounts extends Record<MoneyRole, number | null> {
  quantity: number | null;
  /** What was taken back of it. */
  refunded: number | null;
}

const UNIT = /^x\s*(?=\d)|(?<=\d)\s*(?:x|×|pcs?|pieces?|st(?:k|ck|ück)?|ea|kg|g|l|ml|個|点|개|份|个)\.?$/i;
const LONGEST_QUANTITY = 40;

/** Reads the numbers of a table's rows, and warns of amounts that can't be read. */
export class AmountReader {
  readonly #context: ReadContext;
  readonly #decimal: DecimalMark;
  /** How many amounts were written finer than the currency's minor unit. */
  rounded = 0;

  constructor(context: ReadContext) {
    this.#context = context;
    this.#decimal = context.decimal ?? (context.delimiter === ';' ? ',' : '.');
  }

  read(cells: string[], row: number): Amounts {
    const { columns } = this.#context.table;
    return {
      quantity: this.#quantity(cells, row),
      net: this.#money(cells, row, 'net', columns.net),
      amount: this.#money(cells, row, 'amount', columns.amount),
      total: this.#money(cells, row, 'total', columns.total),
      gross: this.#money(cells, row, 'gross', columns.gross),
      discount: this.#money(cells, row, 'discount', columns.discount),
      tax: this.#money(cells, row, 'tax', columns.tax),
      tip: this.#money(cells, row, 'tip', columns.tip),
      unitPrice: this.#money(cells, row, 'unitPrice', columns.unitPrice),
      refunded: this.#money(cells, row, 'refunded', columns.refundedMoney),
    };
  }

  /** Null also for what isn't a number that can be counted. */
  #quantity(cells: string[], row: number): number | null {
    const { quantity, refundedQuantity } = this.#context.table.columns;
    const sold = quantity === undefined ? null : this.#count(cells[quantity], row);
    if (sold === null || refundedQuantity === undefined) return sold;
    const back = this.#count(cells[refundedQuantity], row) ?? 0;
    return (Math.round(sold * 1000) - Math.abs(Math.round(back * 1000))) / 1000;
  }

  #count(cell: string | undefined, row: number): number | null {
    if (cell === undefined || cell === '' || cell.length > LONGEST_QUANTITY) return null;
    const how = { scale: 3, decimal: this.#decimal };
    const read = parseNumber(cell, how) ?? parseNumber(cell.replace(UNIT, ''), how);
    if (read === undefined || Math.abs(read) > SALES_LIMITS.quantity) return null;
    const isUnclear = this.#context.decimal === null && isAmbiguous(cell) && !cell.includes(this.#decimal);
    if (isUnclear || isTooFine(cell, read)) {
      this.#context.warnings.add('quantity-ambiguous', row, { value: quoted(cell), read: String(read) });
    }
    return read;
  }

  #money(cells: string[], row: number, role: MoneyRole | 'refunded', column: number | undefined): number | null {
    const cell = column === undefined ? undefined : cells[column];
    if (cell === undefined || cell === '') return null;
    const { currency, warnings } = this.#context;
    const read = parseMoney(cell, this.#context);
    if (read === undefined) {
      if (isBlank(cell)) return null;
      const code = role === 'unitPrice' ? 'price-unreadable' : 'amount-unreadable';
      warnings.add(code, row, { value: quoted(cell), currency });
      return null;
    }
    if (read.rounded && role !== 'unitPrice') this.rounded += 1;
    return read.minor;
  }
}

/** Whether a quantity that isn't nothing came to nothing when it was rounded. */
export const isTooFine = (cell: string, read: number): boolean => read === 0 && /[1-9]/.test(cell);

/** Whether any of a row's cells that should hold numbers holds one. */
export const hasNumbers = ({ quantity, ...money }: Amounts): boolean =>
  quantity !== null || MONEY_ROLES.some((role) => money[role] !== null);
