import type { Amounts } from './amounts.ts';
import type { SalesLine, TotalCheck } from './sales.ts';

const FIELDS = ['net', 'amount', 'total', 'gross', 'discount', 'tax', 'tip', 'quantity'] as const;
type Field = (typeof FIELDS)[number];
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

/** No till writes more totals into a day; comparing them takes a time that grows with the square of this. */
const MAX_MARKS = 1500;

/**
 * Keeps the totals of a file apart from its sales, and compares them at the end: whatever level a total is of, it is
 * the sum of the rows between it and another total, the beginning or the end.
 */
export class Ledger {
  #sums: Sums = FIELDS.map(() => 0);
  readonly #marks: Mark[] = [];

  count(amounts: Amounts): void {
    for (let at = 0; at < FIELDS.length; at += 1) this.#sums[at]! += unitsOf(amounts, FIELDS[at]!) ?? 0;
  }

  /** Notes a total, or what may be one; false when there are too many already. */
  mark(row: number, label: string | null, amounts: Amounts, line: SalesLine | null): boolean {
    if (this.#marks.length >= MAX_MARKS) return false;
    const stated = FIELDS.map((field) => unitsOf(amounts, field));
    this.#marks.push({ row, label, stated, above: [...this.#sums], line });
    return true;
  }

  /** The sales among the rows without an item, and the file's labelled totals beside ours. */
  settle(): { unnamed: SalesLine[]; subtotals: number[]; checks: TotalCheck[] } {
    const blank = this.#marks.filter(({ label }) => label === null);
    const sales = new Set(blank.filter((mark) => this.#sumOf(mark) === undefined));
    this.#include(sales);
    const subtotals = blank.filter((mark) => !sales.has(mark)).map(({ row }) => row);
    const checks = this.#marks.flatMap((mark) => (mark.label === null ? [] : this.#check(mark, mark.label)));
    return { unnamed: [...sales].flatMap(({ line }) => line ?? []), subtotals, checks };
  }

  /** What the rows that a total stands for come to: undefined when no stretch of rows gives its main amount. */
  #sumOf({ stated, above }: Mark): Sums | undefined {
    const main = stated.findIndex((value) => value !== null);
    const value = stated[main] ?? 0;
    if (main < 0 || value === 0) return FIELDS.map(() => 0);
    return this.#stretches(above).find((sums) => sums[main] === value);
  }

  /** The sums from each other mark, the beginning and the end to here. */
  #stretches(above: Sums): Sums[] {
    const ends = [FIELDS.map(() => 0), this.#sums, ...this.#marks.map((mark) => mark.above)];
    return ends.map((end) => FIELDS.map((_, at) => Math.abs(above[at]! - end[at]!)));
  }

  /** Rows without an item that are sales after all count in the totals below them. */
  #include(sales: ReadonlySet<Mark>): void {
    const more = FIELDS.map(() => 0);
    for (const mark of this.#marks) {
      mark.above = mark.above.map((sum, at) => sum + more[at]!);
      if (sales.has(mark)) for (const at of FIELDS.keys()) more[at]! += mark.stated[at] ?? 0;
    }
    this.#sums = this.#sums.map((sum, at) => sum + more[at]!);
  }

  #check(mark: Mark, label: string): TotalCheck[] {
    const isAbove = mark.above.every((sum) => sum === 0);
    const ours = this.#sumOf(mark) ?? (isAbove ? this.#sums : mark.above);
    return FIELDS.flatMap((field, at) => {
      const stated = mark.stated[at] ?? null;
      if (stated === null) return [];
      const scale = field === 'quantity' ? 1000 : 1;
      return { row: mark.row, label, field, file: stated / scale, ours: ours[at]! / scale };
    });
  }
}

function unitsOf(amounts: Amounts, field: Field): number | null {
  const value = amounts[field];
  return value !== null && field === 'quantity' ? Math.round(value * 1000) : value;
}
