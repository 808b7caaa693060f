import { formatAmount } from '../money.ts';
import type { MenuItem } from './item.ts';

type Sizes = MenuItem['sizes'];
type Modifiers = MenuItem['modifiers'];
type Served = MenuItem['served'];

/** Reads an amount that may be negative; undefined for what isn't one. */
type ReadAmount = (text: string) => number | undefined;

/**
 * How a spreadsheet's cell lists what an item has several of. What is written is read back the same; people write the
 * same by hand: `S 6.50 | L 8.00`.
 */

const NO_PRICE = '-';
/** Longer parts list nothing. */
const LONGEST_PART = 10_000;

/** `S 6.50 | L 8.00 | XL -`, the last without a price. */
export const writeSizes = (sizes: Sizes, currency: string): string =>
  sizes.map(({ name, price }) => `${name} ${price === null ? NO_PRICE : formatAmount(price, currency)}`).join(' | ');

/** Undefined when a part of the cell isn't a size. */
export function readSizes(cell: string, amount: ReadAmount): Sizes | undefined {
  return readParts(cell, /[|;\n]/, (part) => {
    const { name, last } = splitLast(part);
    if (last === NO_PRICE || name === '') return { name: name || last, price: null };
    const price = amount(last);
    return price === undefined || price < 0 ? undefined : { name, price };
  });
}

/** `Milk (1-1): Oat 0.50; Soy 0.50 | Extras (0+): Egg 1.00`: at least and at most so many, or any number from so many on. */
export const writeModifiers = (modifiers: Modifiers, currency: string): string =>
  modifiers
    .map(({ name, min, max, options }) => {
      const list = options.map((option) => `${option.name} ${formatAmount(option.price, currency)}`).join('; ');
      return `${name} (${max === null ? `${min}+` : `${min}-${max}`}): ${list}`;
    })
    .join(' | ');

const GROUP = /^(.+?)(?: \((\d{1,2})(?:\+|[-–](\d{1,2}))\))?:(.+)$/s;

/** Undefined when a part of the cell isn't a group of options. */
export function readModifiers(cell: string, amount: ReadAmount): Modifiers | undefined {
  return readParts(cell, /[|\n]/, (part) => {
    const [, name = '', min = '0', max, list = ''] = GROUP.exec(part) ?? [];
    const options = readParts(list, /;/, (option) => readOption(option, amount));
    if (name === '' || options === undefined || options.length === 0) return undefined;
    return { name: name.trim(), min: Number(min), max: max === undefined ? null : Number(max), options };
  });
}

/** An option without a price costs nothing more. */
function readOption(text: string, amount: ReadAmount): Modifiers[number]['options'][number] {
  const { name, last } = splitLast(text);
  const price = name === '' ? undefined : amount(last);
  return price === undefined ? { name: text, price: 0 } : { name, price };
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Mon-Fri 11:00-14:30 | Sat,Sun 18:00-22:00`. */
export const writeServed = (served: Served): string =>
  served.map(({ days, from, to }) => `${writeDays(days)} ${from}-${to}`).join(' | ');

const TIMES = /^(\D*?)\s*(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})$/;

/** Without days it is every day. Undefined when a part of the cell isn't days and times. */
export function readServed(cell: string): Served | undefined {
  // Runs of spaces would make matching take a time that grows with their square.
  return readParts(cell.replace(/[^\S\n]+/g, ' '), /[|;\n]/, (part) => {
    const [, days = '', from = '', to = ''] = TIMES.exec(part) ?? [];
    return servedOn(readDays(days), from, to);
  });
}

/** Times as menus write them, "9:00" or "24:00"; undefined when one isn't a time. */
export function servedOn(days: number[] | undefined, from: string, to: string): Served[number] | undefined {
  const [start, end] = [timeOf(from), timeOf(to)];
  return days === undefined || start === undefined || end === undefined ? undefined : { days, from: start, to: end };
}

function timeOf(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2}):([0-5]\d)(?::\d{2})?$/.exec(text) ?? [];
  if (hour === '' || Number(hour) > 24) return undefined;
  return `${Number(hour) === 24 ? '00' : hour.padStart(2, '0')}:${minute}`;
}

/** The day of the week, 1 to 7, that an English word or its beginning names. */
export function dayOf(word: string): number | undefined {
  const index = DAYS.findIndex((day) => word.slice(0, 3).toLowerCase() === day.toLowerCase());
  return index < 0 ? undefined : index + 1;
}

function writeDays(days: number[]): string {
  const [first, last] = [days[0]!, days.at(-1)!];
  const isRun = days.length > 2 && last - first === days.length - 1;
  const names = isRun ? [first, last] : days;
  return names.map((day) => DAYS[day - 1]).join(isRun ? '-' : ',');
}

function readDays(text: string): number[] | undefined {
  if (text === '' || /^(?:daily|every day)$/i.test(text)) return [1, 2, 3, 4, 5, 6, 7];
  const parts = text.split(',').map((part) => readDayRange(part.trim()));
  if (parts.some((part) => part === undefined)) return undefined;
  return [...new Set(parts.flatMap((part) => part ?? []))].sort((a, b) => a - b);
}

function readDayRange(text: string): number[] | undefined {
  const [first, last] = text.split(/\s*[-–]\s*/).map(dayOf);
  if (first === undefined || (text.search(/[-–]/) >= 0 && last === undefined)) return undefined;
  const count = (((last ?? first) - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => ((first - 1 + index) % 7) + 1);
}

function readParts<T>(cell: string, separator: RegExp, read: (part: string) => T | undefined): T[] | undefined {
  const parts: T[] = [];
  for (const each of cell.split(separator)) {
    const part = each.trim();
    if (part === '') continue;
    if (part.length > LONGEST_PART) return undefined;
    const value = read(part);
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return parts;
}

/** The name, and the last word behind it: "12 oz 4.50" → "12 oz", "4.50". */
function splitLast(text: string): { name: string; last: string } {
  const at = text.search(/\s\S*$/);
  return { name: at < 0 ? '' : text.slice(0, at).trim(), last: text.slice(at + 1) };
}
