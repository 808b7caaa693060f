import { isCurrency } from '../../money.ts';
import type { CurrencyFrom } from './format.ts';

/** What prices are marked with, where it means one currency; the longer ones first. */
const SYMBOLS: readonly (readonly [mark: string, currency: string])[] = [
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['S$', 'SGD'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['R$', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['円', 'JPY'],
  ['￥', 'JPY'],
  ['¥', 'JPY'],
  ['元', 'CNY'],
  ['₩', 'KRW'],
  ['원', 'KRW'],
  ['₹', 'INR'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['₺', 'TRY'],
  ['₱', 'PHP'],
  ['₪', 'ILS'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['RM', 'MYR'],
  ['Rp', 'IDR'],
  ['$', 'USD'],
];

/** The currency that a price, a heading or a cell of a currency column names, if any. */
function currencyIn(text: string): string | undefined {
  const code = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/.exec(text)?.[0];
  if (code !== undefined && isCurrency(code)) return code;
  return SYMBOLS.find(([mark]) => holdsMark(text, mark))?.[1];
}

/** A mark of letters stands alone or beside digits: "Ft" isn't in "Gift". */
function holdsMark(text: string, mark: string): boolean {
  const at = text.indexOf(mark);
  if (at < 0) return false;
  return !/\p{L}/u.test(mark[0]!) || !/\p{L}/u.test((text[at - 1] ?? '') + (text[at + mark.length] ?? ''));
}

/** The currency that was asked for, else the one that most of these texts name, else US dollars. */
export function findCurrency(
  asked: string | undefined,
  texts: Iterable<string>,
): { currency: string; from: CurrencyFrom } {
  if (asked !== undefined) return { currency: asked, from: 'asked' };
  const counts = new Map<string, number>();
  for (const text of texts) {
    const currency = text.length <= 100 ? currencyIn(text) : undefined;
    if (currency !== undefined) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most ? { currency: most[0], from: 'file' } : { currency: 'USD', from: 'assumed' };
}
