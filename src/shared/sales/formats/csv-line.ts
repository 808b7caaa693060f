import { formatAmount, parseAmount } from '../../money.ts';
import type { NamedRow } from '../../table/named-table.ts';
import type { Delimiter } from '../../table/read-table.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';
import { isAmbiguousQuantity, parseQuantity } from '../quantity.ts';
import { SALES_LIMITS, type SalesLine } from '../sales.ts';
import { isTotal } from '../total-rows.ts';
import { multiply } from '../totals.ts';
import { cancellationOf, discountOf, type Marks } from './marks.ts';

/** The usual English names of each column, the best first. */
export const SALES_COLUMNS = {
  item: ['item', 'itemname', 'menuitem', 'product', 'productname', 'name', 'dish'],
  quantity: ['quantity', 'qty', 'quantitysold', 'qtysold', 'itemqty', 'unitssold'],
  unitPrice: ['unitprice', 'priceeach', 'itemprice', 'productprice', 'price'],
  amount: ['net', 'netsales', 'netamount', 'nettotal', 'amount', 'linetotal', 'total', 'totalamount', 'revenue'],
  category: ['category', 'itemcategory', 'menugroup', 'salescategory'],
  code: ['code', 'itemcode', 'productcode', 'sku', 'plu'],
  currency: ['currency', 'currencycode'],
} as const;

type Row = NamedRow<keyof typeof SALES_COLUMNS>;

interface Context {
  currency: string;
  delimiter: Delimiter;
  /** Whether the table has a column with money at all. */
  hasMoney: boolean;
  marks: Marks;
  warnings: WarningList;
}

const NAMES = ['item', 'category', 'code'] as const;
/** A till's word for an empty cell. */
const BLANK = /^(?:null|n\/a|nan)?$/i;

/** Reads one row; undefined, with a warning that says why, when it isn't a sale that can be counted. */
export function readLine(row: Row, context: Context): SalesLine | undefined {
  const { warnings } = context;
  const names = readNames(row, warnings);
  const quantity = names && readQuantity(row, context);
  if (names === undefined || quantity === undefined) return undefined;
  const unitPrice = readMoney(row, 'unitPrice', context);
  const net = readNet(row, quantity, unitPrice, context);
  const line = { row: row.row, ...names, quantity, unitPrice, net };
  return isCounted(line, row.cells, context) ? line : undefined;
}

function isCounted(line: SalesLine, cells: string[], { marks, warnings }: Context): boolean {
  const cancellation = cancellationOf(cells, line, marks);
  const discount = discountOf(cells, marks);
  if (cancellation !== undefined) warnings.add('row-void', line.row, cancellation);
  else if (discount !== undefined) warnings.add('discount-unclear', line.row, discount);
  return cancellation === undefined;
}

function readNames(row: Row, warnings: WarningList): Pick<SalesLine, 'item' | 'category' | 'code'> | undefined {
  const item = textOf(row, 'item');
  const names = { item: item ?? '', category: textOf(row, 'category'), code: textOf(row, 'code') };
  const tooLong = NAMES.find((name) => (names[name]?.length ?? 0) > SALES_LIMITS[name]);
  if (isTotal(names.item) || (item === null && row.cells.some(isTotal))) warnings.add('total-row', row.row);
  else if (item === null) warnings.add('name-missing', row.row);
  else if (tooLong !== undefined) warnings.add('text-unusable', row.row, { field: tooLong });
  else return names;
  return undefined;
}

function readQuantity(row: Row, { delimiter, warnings }: Context): number | undefined {
  const cell = row.cell('quantity');
  const quantity = parseQuantity(cell, delimiter);
  if (quantity === undefined) warnings.add('quantity-unreadable', row.row, { value: quoted(cell) });
  else if (isAmbiguousQuantity(cell, delimiter)) {
    warnings.add('quantity-ambiguous', row.row, { value: quoted(cell), read: String(quantity) });
  }
  return quantity;
}

/** The row's amount; where it has none, quantity × unit price. */
function readNet(row: Row, quantity: number, unitPrice: number | null, context: Context): number | null {
  const amount = readMoney(row, 'amount', context);
  const product = unitPrice === null ? undefined : multiply(quantity, unitPrice);
  if (amount === null || product === undefined) {
    if (amount === null && product === undefined && context.hasMoney) context.warnings.add('amount-missing', row.row);
    return amount ?? product ?? null;
  }
  // One minor unit apart is rounding; more means that the row was misread, or is discounted, or is wrong.
  if (Math.abs(amount - product) > 1) {
    const money = { price: unitPrice ?? 0, product, amount };
    context.warnings.add('amount-mismatch', row.row, {
      quantity: String(quantity),
      ...written(money, context.currency),
    });
  }
  return amount;
}

function written(money: Record<string, number>, currency: string): Record<string, string> {
  return Object.fromEntries(Object.entries(money).map(([name, minor]) => [name, formatAmount(minor, currency)]));
}

function readMoney(row: Row, role: 'unitPrice' | 'amount', { currency, warnings }: Context): number | null {
  const cell = row.cell(role);
  if (BLANK.test(cell.trim())) return null;
  const amount = parseAmount(cell, currency);
  const code = role === 'amount' ? 'amount-unreadable' : 'price-unreadable';
  if (amount === undefined) warnings.add(code, row.row, { value: quoted(cell), currency });
  return amount ?? null;
}

function textOf(row: Row, role: (typeof NAMES)[number]): string | null {
  const text = row.cell(role).trim();
  return BLANK.test(text) ? null : text;
}
