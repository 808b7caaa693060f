import type { CorrectableRole, CorrectionView, ReadingHints } from '../../preload/index.ts';

/** How a file is read, as the form shows it: the header of each role's column, null for none. */
export type Said = Omit<ReadingHints, 'columns'> & Pick<CorrectionView, 'columns'>;

/** What the form begins with. */
export const saidOf = ({ hints: { dates, decimal, delimiter }, columns }: CorrectionView): Said => ({
  ...{ dates, decimal, delimiter },
  columns,
});

/** Gives a role its column, which then plays no other. */
export const give = (columns: Said['columns'], role: CorrectableRole, header: string | null): Said['columns'] =>
  columns.map(([each, its]) => [each, each === role ? header : its === header ? null : its]);

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
  const changed = columns.filter(([, header], at) => header !== shown[at]?.[1]);
  return {
    ...others,
    columns: isCutAnew(correction, said) ? {} : { ...hints.columns, ...Object.fromEntries(changed) },
  };
}
