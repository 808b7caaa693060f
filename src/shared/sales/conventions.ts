import type { DateOrder } from '../table/calendar.ts';
import { DateEvidence, type DateRule } from '../table/dates.ts';
import { type DecimalMark, NumberEvidence } from '../table/numbers.ts';
import { MONEY_ROLES } from './amounts.ts';
import type { FoundTable } from './find-table.ts';

/** How a whole file writes its numbers and dates. */
export interface Conventions {
  decimal: DecimalMark | null;
  /** Some numbers have a decimal point and others a comma. */
  mixed: boolean;
  /** Dates of a shape that could have the day or the month first aren't read. */
  dates: DateRule;
}

export interface ConventionHints {
  decimal?: DecimalMark | undefined;
  dates?: DateOrder | undefined;
  /** The business date that the file is of. */
  day?: string | undefined;
}

/** Gathers from a table's rows how it writes numbers and dates: whether 01/10 is in January, any row may say. */
export class Evidence {
  readonly #numbers = new NumberEvidence();
  readonly #dates = new DateEvidence();
  readonly #numeric: number[];
  readonly #date: number | undefined;

  constructor({ columns, tenders }: FoundTable) {
    const roles = ['quantity', ...MONEY_ROLES, 'refundedQuantity', 'refundedMoney'] as const;
    this.#numeric = [...roles.flatMap((role) => columns[role] ?? []), ...tenders.map(([, at]) => at)];
    this.#date = columns.date;
  }

  add(cells: string[]): void {
    for (const at of this.#numeric) {
      const cell = cells[at];
      if (cell !== undefined && cell !== '') this.#numbers.add(cell);
    }
    const date = this.#date === undefined ? undefined : cells[this.#date];
    if (date !== undefined) this.#dates.add(date);
  }

  settle(hints: ConventionHints): Conventions {
    const rule = this.#dates.settle({ day: hints.day, order: hints.dates });
    const unsure = rule.ambiguous.map(({ shape }) => [shape, null]);
    return {
      decimal: hints.decimal ?? this.#numbers.decimal(),
      mixed: hints.decimal === undefined && this.#numbers.mixed,
      dates: { orders: { ...rule.orders, ...Object.fromEntries(unsure) }, ambiguous: rule.ambiguous },
    };
  }
}
