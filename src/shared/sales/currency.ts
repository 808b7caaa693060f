import { isCurrency } from '../money.ts';

/** Signs that only one currency has, or that one has far more often than any other. */
const SIGNS: Readonly<Record<string, string>> = {
  S$: 'SGD',
  A$: 'AUD',
  C$: 'CAD',
  HK$: 'HKD',
  NT$: 'TWD',
  R$: 'BRL',
  RM: 'MYR',
  Rp: 'IDR',
  Rs: 'INR',
  Ft: 'HUF',
  zł: 'PLN',
  kr: 'SEK',
  CHF: 'CHF',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  '₺': 'TRY',
  '₪': 'ILS',
  円: 'JPY',
  원: 'KRW',
  元: 'CNY',
  '¥': 'JPY',
  '￥': 'JPY',
  $: 'USD',
};
const WITH_NUMBER = /^\s*[-(]?\s*(\p{L}{0,3}\p{Sc}|\p{L}{2,3})\s*\d|\d\s*(\p{Sc}|\p{L}{1,3})\)?\s*$/u;

/** The currency that a file's first rows show: by a column Currency, a code or a sign beside its numbers, or its script. */
export function currencyIn(head: readonly string[][]): string | undefined {
  const cells = head.flat();
  const column = head
    .flatMap((row) => row.findIndex((cell) => /^currency(?: ?code)?$/i.test(cell)))
    .find((at) => at >= 0);
  const named = column === undefined ? undefined : head.map((row) => row[column] ?? '').find(isCurrency);
  return named ?? cells.map(currencyOf).find((currency) => currency !== undefined) ?? byScript(cells.join(''));
}

function currencyOf(cell: string): string | undefined {
  if (cell.length > 40) return undefined;
  const bracketed = /[([]\s*(\p{Sc}|[A-Z]{3}|\p{L}?\p{Sc}|円|원|元)\s*[)\]]/u.exec(cell)?.[1];
  const [, before, after] = WITH_NUMBER.exec(cell) ?? [];
  const mark = bracketed ?? before ?? after;
  if (mark === undefined) return undefined;
  return SIGNS[mark] ?? (isCurrency(mark) ? mark : undefined);
}

function byScript(text: string): string | undefined {
  if (/[ぁ-ゟ゠-ヿ]/.test(text)) return 'JPY';
  return /[가-힣]/.test(text) ? 'KRW' : undefined;
}
