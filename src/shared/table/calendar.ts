export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A date written with three numbers, in the order in which they stand. */
export interface NumericDate {
  numbers: [string, string, string];
  /** What stands between them. */
  shape: string;
}

const NUMERIC = /^(\d{1,4})([-./]\s?)(\d{1,2})\2(\d{1,2}|\d{4})\.?$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
/** Thailand counts years from 543 years earlier. */
const BUDDHIST = { from: 2400, years: 543 };

/** Takes "22/11/2026", "2026. 11. 22." or "20261122" apart; undefined for anything else. */
export function splitNumericDate(text: string): NumericDate | undefined {
  const [, a, shape, b, c] = NUMERIC.exec(text) ?? [];
  if (a && shape && b && c) return { numbers: [a, b, c], shape };
  const [, year, month, day] = COMPACT.exec(text) ?? [];
  return year && month && day ? { numbers: [year, month, day], shape: '' } : undefined;
}

/** The date as ISO writes it, when its numbers stand in this order; undefined when they can't. */
export function inOrder({ numbers: [a, b, c] }: NumericDate, order: DateOrder): string | undefined {
  if (order === 'ymd') return isoDate(a, Number(b), Number(c));
  return order === 'dmy' ? isoDate(c, Number(b), Number(a)) : isoDate(c, Number(a), Number(b));
}

/** Writes a date by ISO 8601: undefined for a day that no calendar has. A year of two digits is after 1979. */
export function isoDate(year: string, month: number, day: number): string | undefined {
  const full = fullYear(year);
  if (full === undefined || month < 1 || month > 12 || day < 1 || day > daysIn(full, month)) return undefined;
  return `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function fullYear(year: string): number | undefined {
  const number = Number(year);
  if (year.length === 2) return number + (number < 80 ? 2000 : 1900);
  if (year.length !== 4 || number < 1900) return undefined;
  return number >= BUDDHIST.from ? number - BUDDHIST.years : number;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
