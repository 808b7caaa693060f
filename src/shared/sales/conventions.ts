import type { DateOrder } from '../table/calendar.ts';
import { DateEvidence, type DateRule } from '../table/dates.ts';
import { type DecimalMark, NumberEvidence } from '../table/numbers.ts';
import { MONEY_ROLES } from './amounts.ts';
import type { FoundTable } from './find-table.ts';
import { TaxEvidence } from './tax-rates.ts';

/** How a whole file writes its numbers and dates. */
export interface Conventions {
  decimal: DecimalMark | null;
  /** Some numbers have a decimal point and others a comma. */
  mixed: boolean;
  /** Dates of a shape that could have the day or the month first aren't read. */
  dates: DateRule;
  /** The column of taxes holds rates, not amounts. */
  taxIsRate: boolean;
}

export interface ConventionHints {
  decimal?: DecimalMark | undefined;
  dates?: DateOrder | undefined;
  /** A person said which column has the taxes. */
  isTax?: boolean | undefined;
  /** The business date that the file is of. */
  day?: string | undefined;
}

/** Gathers from a table's rows how it writes numbers and dates: whether 01/10 is in January, any row may say. */
export class Evidence {
  readonly #numbers = new NumberEvidence();
  readonly #dates = new DateEvidence();
  readonly #numeric: number[];
  readonly #date: number | undefined;
  readonly #taxes = new TaxEvidence();
  readonly #tax: number | undefined;
  readonly #total: number | undefined;

  constructor({ columns, tenders }: FoundTable) {
    const roles = ['quantity', ...MONEY_ROLES, 'refundedQuantity', 'refundedMoney'] as const;
    this.#numeric = [...roles.flatMap((role) => columns[role] ?? []), ...tenders.map(([, at]) => at)];
    this.#date = columns.date;
    this.#tax = columns.tax;
    this.#total = columns.total ?? columns.amount ?? columns.net ?? columns.gross ?? columns.unitPrice;
  }

  add(cells: string[]): void {
    for (const at of this.#numeric) {
      const cell = cells[at];
      if (cell !== undefined && cell !== '') this.#numbers.add(cell);
    }
    const date = this.#date === undefined ? undefined : cells[this.#date];
    if (date !== undefined) this.#dates.add(date);
    const tax = this.#tax === undefined ? '' : (cells[this.#tax] ?? '');
    if (tax !== '') this.#taxes.add(tax, cells[this.#total ?? -1] ?? '');
  }

  settle(hints: ConventionHints): Conventions {
    const rule = this.#dates.settle({ day: hints.day, order: hints.dates });
    const unsure = rule.ambiguous.map(({ shape }) => [shape, null]);
    return {
      decimal: hints.decimal ?? this.#numbers.decimal(),
      mixed: hints.decimal === undefined && this.#numbers.mixed,
      dates: { orders: { ...rule.orders, ...Object.fromEntries(unsure) }, ambiguous: rule.ambiguous },
      taxIsRate: !hints.isTax && this.#taxes.areRates,
    };
  }
}
