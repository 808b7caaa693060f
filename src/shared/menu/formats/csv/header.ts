import { compact } from '../../words/fold.ts';
import { isMeasure } from '../../words/sizes.ts';
import { looksLikeAmount } from '../prices.ts';
import { type Columns, columnsOf, knownColumns, repeatedBlocks } from './columns.ts';
import { looksLikeBranch } from './headings.ts';
import { type TableRecord, valuesOf } from './records.ts';

/** A table: what its columns are, and the rows below their headings. */
export interface MenuTable {
  columns: Columns;
  rows: TableRecord[];
  /** Rows above the headings. */
  above: TableRecord[];
  /** `unknown`: there are some, in words that aren't known. */
  headings: 'known' | 'unknown' | 'missing';
}

/** Titles may stand above the headings, but not more. */
const LOOKED_AT = 30;

/** Finds the row that names the columns; undefined when there is none. */
export function findHeader(records: TableRecord[], branches: readonly string[]): MenuTable | undefined {
  for (const [at, { cells }] of records.slice(0, LOOKED_AT).entries()) {
    const [headings, below] = unfold(cells, records.slice(at + 1));
    const columns = columnsOf(headings, branches);
    if (!isHeader(columns, at)) continue;
    if (columns.roles.name === undefined) nameByCode(columns, below);
    const isGuessed = columns.roles.name === undefined;
    if (isGuessed) nameByText(columns, below);
    if (columns.roles.name === undefined) continue;
    return {
      columns,
      rows: below.filter((row) => !repeats(row.cells, headings)),
      above: records.slice(0, at),
      headings: isGuessed ? 'unknown' : 'known',
    };
  }
  return undefined;
}

/** Two items a row, side by side, are rows of their own. */
function unfold(headings: string[], below: TableRecord[]): [string[], TableRecord[]] {
  const blocks = repeatedBlocks(headings);
  const width = headings.length / blocks;
  if (blocks === 1) return [headings, below];
  const rows = below.flatMap(({ row, cells }) =>
    Array.from({ length: blocks }, (_, block) => ({ row, cells: cells.slice(block * width, (block + 1) * width) })),
  );
  return [headings.slice(0, width), rows.filter(({ cells }) => cells.some((cell) => cell !== ''))];
}

/** One known heading alone may be a dish called "Menu": it must be the file's first row, and its only column. */
function isHeader(columns: Columns, at: number): boolean {
  const { headings, roles } = columns;
  const filled = headings.filter((heading) => heading !== '');
  const branches = new Set(columns.branches.map(({ column }) => column));
  const isAmount = (heading: string, column: number): boolean =>
    looksLikeAmount(heading) && !isMeasure(heading) && !looksLikeBranch(heading) && !branches.has(column);
  if (headings.some(isAmount)) return false;
  if (filled.length === 1)
    return at === 0 && headings.length === 1 && roles.name !== undefined && compact(filled[0]!) !== 'menu';
  const hasPrices = roles.price !== undefined || columns.sizes.length > 0;
  return knownColumns(columns) >= 2 && (roles.name !== undefined || hasPrices);
}

const repeats = (cells: string[], headings: string[]): boolean =>
  headings.every((heading, at) => heading === (cells[at] ?? ''));

/**
 * Tables out of databases name items by a code of letters alone: of `pizza_id,pizza_type_id,size,price` the second,
 * which is the same for all sizes.
 */
function nameByCode(columns: Columns, rows: TableRecord[]): void {
  const { headings, roles } = columns;
  const candidates = headings.flatMap((heading, column) => {
    const isName = /name$/.test(compact(heading));
    if (!isName && !/(?:id|code|key)$/.test(compact(heading))) return [];
    const values = valuesOf(rows, column);
    const hasLetters = values.filter((value) => /\p{L}/u.test(value)).length > values.length / 2;
    return hasLetters ? [{ column, isName, distinct: new Set(values).size }] : [];
  });
  candidates.sort((a, b) => Number(b.isName) - Number(a.isName) || a.distinct - b.distinct);
  const best = candidates[0];
  if (best === undefined) return;
  roles.name = best.column;
  if (!best.isName) roles.code = best.column;
  columns.unused = columns.unused.filter((heading) => heading !== headings[best.column]);
}

/** Where no heading is known to be the name's, it is the first text that is another in most rows. */
function nameByText(columns: Columns, rows: TableRecord[]): void {
  const { headings, roles } = columns;
  const heading = columns.unused.find((each) => {
    const values = valuesOf(rows, headings.indexOf(each));
    const texts = values.filter((value) => /\p{L}/u.test(value));
    return texts.length > rows.length / 2 && new Set(values).size > values.length * 0.7;
  });
  if (heading === undefined) return;
  roles.name = headings.indexOf(heading);
  columns.unused = columns.unused.filter((each) => each !== heading);
}
