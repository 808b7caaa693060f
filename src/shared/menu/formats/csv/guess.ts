import { looksLikeAmount } from '../prices.ts';
import { type Columns, noColumns } from './columns.ts';
import type { MenuTable } from './header.ts';
import { isLone, shareOf, type TableRecord, valuesOf } from './records.ts';

interface Column {
  column: number;
  values: string[];
  distinct: number;
}

/**
 * A table without headings that are known, by what is in its columns: one with prices, and one or two with texts.
 * Undefined when it isn't such a table.
 */
export function guessTable(records: TableRecord[]): MenuTable | undefined {
  const full = records.filter((record) => !isLone(record));
  const hasHeadings = full.length > 2 && isAbove(full[0]!, full.slice(1));
  const columns = guessColumns(hasHeadings ? full.slice(1) : full);
  if (columns === undefined) return undefined;
  const at = hasHeadings ? records.indexOf(full[0]!) : -1;
  const headings = hasHeadings ? 'unknown' : 'missing';
  return { columns, rows: records.slice(at + 1), above: records.slice(0, Math.max(at, 0)), headings };
}

/** Whether a row has words over a column of amounts. */
const isAbove = ({ cells }: TableRecord, rows: TableRecord[]): boolean =>
  cells.every((cell) => cell !== '' && !looksLikeAmount(cell)) &&
  cells.some((_, column) => shareOf(rows, column, looksLikeAmount) > 0.6);

function guessColumns(rows: TableRecord[]): Columns | undefined {
  const width = Math.max(0, ...rows.slice(0, 1000).map(({ cells }) => cells.length));
  const all = Array.from({ length: width }, (_, column) => columnOf(rows, column)).filter(
    ({ values }) => values.length > 0,
  );
  const amounts = all.filter(({ column }) => shareOf(rows, column, looksLikeAmount) > 0.6);
  const texts = all.filter((each) => !amounts.includes(each) && each.values.some((value) => /\p{L}/u.test(value)));
  const price = amounts.at(-1);
  if (rows.length < 2 || price === undefined || texts.length === 0) return undefined;
  const category = texts.length > 1 ? texts.find(isCategory) : undefined;
  const [name, description] = texts.filter((each) => each !== category);
  if (name === undefined) return undefined;
  const code = amounts.find((each) => each !== price && each.column < name.column && each.distinct === rows.length);
  const columns = noColumns(Array.from({ length: width }, (_, column) => headingOf({ column })));
  const roles = { name, price, category, description, code };
  for (const [role, found] of Object.entries(roles)) {
    if (found !== undefined) columns.roles[role as keyof typeof roles] = found.column;
  }
  const used = Object.values(roles);
  columns.unused = texts.filter((each) => !used.includes(each)).map(headingOf);
  columns.otherPrices = amounts
    .filter((each) => !used.includes(each))
    .map((each) => ({ what: headingOf(each), column: each.column }));
  return columns;
}

const headingOf = ({ column }: { column: number }): string => `column ${column + 1}`;

function columnOf(rows: TableRecord[], column: number): Column {
  const values = valuesOf(rows, column);
  return { column, values, distinct: new Set(values).size };
}

/** Categories come again and are short. */
const isCategory = ({ values, distinct }: Column): boolean =>
  distinct <= values.length * 0.7 && values.every((value) => value.length <= 60);
