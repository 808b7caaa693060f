import type { Dialect } from '../../../table/dialect.ts';
import { eachRecord } from '../../../table/records.ts';

export interface TableRecord {
  /** As a spreadsheet numbers it. */
  row: number;
  cells: string[];
}

/** No menu has more rows: at most 20,000 items, each in a few sizes. */
export const MAX_ROWS = 100_000;

/** The rows with anything in them; one more than MAX_ROWS at most. */
export function readRecords(text: string, dialect: Dialect): TableRecord[] {
  const records: TableRecord[] = [];
  eachRecord(text, dialect, (cells, row) => {
    if (cells.some((cell) => cell !== '')) records.push({ row, cells });
    return records.length <= MAX_ROWS;
  });
  return records;
}

/** Whether only one cell of a row has anything in it. */
export const isLone = ({ cells }: TableRecord): boolean => cells.filter((cell) => cell !== '').length === 1;

/** What is in a column, where there is anything. */
export const valuesOf = (rows: TableRecord[], column: number): string[] =>
  rows.map(({ cells }) => cells[column] ?? '').filter((value) => value !== '');

/** How many of a column's values pass a test, 0 to 1; 0 for a column without any. */
export function shareOf(rows: TableRecord[], column: number, test: (value: string) => boolean): number {
  const values = valuesOf(rows, column);
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

/**
 * Whether a row looks as if a missing quotation mark had joined it with the next one: a cell with a line break that
 * holds a whole row's delimiters, or that leaves the row short of cells.
 */
export function looksJoined({ cells }: TableRecord, columns: number, delimiter: string | null): boolean {
  const broken = cells.filter((cell) => /[\r\n]/.test(cell));
  if (broken.length === 0) return false;
  return cells.length < columns || broken.some((cell) => cell.split(delimiter ?? '\n').length >= columns);
}
