import type { SalesLine, SalesShare, SalesSummary, SalesTotals } from './sales.ts';

/** At most so many shares of each kind are kept; the rest is in the totals. */
const MOST_SHARES = 50;
const MOST_ITEMS = 20;
const MOST_DAYS = 31;
/** A file with more different names than this is no list of dishes; what is beyond isn't ranked. */
const MAX_NAMES = 100_000;

/** A business date is the wall date, less a day before this hour (DESIGN section 7). */
export interface BusinessDay {
  date: string;
  cutoff: number;
}

/** A sum of money that is null until there is any. */
class Sum {
  #minor: number | null = null;
  add(minor: number | null): void {
    if (minor !== null) this.#minor = (this.#minor ?? 0) + minor;
  }
  /** Null also beyond Number.MAX_SAFE_INTEGER. */
  get value(): number | null {
    return this.isExact ? this.#minor : null;
  }
  get isExact(): boolean {
    return this.#minor === null || Number.isSafeInteger(this.#minor);
  }
}

/** Quantity in thousandths, and net, by name. */
class Shares {
  readonly #sums = new Map<string, { thousandths: number; net: number | null }>();

  add(name: string | null, { quantity, net }: SalesLine): void {
    if (name === null) return;
    const sum = this.#sums.get(name);
    if (sum !== undefined) {
      sum.thousandths += Math.round(quantity * 1000);
      if (net !== null) sum.net = (sum.net ?? 0) + net;
    } else if (this.#sums.size < MAX_NAMES) this.#sums.set(name, { thousandths: Math.round(quantity * 1000), net });
  }

  /** The largest first: by money, or by quantity where there is none. */
  largest(most: number): SalesShare[] {
    const all = [...this.#sums].map(([name, { thousandths, net }]) => ({ name, quantity: thousandths / 1000, net }));
    const hasMoney = all.some(({ net }) => net !== null);
    const size = ({ net, quantity }: SalesShare): number => (hasMoney ? (net ?? Number.NEGATIVE_INFINITY) : quantity);
    return all.sort((a, b) => size(b) - size(a)).slice(0, most);
  }
}

/** Adds a closing's lines up as they are read, exactly: money in minor units, quantities in thousandths. */
export class Summing {
  readonly #currency: string;
  readonly #day: BusinessDay | undefined;
  readonly #sums = {
    gross: new Sum(),
    discounts: new Sum(),
    refunds: new Sum(),
    net: new Sum(),
    tax: new Sum(),
    tips: new Sum(),
  };
  readonly #shares = { category: new Shares(), tender: new Shares(), dayPart: new Shares(), item: new Shares() };
  readonly #days = new Map<string, number>();
  readonly #voidNet = new Sum();
  #voids = 0;
  #comps = 0;
  #lines = 0;
  #thousandths = 0;
  #outside = 0;

  constructor(currency: string, day?: BusinessDay) {
    this.#currency = currency;
    this.#day = day;
  }

  /**
   * `isItem` is false for a check. `dayPart` is the file's own word for it; without one it is told by the time.
   * `refunded` is what was taken back of the line's gross.
   */
  add(line: SalesLine, isItem: boolean, dayPart: string | null = null, refunded: number | null = null): void {
    if (line.void) {
      this.#voids += 1;
      this.#voidNet.add(line.net);
      return;
    }
    this.#lines += 1;
    this.#thousandths += Math.round(line.quantity * 1000);
    if (line.comp) this.#comps += 1;
    this.#addMoney(line);
    if (refunded !== null) this.#sums.refunds.add(Math.abs(refunded));
    this.#shares.category.add(line.category, line);
    this.#shares.tender.add(line.tender, line);
    this.#shares.dayPart.add(dayPart ?? dayPartAt(line.time, this.#day?.cutoff ?? 4), line);
    if (isItem) this.#shares.item.add(line.item, line);
    this.#addDay(line.time);
  }

  /** Whether every sum could be counted: money beyond Number.MAX_SAFE_INTEGER is left open. */
  get isExact(): boolean {
    return Object.values(this.#sums).every((sum) => sum.isExact);
  }

  get totals(): SalesTotals {
    const { gross, discounts, refunds, net, tax, tips } = this.#sums;
    return {
      currency: this.#currency,
      lines: this.#lines,
      quantity: this.#thousandths / 1000,
      gross: gross.value,
      discounts: discounts.value,
      refunds: refunds.value,
      net: net.value,
      tax: tax.value,
      tips: tips.value,
    };
  }

  get summary(): Omit<SalesSummary, 'checks'> {
    const days = [...this.#days].map(([date, lines]) => ({ date, lines })).sort((a, b) => b.lines - a.lines);
    return {
      byCategory: this.#shares.category.largest(MOST_SHARES),
      byTender: this.#shares.tender.largest(MOST_SHARES),
      byDayPart: this.#shares.dayPart.largest(MOST_SHARES),
      topItems: this.#shares.item.largest(MOST_ITEMS),
      voids: { lines: this.#voids, net: this.#voidNet.value },
      comps: { lines: this.#comps },
      days: days.slice(0, MOST_DAYS),
      outsideDay: this.#day === undefined || days.length === 0 ? null : this.#outside,
    };
  }

  #addMoney({ refund, gross, discount, net, tax, tip }: SalesLine): void {
    if (refund) this.#sums.refunds.add(net === null || net === 0 ? net : -net);
    else {
      this.#sums.gross.add(gross);
      this.#sums.discounts.add(discount);
    }
    this.#sums.net.add(net);
    this.#sums.tax.add(tax);
    this.#sums.tips.add(tip);
  }

  #addDay(time: string | null): void {
    if (time === null || time.length < 10) return;
    const date = businessDateOf(time, this.#day?.cutoff ?? 0);
    if (this.#days.has(date) || this.#days.size < 10_000) this.#days.set(date, (this.#days.get(date) ?? 0) + 1);
    if (this.#day !== undefined && date !== this.#day.date) this.#outside += 1;
  }
}

const DAY_MS = 86_400_000;
const ZERO = 48;

/** A row of a date alone is of that business date. */
function businessDateOf(time: string, cutoff: number): string {
  const date = time.slice(0, 10);
  if (time.length === 10 || hourOf(time) >= cutoff) return date;
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** Of what ends in 18:02:00. */
function hourOf(time: string): number {
  const at = time.length - 8;
  return (time.charCodeAt(at) - ZERO) * 10 + time.charCodeAt(at + 1) - ZERO;
}

/** Breakfast until 11:00, lunch until 16:00, then dinner until the business day ends. */
function dayPartAt(time: string | null, cutoff: number): string | null {
  if (time === null || time.length === 10) return null;
  const hour = hourOf(time);
  if (hour < cutoff || hour >= 16) return 'dinner';
  return hour < 11 ? 'breakfast' : 'lunch';
}
