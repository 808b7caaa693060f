import type { CorrectionView, ReadingHints, SalesRole } from '../../preload/index.ts';

/** The roles that a person can give a column, as they are asked for. */
export const ROLES = [
  'item',
  'category',
  'code',
  'quantity',
  'unitPrice',
  'gross',
  'discount',
  'net',
  'amount',
  'total',
  'tax',
  'tip',
  'tender',
  'date',
  'time',
] as const satisfies readonly SalesRole[];
type Role = (typeof ROLES)[number];

/** How a file is read, as the form shows it: the header of each role's column, null for none. */
export interface Said extends Omit<ReadingHints, 'columns'> {
  columns: Record<Role, string | null>;
}

/** What the form begins with. */
export const saidOf = ({ hints: { dates, decimal, delimiter }, columns }: CorrectionView): Said => ({
  ...{ dates, decimal, delimiter },
  columns,
});

/** Gives a role its column, which then plays no other. */
export function give(columns: Said['columns'], role: Role, header: string | null): Said['columns'] {
  const holder = ROLES.find((other) => header !== null && columns[other] === header);
  return { ...columns, ...(holder && { [holder]: null }), [role]: header };
}

/** Whether the rows are to be cut at another mark than they were: the columns are others then. */
export function isCutAnew({ hints, delimiter }: CorrectionView, said: Said): boolean {
  return said.delimiter === undefined
    ? hints.delimiter !== undefined
    : said.delimiter !== (hints.delimiter ?? delimiter);
}

/** What to read the file by: what was said before, and what is different from what was shown. */
export function hintsOf(correction: CorrectionView, said: Said): ReadingHints {
  const { hints, columns: shown } = correction;
  const { columns, ...others } = said;
  const changed = ROLES.filter((role) => columns[role] !== shown[role]).map((role) => [role, columns[role]]);
  return {
    ...others,
    columns: isCutAnew(correction, said) ? {} : { ...hints.columns, ...Object.fromEntries(changed) },
  };
}
