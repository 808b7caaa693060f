/** What no Unicode decomposition takes apart. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ı: 'i', ς: 'σ' };

/** Text without letter case, accents and full or half width, to compare by. */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return plain.replace(/[ßæœøłıς]/g, (letter) => LETTERS[letter] ?? letter);
}

/** A heading reduced to folded letters and digits: "Item Name" and "item_name" → "itemname". */
export const compact = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
