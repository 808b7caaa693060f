import { type DateOrder, inOrder, type NumericDate, splitNumericDate } from './calendar.ts';
import { splitTime } from './clock.ts';
import { toAscii } from './digits.ts';
import { readNamedDate } from './month-names.ts';

/** How the dates of a file are read. */
export interface DateRule {
  /** By what stands between the three numbers of a date: "/", "-" or ".". Dates that start with a full year need none. */
  orders: Partial<Record<string, DateOrder>>;
  /** The shapes whose dates could all be read in another order too: one such date, and the order that was taken. */
  ambiguous: { shape: string; sample: string; order: DateOrder }[];
}

/** What is known of a file besides its dates: the business date that it is of (ISO), or the order a person chose. */
interface DateHints {
  day?: string | undefined;
  order?: DateOrder | undefined;
}

const ORDERS = ['dmy', 'mdy', 'ymd'] as const;
/** Longer cells are texts. */
const LONGEST = 64;
/** So many different dates of a shape are compared with the business date. */
const MAX_DATES = 1000;
/** So many texts are remembered, of which a file mostly has few. */
const MAX_REMEMBERED = 10_000;

/** Gathers from a whole file in which order its dates have day, month and year. */
export class DateEvidence {
  readonly #shapes = new Map<string, ShapeEvidence>();
  #last = '';

  add(cell: string): void {
    if (cell === this.#last || cell.length > LONGEST || !/\d/.test(cell)) return;
    this.#last = cell;
    const numeric = splitNumericDate(splitTime(normal(cell))?.date ?? '');
    if (numeric === undefined || numeric.numbers[0].length > 2) return;
    const shape = this.#shapes.get(numeric.shape) ?? new ShapeEvidence();
    this.#shapes.set(numeric.shape, shape);
    shape.add(numeric);
  }

  /** The rule that fits most dates of each shape; hints decide where several orders do. */
  settle(hints: DateHints = {}): DateRule {
    const rule: DateRule = { orders: {}, ambiguous: [] };
    for (const [shape, evidence] of this.#shapes) {
      const { order, sample } = evidence.settle(shape, hints);
      rule.orders[shape] = order;
      if (sample !== undefined) rule.ambiguous.push({ shape, sample, order });
    }
    return rule;
  }
}

/** The dates of one shape, and in which orders they can be read. */
class ShapeEvidence {
  readonly #dates = new Map<string, NumericDate>();
  readonly #fits: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };

  add(date: NumericDate): void {
    const text = date.numbers.join(date.shape);
    if (this.#dates.has(text)) return;
    for (const order of ORDERS) if (fits(date, order)) this.#fits[order] += 1;
    if (this.#dates.size < MAX_DATES) this.#dates.set(text, date);
  }

  settle(shape: string, { day, order: chosen }: DateHints): { order: DateOrder; sample?: string | undefined } {
    const most = Math.max(...Object.values(this.#fits));
    const candidates = ORDERS.filter((order) => this.#fits[order] === most);
    const [first, ...others] = candidates;
    if (first === undefined || others.length === 0) return { order: first ?? 'dmy' };
    if (chosen !== undefined && candidates.includes(chosen)) return { order: chosen };
    const near = day === undefined ? undefined : this.#nearest(candidates, day);
    if (near !== undefined) return { order: near };
    return { order: first, sample: shape === '.' ? undefined : this.#sample(candidates) };
  }

  #nearest(_candidates: DateOrder[], _day: string): DateOrder | undefined {
    return undefined;
  }

  #sample(candidates: DateOrder[]): string | undefined {
    const unsure = [...this.#dates.values()].find(
      (date) => new Set(candidates.map((order) => inOrder(date, order))).size > 1,
    );
    return unsure?.numbers.join(unsure.shape);
  }
}

function fits(date: NumericDate, order: DateOrder): boolean {
  const [first, , last] = date.numbers;
  if (order === 'ymd' ? !/^[23]\d$/.test(first) : last.length === 3) return false;
  return inOrder(date, order) !== undefined;
}

const remembered = new WeakMap<DateRule, Map<string, string | undefined>>();

/**
 * Reads a date, a time or both, as they stand on the wall clock: 2026-11-22, 2026-11-22T18:02:00 or 18:02:00.
 * Undefined for anything else.
 */
export function readDateTime(cell: string, rule: DateRule): string | undefined {
  if (cell.length > LONGEST) return undefined;
  const timed = splitTime(normal(cell));
  if (timed === undefined) return undefined;
  if (timed.date === '') return timed.time ?? undefined;
  const date = rememberedDate(timed.date, rule);
  return date !== undefined && timed.time !== null ? `${date}T${timed.time}` : date;
}

function rememberedDate(text: string, rule: DateRule): string | undefined {
  const dates = remembered.get(rule) ?? new Map<string, string | undefined>();
  remembered.set(rule, dates);
  if (!dates.has(text)) {
    if (dates.size >= MAX_REMEMBERED) dates.clear();
    dates.set(text, readDate(text, rule));
  }
  return dates.get(text);
}

function readDate(text: string, rule: DateRule): string | undefined {
  const numeric = splitNumericDate(text);
  if (numeric === undefined) return readNamedDate(text);
  return inOrder(numeric, numeric.numbers[0].length === 4 ? 'ymd' : (rule.orders[numeric.shape] ?? 'dmy'));
}

/** Lower case, one kind of digits and spaces, and the marks of Chinese, Japanese and Korean dates as others write them. */
function normal(cell: string): string {
  const text = toAscii(cell).trim().toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text
    .replace(/\s+/g, ' ')
    .replace(/(\d+) ?[年년] ?(\d+) ?[月월] ?(\d+) ?[日일号]/, '$1-$2-$3 ')
    .replace(/(\d+) ?[時时點点시] ?(\d+) ?[分분](?: ?(\d+) ?[秒초])?/, (_, h, m, s) => `${h}:${m}:${s ?? '00'}`)
    .replace(/午前|上午|오전/, 'am ')
    .replace(/午後|下午|오후/, 'pm ')
    .trim();
}
