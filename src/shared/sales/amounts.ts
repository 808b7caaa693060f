import { parseMoney, parseNumber } from '../table/numbers.ts';
import { quoted, type WarningList } from '../table/warnings.ts';
import type { FoundTable } from './find-table.ts';
import { SALES_LIMITS } from './sales.ts';
import type { Conventions } from './survey.ts';
import { isBlank } from './words.ts';

export const MONEY_ROLES = ['unitPrice', 'gross', 'discount', 'net', 'amount', 'total', 'tax', 'tip'] as const;
export type MoneyRole = (typeof MONEY_ROLES)[number];

/** A row's numbers as they stand in the file; null where it has none. Money in minor units. */
export interface Amounts extends Record<MoneyRole, number | null> {
  quantity: number | null;
}

export interface ReadContext extends Conventions {
  currency: string;
  table: FoundTable;
  warnings: WarningList;
  /** How many amounts were written finer than the currency's minor unit. */
  rounded: number;
}

const UNIT = /^x\s*(?=\d)|(?<=\d)\s*(?:x|×|pcs?|pieces?|st(?:k|ck|ück)?|ea|kg|g|l|ml|個|点|개|份|个)\.?$/i;

/** Reads the numbers of a row, and warns of those that can't be. */
export function readAmounts(cells: string[], row: number, context: ReadContext): Amounts {
  return {
    quantity: readQuantity(cells, row, context),
    unitPrice: readMoney(cells, row, 'unitPrice', context),
    gross: readMoney(cells, row, 'gross', context),
    discount: readMoney(cells, row, 'discount', context),
    net: readMoney(cells, row, 'net', context),
    amount: readMoney(cells, row, 'amount', context),
    total: readMoney(cells, row, 'total', context),
    tax: readMoney(cells, row, 'tax', context),
    tip: readMoney(cells, row, 'tip', context),
  };
}

/** Null for an empty cell, and for what isn't a number that can be counted, which is warned of. */
function readQuantity(cells: string[], row: number, context: ReadContext): number | null {
  const sold = numberIn(cells, row, 'quantity', context);
  const back = sold === null ? null : numberIn(cells, row, 'refundedQuantity', context);
  return sold === null || back === null ? sold : (Math.round(sold * 1000) - Math.abs(Math.round(back * 1000))) / 1000;
}

function numberIn(
  cells: string[],
  row: number,
  role: 'quantity' | 'refundedQuantity',
  { table, decimal, warnings }: ReadContext,
): number | null {
  const cell = cells[table.columns[role] ?? -1] ?? '';
  if (isBlank(cell)) return null;
  const read = parseNumber(cell, { scale: 3, decimal }) ?? parseNumber(cell.replace(UNIT, ''), { scale: 3, decimal });
  if (read !== undefined && Math.abs(read) <= SALES_LIMITS.quantity) return read;
  warnings.add('quantity-unreadable', row, { value: quoted(cell) });
  return null;
}

export function readMoney(cells: string[], row: number, role: MoneyRole, context: ReadContext): number | null {
  const cell = cells[context.table.columns[role] ?? -1] ?? '';
  if (isBlank(cell)) return null;
  const read = parseMoney(cell, context);
  if (read === undefined) {
    const code = role === 'unitPrice' ? 'price-unreadable' : 'amount-unreadable';
    context.warnings.add(code, row, { value: quoted(cell), currency: context.currency });
    return null;
  }
  if (read.rounded && role !== 'unitPrice') context.rounded += 1;
  return read.minor;
}

/** Whether any of a row's cells that should hold numbers holds one. */
export const hasNumbers = ({ quantity, ...money }: Amounts): boolean =>
  quantity !== null || MONEY_ROLES.some((role) => money[role] !== null);
