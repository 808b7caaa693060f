import { headerKey } from '../table/header-key.ts';
import type { Amounts } from './amounts.ts';
import type { FoundTable } from './find-table.ts';
import { multiply } from './multiply.ts';
import type { SalesLine } from './sales.ts';

export type LineMoney = Pick<SalesLine, 'unitPrice' | 'gross' | 'discount' | 'net' | 'tax' | 'tip'>;

/** What a row's money comes to, and how that was found. */
export interface Worked {
  money: LineMoney;
  /** Quantity × unit price. */
  product: number | null;
  /** What is counted as net wasn't written, but worked out. */
  isWorkedOut: boolean;
}

/** What a table's headers say of its rows' money. */
export interface MoneyRule {
  /** Rows say what was sold before discounts: otherwise no row's gross is made up. */
  hasGross: boolean;
  /** The total's own name says that tax is in it. */
  totalHasTax: boolean;
}

const WITH_TAX = /brutto|ttc|inc(?:l|luding)?(?:tax|vat|gst)|inkl|withtax|ivato|(?:con|com)iva|ivainclu|税込|含税|含稅/;

export function moneyRule({ columns, headers }: FoundTable): MoneyRule {
  const { gross, discount, net, amount, total } = columns;
  return {
    hasGross: gross !== undefined || discount !== undefined || (net ?? amount ?? total) === undefined,
    totalHasTax: total !== undefined && WITH_TAX.test(headerKey(headers[total] ?? '')),
  };
}

/** A row's money from what it states and, where it states none, quantity × unit price; nothing for what was given away. */
export function workOut(row: Amounts, quantity: number, rule: MoneyRule, isComp: boolean): Worked {
  const isFree = isComp && (row.net ?? row.amount ?? row.total) === null && !row.discount;
  const amounts = isFree ? { ...row, net: 0, discount: row.gross ?? productOf(row, quantity) } : row;
  const { unitPrice, tax, tip, refunded } = amounts;
  const product = productOf(amounts, quantity);
  const stated = statedNet(amounts, rule.totalHasTax ? null : product);
  const off = amounts.discount === null ? null : Math.abs(amounts.discount);
  const whole = stated ?? amounts.gross ?? product;
  const discount = off === null || off === 0 ? off : off * ((whole ?? 0) < 0 ? -1 : 1);
  const net = stated ?? (product === null ? null : product - (discount ?? 0));
  const back = refunded === null ? 0 : Math.abs(refunded);
  const before = net === null ? null : net + (discount ?? 0) + back;
  const gross = amounts.gross ?? (rule.hasGross ? before : null);
  return { money: { unitPrice, gross, discount, net, tax, tip }, product, isWorkedOut: stated === null };
}

function productOf({ unitPrice }: Amounts, quantity: number): number | null {
  return unitPrice === null ? null : (multiply(quantity, unitPrice) ?? null);
}

/** Net as the file gives it; a total is with tax unless `product`, quantity × price, says that it isn't. */
function statedNet({ net, amount, total, tax, gross, discount }: Amounts, product: number | null): number | null {
  if (net !== null) return net;
  if (gross !== null && discount !== null) return gross - Math.abs(discount) * (gross < 0 ? -1 : 1);
  if (amount !== null || total === null) return amount ?? gross;
  return tax === null || total === product ? total : total - tax;
}

/** Whether quantity × price is one of a row's amounts, before or after its discount; true where one isn't known. */
export function agrees(amounts: Amounts, { money, product }: Worked, ignoreSign: boolean): boolean {
  if (product === null) return true;
  const { net, gross, amount, total, discount, tax } = amounts;
  const known = [net, amount, total, gross].filter((each) => each !== null);
  const same = (value: number): boolean =>
    isRounding(value - product) || (ignoreSign && isRounding(Math.abs(value) - Math.abs(product)));
  const beside = [0, Math.abs(discount ?? 0) * Math.sign(money.net ?? 1), tax ?? 0, -(tax ?? 0)];
  return known.length === 0 || known.some((each) => beside.some((more) => same(each + more)));
}

/** One minor unit apart is rounding; more means that the row was misread, or is wrong. */
const isRounding = (difference: number): boolean => Math.abs(difference) <= 1;
