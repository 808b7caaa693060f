import type { DecimalMark } from './numbers.ts';

const ZERO = 48;
const MINUS = 45;
const LONGEST = 15;
const GROUPED = { ',': /^[1-9]\d{0,2}(?:,\d{3})+$/, '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/ };

/**
 * The fast way to read what most numbers are: "123.45", "-7" and, where the file's decimal mark is known, "1,234.50", in
 * units of 10^-scale. Undefined for what needs a closer look, numbers or not.
 */
export function plainUnits(text: string, scale: number, decimal: DecimalMark | null): number | undefined {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (text.length === start || text.length > LONGEST) return undefined;
  const point = text.lastIndexOf(decimal ?? '.');
  const end = point < 0 ? text.length : point;
  const fraction = text.length - end - 1;
  if (fraction === 0 || fraction > scale || (fraction === 3 && decimal === null)) return undefined;
  const whole = wholeUnits(text, start, end, decimal);
  const rest = fraction > 0 ? digits(text, end + 1, text.length) : 0;
  if (whole === undefined || rest === undefined) return undefined;
  const units = whole * 10 ** scale + rest * 10 ** (scale - Math.max(fraction, 0));
  if (!Number.isSafeInteger(units)) return undefined;
  return start === 1 && units !== 0 ? -units : units;
}

/** Digits, in groups of three where it is known that the other mark can only group. */
function wholeUnits(text: string, start: number, end: number, decimal: DecimalMark | null): number | undefined {
  const group = decimal === ',' ? '.' : ',';
  if (decimal === null || !text.includes(group)) return digits(text, start, end);
  const whole = text.slice(start, end);
  return GROUPED[group].test(whole) ? Number(whole.replaceAll(group, '')) : undefined;
}

function digits(text: string, start: number, end: number): number | undefined {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
