import { isCurrency, stripCurrency } from '../money.ts';

/** What a currency was known from: the option, the file, or nothing. */
export type CurrencyFrom = 'asked' | 'file' | 'assumed';

/** Longer cells are texts. */
const LONGEST = 100;

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
  ['Rs', 'INR'],
  ['kr', 'SEK'],
  ['Rp', 'IDR'],
  ['$', 'USD'],
];

/** A currency as a text marks it: "S$" is Singapore's, and so may "$" be. */
interface Marked {
  mark: string;
  currency: string;
}

const CODE = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/g;
/** Codes that are words of headings: "Total all". */
const WORDS = new Set(['ALL', 'CUP', 'TOP', 'TRY']);

/** The currency that a price, a heading or a cell of a currency column names, if any. */
function markedIn(text: string): Marked | undefined {
  const code = text.match(CODE)?.find(isCurrency);
  if (code !== undefined) return { mark: code, currency: code };
  const found = SYMBOLS.find(([mark]) => holdsMark(text, mark));
  return found && { mark: found[0], currency: found[1] };
}

/** The currency of a heading's amounts: "Amount (USD)", "amount_usd", "Price in €". */
function markedInHeading(heading: string): Marked | undefined {
  const bracketed = /[([]\s*([^)\]]{1,4}?)\s*[)\]]/.exec(heading)?.[1];
  const marked = bracketed === undefined ? undefined : inAnyCase(bracketed);
  if (marked !== undefined) return marked;
  const last = heading.split(/[\s_.,/()-]+/).findLast((word) => word !== '') ?? '';
  return heading.length > last.length && !WORDS.has(last.toUpperCase()) ? inAnyCase(last) : undefined;
}

const inAnyCase = (word: string): Marked | undefined =>
  markedIn(word) ?? (WORDS.has(word.toUpperCase()) ? undefined : markedIn(word.toUpperCase()));

/** Whether a heading says that its amounts are in another currency. */
export function isOfOther(heading: string, currency: string): boolean {
  const marked = heading.length <= LONGEST ? markedInHeading(heading) : undefined;
  return marked !== undefined && marked.currency !== currency && stripCurrency(marked.mark, currency) !== '';
}

/** A mark of letters stands alone or beside digits: "Ft" isn't in "Gift". */
function holdsMark(text: string, mark: string): boolean {
  const at = text.indexOf(mark);
  if (at < 0) return false;
  return !/\p{L}/u.test(mark[0]!) || !/\p{L}/u.test((text[at - 1] ?? '') + (text[at + mark.length] ?? ''));
}

/** What amounts are in where nothing says it. */
export const DEFAULT_CURRENCY = 'USD';

/** The currency that was asked for, else the one that most of these texts and headings name, else US dollars. */
export function findCurrency(
  asked: string | undefined,
  texts: Iterable<string>,
  headings: readonly string[] = [],
): { currency: string; from: CurrencyFrom } {
  if (asked !== undefined) return { currency: asked, from: 'asked' };
  const counts = new Map<string, number>();
  const count = (marked: Marked | undefined): void => {
    if (marked !== undefined) counts.set(marked.currency, (counts.get(marked.currency) ?? 0) + 1);
  };
  for (const heading of headings) count(heading.length <= LONGEST ? markedInHeading(heading) : undefined);
  for (const text of texts) count(text.length <= LONGEST ? markedIn(text) : undefined);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most ? { currency: most[0], from: 'file' } : { currency: DEFAULT_CURRENCY, from: 'assumed' };
}
