/**
 * A header reduced to lower-case letters and digits, without accents: "Quantité vendue" → "quantitevendue", "Void?" →
 * "void", full-width forms as ordinary ones. Accents are taken off letters only; kana keep their marks.
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The keys that a header may be known by: all of it, and what stands outside its brackets ("Price (S$)" → "price"). */
export function headerKeys(header: string): string[] {
  const outside = header.replace(/[([{（【].*?[)\]}）】]/g, ' ');
  const unmarked = outside.replace(/[\p{Sc}%]|\b[A-Z]{3}$/gu, ' ');
  return [...new Set([header, outside, unmarked].map(headerKey))].filter((key) => key !== '');
}
