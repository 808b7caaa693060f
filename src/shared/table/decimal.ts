/** A sign taken off a number's text: -1 for "-5", "5-" and "(5)", 1 for "+5", 0 when none is written. */
interface Signed {
  sign: -1 | 0 | 1;
  text: string;
}

const MINUS = /^[-−]|[-−]$/;
/** At most this many characters are looked at as a number; longer ones aren't numbers of a restaurant. */
const LONGEST = 40;
const GROUPED_BY_SPACE = /^[1-9]\d{0,2}([\s'’])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/;
/** The last group has three digits; those before it have two or three (Indian: 1,00,000). */
const GROUPED_BY_MARK = /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$|^[1-9]\d{0,2}(?:\.\d{3})+$/;
const ONE_MARK_THREE_DIGITS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** Takes one sign, or a pair of parentheses (an accountant's minus), off a trimmed text. */
export function splitSign(text: string): Signed {
  if (text.startsWith('(') && text.endsWith(')')) return { sign: -1, text: text.slice(1, -1).trim() };
  if (text.startsWith('+')) return { sign: 1, text: text.slice(1).trim() };
  if (MINUS.test(text)) return { sign: -1, text: text.replace(MINUS, '').trim() };
  return { sign: 0, text };
}

/**
 * Reads a number without a sign, exactly, as an integer of 10^-scale units ("6.50" at scale 2 is 650).
 * Of a comma and a point the last one is the decimal mark; a mark that comes twice groups thousands.
 * `groupsThousands(mark)` decides the one spelling that could be either: a single mark followed by three digits.
 * Gives undefined for anything else, for digits finer than the scale (other than zeros), and beyond safe integers.
 */
export function parseUnsigned(
  text: string,
  scale: number,
  groupsThousands: (mark: string) => boolean,
): number | undefined {
  const parts = splitDecimal(text, groupsThousands);
  if (parts === undefined || /[^0]/.test(parts.fraction.slice(scale))) return undefined;
  const value = Number(parts.whole + parts.fraction.slice(0, scale).padEnd(scale, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether a number's text is the one spelling that could be thousands as well as decimals, like "1,250". */
export function isAmbiguous(text: string): boolean {
  return ONE_MARK_THREE_DIGITS.test(splitSign(text.trim()).text);
}

/** The digits of a number before its decimal mark, without what groups them, and after it. */
interface DecimalParts {
  whole: string;
  fraction: string;
}

/** Takes a number without a sign apart at its decimal mark, by the rules of `parseUnsigned`. */
export function splitDecimal(text: string, groupsThousands: (mark: string) => boolean): DecimalParts | undefined {
  if (text.length > LONGEST) return undefined;
  if (GROUPED_BY_SPACE.test(text)) return splitAt(text.replace(/[\s'’]/g, ''), text.search(/[.,]/) >= 0);
  if (!/^\d*(?:[.,]\d+)*$/.test(text) || text === '') return undefined;
  const parts = splitAt(text, hasDecimalMark(text, groupsThousands));
  return /^\d*$/.test(parts.whole) || GROUPED_BY_MARK.test(parts.whole)
    ? { ...parts, whole: parts.whole.replace(/[.,]/g, '') }
    : undefined;
}

function hasDecimalMark(text: string, groupsThousands: (mark: string) => boolean): boolean {
  const marks = text.replace(/\d/g, '');
  const last = marks.at(-1);
  if (last === undefined || marks.indexOf(last) !== marks.length - 1) return false;
  return !(ONE_MARK_THREE_DIGITS.test(text) && groupsThousands(last));
}

function splitAt(text: string, decimal: boolean): DecimalParts {
  if (!decimal) return { whole: text, fraction: '' };
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  return { whole: text.slice(0, at), fraction: text.slice(at + 1) };
}
