import type { DateOrder } from '../table/calendar.ts';
import { DateEvidence, type DateRule } from '../table/dates.ts';
import type { Dialect } from '../table/dialect.ts';
import { type DecimalMark, NumberEvidence } from '../table/numbers.ts';
import { eachRecord } from '../table/records.ts';
import type { FoundTable } from './find-table.ts';
import type { SalesRole } from './profile.ts';

const NUMBERS: readonly SalesRole[] = [
  'quantity',
  'unitPrice',
  'gross',
  'discount',
  'net',
  'amount',
  'total',
  'tax',
  'tip',
  'refundedQuantity',
];

/** How a whole file writes its numbers and dates. */
export interface Conventions {
  decimal: DecimalMark | null;
  /** Some numbers have a decimal point and others a comma. */
  mixed: boolean;
  dates: DateRule;
}

export interface SurveyHints {
  decimal?: DecimalMark | undefined;
  dates?: DateOrder | undefined;
  /** The business date that the file is of. */
  day?: string | undefined;
}

/** Goes through all rows once, before any is read: whether 01/10 is in January is said by a row further down. */
export function survey(text: string, dialect: Dialect, table: FoundTable, hints: SurveyHints): Conventions {
  const [numbers, dates] = [new NumberEvidence(), new DateEvidence()];
  const numeric = [...NUMBERS.flatMap((role) => table.columns[role] ?? []), ...table.tenders.map(([, at]) => at)];
  const dateColumn = table.columns.date;
  eachRecord(text, dialect, (cells, row) => {
    if (row <= table.headerRow) return;
    for (const at of numeric) {
      const cell = cells[at];
      if (cell !== undefined && cell !== '') numbers.add(cell);
    }
    if (dateColumn !== undefined) dates.add(cells[dateColumn] ?? '');
  });
  const rule = dates.settle({ day: hints.day, order: hints.dates ?? table.profile.dates });
  const unsure = rule.ambiguous.map(({ shape }) => shape);
  const orders = Object.fromEntries(Object.entries(rule.orders).filter(([shape]) => !unsure.includes(shape)));
  return {
    decimal: hints.decimal ?? numbers.decimal(),
    mixed: hints.decimal === undefined && numbers.mixed,
    dates: { orders, ambiguous: rule.ambiguous },
  };
}
