import { type CurrencyFrom, findCurrency } from '../table/currency.ts';
import { MONEY_ROLES } from './amounts.ts';
import type { FoundTable } from './find-table.ts';

/** What a table's amounts are in, by the headers and first cells of its money, not by names of dishes: "Tea (CUP)". */
export function currencyOf(
  asked: string | undefined,
  { columns, tenders, headers, headerRow }: FoundTable,
  head: readonly string[][],
): { currency: string; from: CurrencyFrom } {
  const roles = [...MONEY_ROLES, 'refundedMoney', 'currency'] as const;
  const money = [...roles.flatMap((role) => columns[role] ?? []), ...tenders.map(([, at]) => at)];
  const cells = head.slice(headerRow).flatMap((row) => money.map((at) => row[at] ?? ''));
  const found = findCurrency(
    asked,
    cells,
    money.map((at) => headers[at] ?? ''),
  );
  const currency = found.from === 'assumed' ? byScript(headers.join('')) : undefined;
  return currency === undefined ? found : { currency, from: 'file' };
}

/** Headers in Japanese or Korean; Chinese is written in too many countries. */
function byScript(headers: string): string | undefined {
  if (/[ぁ-ゟ゠-ヿ価単売払]/.test(headers)) return 'JPY';
  return /[가-힣]/.test(headers) ? 'KRW' : undefined;
}
