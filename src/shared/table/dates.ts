import { type DateOrder, inOrder, splitNumericDate } from './calendar.ts';
import { splitPlainTime, splitTime, type Timed } from './clock.ts';
import { type DateHints, OrderEvidence } from './date-order.ts';
import { toAscii } from './digits.ts';
import { readNamedDate } from './month-names.ts';

/** How the dates of a file are read. */
export interface DateRule {
  /**
   * By what stands between the three numbers of a date: "/", "-" or ".". Dates that start with a full year need none;
   * null leaves dates of that shape unread.
   */
  orders: Partial<Record<string, DateOrder | null>>;
  /** The shapes whose dates could all be read in another order too: one such date, and the order that was taken. */
  ambiguous: { shape: string; sample: string; order: DateOrder }[];
}

/** Two numbers of any script with a mark between them. */
const HAS_NUMBERS = /\p{Nd}[-./－．／]\s?\p{Nd}/u;
/** Longer cells are texts. */
const LONGEST = 64;
/** Cells with a date and a time mostly differ; those with one of them don't, and are remembered. */
const LONGEST_KNOWN = 11;
/** So many texts are remembered, of which a file mostly has few. */
const MAX_REMEMBERED = 10_000;

/** Gathers from a whole file in which order its dates have day, month and year. */
export class DateEvidence {
  readonly #shapes = new Map<string, OrderEvidence>();
  #last = '';

  add(cell: string): void {
    if (cell === this.#last || cell.length > LONGEST || !HAS_NUMBERS.test(cell)) return;
    this.#last = cell;
    const numeric = splitNumericDate(timed(cell)?.date ?? '');
    if (numeric === undefined || numeric.numbers[0].length > 2) return;
    const shape = this.#shapes.get(numeric.shape) ?? new OrderEvidence();
    this.#shapes.set(numeric.shape, shape);
    shape.add(numeric);
  }

  /**
   * The rule that fits most dates of each shape. Where several orders fit, the hints decide; without any, the order of
   * the file's other dates is taken, or day before month, and the rule says that this is ambiguous.
   */
  settle(hints: DateHints = {}): DateRule {
    const rule: DateRule = { orders: {}, ambiguous: [] };
    const certain = [...this.#shapes.values()].map((evidence) => evidence.only()).find((order) => order !== undefined);
    for (const [shape, evidence] of this.#shapes) {
      const order = evidence.only() ?? evidence.hinted(hints);
      rule.orders[shape] = order ?? evidence.preferred(certain);
      const sample = order === undefined && shape !== '.' ? evidence.unsure() : undefined;
      if (sample !== undefined) rule.ambiguous.push({ shape, sample, order: rule.orders[shape] });
    }
    return rule;
  }
}

/** The one order in which a file has day and month; null where none of its dates needs one, or not all have the same. */
export function orderOf({ orders }: DateRule): DateOrder | null {
  const [order, ...others] = new Set(Object.values(orders));
  return others.length === 0 ? (order ?? null) : null;
}

const remembered = new WeakMap<DateRule, Map<string, string | undefined>>();

/**
 * Reads a date, a time or both, as they stand on the wall clock: 2026-11-22, 2026-11-22T18:02:00 or 18:02:00.
 * Undefined for anything else.
 */
export function readDateTime(cell: string, rule: DateRule): string | undefined {
  if (cell.length > LONGEST) return undefined;
  return cell.length > LONGEST_KNOWN ? readText(cell, rule) : known(cell, rule, readText);
}

function readText(cell: string, rule: DateRule): string | undefined {
  const found = timed(cell);
  if (found === undefined) return undefined;
  if (found.date === '') return found.time ?? undefined;
  const date = known(found.date, rule, readDate);
  return date !== undefined && found.time !== null ? `${date}T${found.time}` : date;
}

function timed(cell: string): Timed | undefined {
  return splitPlainTime(cell) ?? splitTime(normal(cell));
}

/** What a text was read as before, or is read as now. */
function known(text: string, rule: DateRule, read: typeof readDate): string | undefined {
  const texts = remembered.get(rule) ?? new Map<string, string | undefined>();
  const before = texts.get(text);
  if (before !== undefined || texts.has(text)) return before;
  const now = read(text, rule);
  if (texts.size === 0) remembered.set(rule, texts);
  else if (texts.size >= MAX_REMEMBERED) texts.clear();
  texts.set(text, now);
  return now;
}

function readDate(text: string, rule: DateRule): string | undefined {
  const numeric = splitNumericDate(text);
  if (numeric === undefined) return readNamedDate(text);
  const order = numeric.numbers[0].length === 4 ? 'ymd' : rule.orders[numeric.shape];
  return order === null ? undefined : inOrder(numeric, order ?? 'dmy');
}

/** Weekdays in Chinese, Japanese and Korean, and what stands in brackets. */
const ASIDE = /\([^()]*\)|[日月火水木金土]曜日?|(?:星期|周)[一二三四五六日天]|[월화수목금토일]요일/g;

/** Lower case, one kind of digits and spaces, and the marks of Chinese, Japanese and Korean dates as others write them. */
function normal(cell: string): string {
  const text = toAscii(cell).trim().toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text
    .replace(ASIDE, ' ')
    .replace(/(\d+)\s?[年년]\s?(\d+)\s?[月월]\s?(\d+)\s?[日일号]/, '$1-$2-$3 ')
    .replace(/(\d+)\s?[時时點点시]\s?(\d+)\s?[分분](?:\s?(\d+)\s?[秒초])?/, (_, h, m, s) => `${h}:${m}:${s ?? '00'}`)
    .replace(/午前|上午|오전/, 'am ')
    .replace(/午後|下午|오후/, 'pm ')
    .replace(/\s+/g, ' ')
    .trim();
}
