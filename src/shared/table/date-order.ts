import { type DateOrder, inOrder, type NumericDate } from './calendar.ts';

/** What is known of a file besides its dates: the business date that it is of (ISO), or the order a person chose. */
export interface DateHints {
  day?: string | undefined;
  order?: DateOrder | undefined;
}

const DAY = 86_400_000;
const ORDERS = ['dmy', 'mdy', 'ymd'] as const;
/** So many different dates are compared with the business date. */
const MAX_DATES = 1000;

/** The dates of a file that look alike, and how many of them can be read in each order. */
export class OrderEvidence {
  readonly #dates = new Map<string, NumericDate>();
  readonly #fits: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };

  add(date: NumericDate): void {
    const text = date.numbers.join(date.shape);
    if (this.#dates.has(text)) return;
    for (const order of ORDERS) if (fits(date, order)) this.#fits[order] += 1;
    if (this.#dates.size < MAX_DATES) this.#dates.set(text, date);
  }

  /** The order that fits more dates than the others; undefined where two fit as many. */
  only(): DateOrder | undefined {
    const [order, ...others] = this.#best();
    return others.length === 0 ? order : undefined;
  }

  /** What a person chose, or the order that puts most dates on the business date or next to it. */
  hinted({ order, day }: DateHints): DateOrder | undefined {
    if (order !== undefined && this.#best().includes(order)) return order;
    if (day === undefined) return undefined;
    const near = this.#best().map((candidate) => this.#near(candidate, day));
    const most = Math.max(...near);
    return most > 0 && near.indexOf(most) === near.lastIndexOf(most) ? this.#best()[near.indexOf(most)] : undefined;
  }

  preferred(order: DateOrder | undefined): DateOrder {
    const best = this.#best();
    return order !== undefined && best.includes(order) ? order : (best[0] ?? 'dmy');
  }

  /** A date that means another day in another of the orders that fit. */
  unsure(): string | undefined {
    for (const [text, date] of this.#dates) {
      if (new Set(this.#best().map((order) => inOrder(date, order))).size > 1) return text;
    }
    return undefined;
  }

  #best(): DateOrder[] {
    const most = Math.max(...Object.values(this.#fits));
    return ORDERS.filter((order) => this.#fits[order] === most);
  }

  #near(order: DateOrder, day: string): number {
    const dates = [...this.#dates.values()].map((date) => inOrder(date, order));
    return dates.filter((date) => date !== undefined && Math.abs(Date.parse(date) - Date.parse(day)) <= DAY).length;
  }
}

/** A year of two digits before the month must be of the 2020s or 2030s. */
function fits(date: NumericDate, order: DateOrder): boolean {
  return (order !== 'ymd' || /^[23]\d$/.test(date.numbers[0])) && inOrder(date, order) !== undefined;
}
