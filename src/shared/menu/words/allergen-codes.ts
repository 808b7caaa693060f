import { ALLERGENS, type Allergen } from './allergens.ts';

/** Codes by the order of the EU's annex: 1 to 14, or A to N. */
const NUMBERS = new Map(ALLERGENS.map((key, index) => [String(index + 1), key]));
const LETTERS_BY_ORDER = new Map(ALLERGENS.map((key, index) => [String.fromCharCode(65 + index), key]));
/** Austria's recommended letters, which leave out I, J, K and Q. */
const AUSTRIAN = new Map([...'ABCDEFGHLMNOPR'].map((letter, index) => [letter, ALLERGENS[index]!]));
/** What both sets of letters agree on. */
const COMMON = new Map([...AUSTRIAN].filter(([code, key]) => LETTERS_BY_ORDER.get(code) === key));

/** What the codes of a menu stand for. */
export interface AllergenCodes {
  allergens: ReadonlyMap<string, Allergen>;
  /** Some letters mean one thing in Austria and another by the EU's order, and nothing says which is meant. */
  ambiguous: boolean;
}

/** Reads the codes in all of a menu's allergen cells; undefined when they aren't codes of one known set. */
export function findCodes(words: Iterable<string>): AllergenCodes | undefined {
  const all = new Set([...words].map((word) => word.toUpperCase()));
  const codes = [...all].filter((word) => /^(?:[A-Z]|\d{1,2})$/.test(word));
  if (codes.length === 0) return undefined;
  if (codes.every((code) => NUMBERS.has(code))) return { allergens: NUMBERS, ambiguous: false };
  if (codes.every((code) => COMMON.has(code))) return { allergens: COMMON, ambiguous: false };
  const austrian = codes.every((code) => AUSTRIAN.has(code));
  const byOrder = codes.every((code) => LETTERS_BY_ORDER.has(code));
  if (austrian && byOrder) return { allergens: COMMON, ambiguous: true };
  if (austrian) return { allergens: AUSTRIAN, ambiguous: false };
  return byOrder ? { allergens: LETTERS_BY_ORDER, ambiguous: false } : undefined;
}
