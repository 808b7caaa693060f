import { compact } from './fold.ts';

const words = (text: string): Set<string> => new Set(text.split(' ').map(compact));

/** Words for yes, as a mark in a column or as an answer. */
const YES = words(
  'yes y true 1 x on oui o vrai ja j wahr sí si verdadero vero sim s verdadeiro 是 有 はい 예 ναι available instock active enabled contains ok',
);
const NO = words(
  'no n false 0 off non faux nein falsch falso não nao 否 无 無 いいえ 아니오 όχι inactive disabled none without',
);
const MARKS = /^[✓✔☑●•○◯×✗✘xX]$/u;
const NO_MARKS = /^[✗✘×○–—-]$/u;
const SOLD_OUT = words(
  'soldout sold_out unavailable notavailable outofstock 86 86d ausverkauft vergriffen épuisé indisponible rupture agotado esaurito esgotado indisponível 売切 売切れ 売り切れ 品切れ 완판 품절 售罄 售完 εξαντλήθηκε',
);
const ON_SALE = words('verfügbar disponible disponibile disponível 提供中 판매중 有货 有貨 διαθέσιμο');

/** What a cell answers: yes, no, or undefined where it is empty or says something else. */
export function answerOf(cell: string): boolean | undefined {
  const mark = cell.trim();
  if (MARKS.test(mark)) return !NO_MARKS.test(mark);
  if (NO_MARKS.test(mark)) return false;
  const word = compact(mark);
  if (YES.has(word) || ON_SALE.has(word)) return true;
  return NO.has(word) || SOLD_OUT.has(word) ? false : undefined;
}
