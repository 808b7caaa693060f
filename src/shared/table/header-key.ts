import { isCurrency } from '../money.ts';

/** Longer cells name no column. */
const LONGEST = 120;

/**
 * A header reduced to lower-case letters and digits, without accents: "Quantité vendue" → "quantitevendue", "Void?" →
 * "void", full-width forms as ordinary ones. Accents are taken off letters only; kana keep their marks.
 */
export function headerKey(header: string): string {
  return header
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const BRACKETED = /[([{（【].*?[)\]}）】]/g;
/** Names of currencies that are no codes. */
const CURRENCY_WORD = /^(?:rs|rm|rp|euros?|eur|dollars?|baht|yuan|yen|円|원|元|kr|zl|ft)$/;

/** The keys that a header may be known by: all of it, what stands outside its brackets, and that without a currency: "Price in USD (each)" → "price". */
export function headerKeys(header: string): string[] {
  if (header.length > LONGEST) return [];
  const outside = header.replace(BRACKETED, ' ');
  return [...new Set([header, outside, withoutCurrency(outside)].map(headerKey))].filter((key) => key !== '');
}

function withoutCurrency(header: string): string {
  const words = header
    .replace(/\p{Sc}/gu, ' ')
    .split(/[\s_./-]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (words.length > 1 && (isCurrency(last.toUpperCase()) || CURRENCY_WORD.test(last.toLowerCase()))) words.pop();
  if (words.length > 1 && /^(?:in|en|em)$/i.test(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}
