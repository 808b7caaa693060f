import type { Amounts } from './amounts.ts';
import type { Match } from './columns.ts';
import type { SalesLine, TotalCheck } from './sales.ts';

/** What totals are compared in, the surest first. */
const FIELDS = ['net', 'amount', 'total', 'gross', 'discount', 'tax', 'tip', 'quantity'] as const;
type Field = (typeof FIELDS)[number];
/** By field, in its unit. */
type Sums = number[];

/** A row that stands for others: labelled as a total, or without an item, which a sale may be too. */
interface Mark {
  row: number;
  label: string | null;
  stated: (number | null)[];
  /** What the rows above it come to. */
  above: Sums;
  /** What is counted if it turns out to be a sale whose item isn't named. */
  line: SalesLine | null;
}

/** A total without a label, and the sale that it would be if it weren't one; null where it can only be a total. */
type Subtotal = Pick<Mark, 'row' | 'line'>;

/** No till writes more totals into a day; comparing them takes a time that grows with the square of this. */
const MAX_MARKS = 1500;

/**
 * Keeps the totals of a file apart from its sales, and compares them at the end: whatever level a total is of, it is
 * the sum of the rows between it and another total, the beginning or the end.
 */
export class Ledger {
  readonly #fields: Field[];
  readonly #zero: Sums;
  #sums: Sums;
  readonly #marks: Mark[] = [];

  constructor(columns: Match['columns']) {
    this.#fields = FIELDS.filter((field) => columns[field] !== undefined);
    this.#zero = this.#fields.map(() => 0);
    this.#sums = [...this.#zero];
  }

  /** `isUnsigned` for a refund of which the file writes some figures without a minus, or all. */
  count(amounts: Amounts, isUnsigned: boolean): void {
    const sums = this.#sums;
    for (const [at, field] of this.#fields.entries()) {
      const units = unitsOf(amounts, field) ?? 0;
      sums[at] = (sums[at] ?? 0) + (isUnsigned ? -Math.abs(units) : units);
    }
  }

  /** Notes a total, or what may be one; false when there are too many already. */
  mark(row: number, label: string | null, amounts: Amounts, line: SalesLine | null): boolean {
    if (this.#marks.length >= MAX_MARKS) return false;
    const stated = this.#fields.map((field) => unitsOf(amounts, field));
    this.#marks.push({ row, label, stated, above: [...this.#sums], line });
    return true;
  }

  /** The sales among the rows without an item, the totals among them, and the file's labelled totals beside ours. */
  settle(): { unnamed: SalesLine[]; subtotals: Subtotal[]; checks: TotalCheck[] } {
    const blank = this.#marks.filter(({ label }) => label === null);
    const sums = blank.filter((mark) => mark.line === null || this.#sumOf(mark) !== undefined);
    // A few sales may happen to be what some rows above them come to.
    const totals = new Set(sums.length * 2 >= blank.length ? sums : blank.filter(({ line }) => line === null));
    const sales = new Set(blank.filter((mark) => !totals.has(mark)));
    this.#include(sales);
    return {
      unnamed: [...sales].flatMap(({ line }) => line ?? []),
      subtotals: [...totals].map(({ row, line }) => ({ row, line })),
      checks: this.#marks.flatMap((mark) => (mark.label === null ? [] : this.#check(mark, mark.label))),
    };
  }

  /** What the rows that a total stands for come to: undefined when no stretch of rows gives its main amount. */
  #sumOf({ stated, above }: Mark): Sums | undefined {
    const main = stated.findIndex((value) => value !== null);
    const value = stated[main] ?? 0;
    if (main < 0 || value === 0) return this.#zero;
    const isEnd = (end: Sums): boolean => Math.abs((above[main] ?? 0) - (end[main] ?? 0)) === Math.abs(value);
    const end = [this.#zero, this.#sums].find(isEnd) ?? this.#marks.find((mark) => isEnd(mark.above))?.above;
    return end?.map((sum, at) => Math.abs((above[at] ?? 0) - sum));
  }

  /** Rows without an item that are sales after all count in the totals below them. */
  #include(sales: ReadonlySet<Mark>): void {
    let more = this.#zero;
    for (const mark of this.#marks) {
      mark.above = plus(mark.above, more);
      if (sales.has(mark)) more = plus(more, mark.stated);
    }
    this.#sums = plus(this.#sums, more);
  }

  #check(mark: Mark, label: string): TotalCheck[] {
    const isFirst = mark.above.every((sum) => sum === 0);
    const ours = this.#sumOf(mark) ?? (isFirst ? this.#sums : mark.above);
    return this.#fields.flatMap((field, at) => {
      const stated = mark.stated[at] ?? null;
      if (stated === null) return [];
      const scale = field === 'quantity' ? 1000 : 1;
      return { row: mark.row, label, field, file: stated / scale, ours: (ours[at] ?? 0) / scale };
    });
  }
}

function plus(sums: Sums, more: readonly (number | null)[]): Sums {
  return sums.map((sum, at) => sum + (more[at] ?? 0));
}

function unitsOf(amounts: Amounts, field: Field): number | null {
  const value = amounts[field];
  return value !== null && field === 'quantity' ? Math.round(value * 1000) : value;
}
