import { unguardFormula } from '../../../table/formula.ts';
import { quoted, type WarningCode, type WarningList } from '../../../table/warnings.ts';
import { readModifiers, readServed, readSizes } from '../../cells.ts';
import { menuItem } from '../../item.ts';
import { answerOf } from '../../words/availability.ts';
import { dietOf } from '../../words/diets.ts';
import { type AllergenReader, listedWords } from '../allergen-words.ts';
import type { MenuRow } from '../format.ts';
import type { PriceReader } from '../prices.ts';
import type { Columns } from './columns.ts';
import type { Role } from './headings.ts';
import type { TableRecord } from './records.ts';

/** An item, or one size of one, as a row gives it. */
export interface ReadRow extends MenuRow {
  /** What the row's price is for, where rows are sizes. */
  size: string;
  language: string;
}

export interface RowContext {
  columns: Columns;
  prices: PriceReader;
  allergens: AllergenReader;
  warnings: WarningList;
  /** Marks in a column of tags that say nothing of a diet; they aren't kept. */
  otherTags: Set<string>;
}

/** The text of the column that plays a role; '' where there is none. */
export const cellOf = ({ cells }: TableRecord, { roles }: Columns, role: Role): string => textAt(cells, roles[role]);

const textAt = (cells: string[], column: number | undefined): string =>
  column === undefined
    ? ''
    : unguardFormula(cells[column] ?? '')
        .replace(/\r\n?/g, '\n')
        .trim();

/** Reads a row that has a name. */
export function readRow(record: TableRecord, category: string, context: RowContext): ReadRow {
  const { columns, prices } = context;
  const text = (role: Role): string => cellOf(record, columns, role);
  const amount = (cell: string): number | undefined => prices.amount(cell, record.row);
  const item = {
    ...menuItem({ code: '', name: text('name') }),
    code: text('code') || null,
    ...(category !== '' && { category }),
    names: translationsOf(record, columns.names),
    description: [text('description'), text('ingredients')].filter(Boolean).join('\n'),
    descriptions: translationsOf(record, columns.descriptions),
    price: prices.price(text('price'), record.row),
    sizes: readSizesOf(record, context, amount),
    modifiers:
      readListed(record, context, ['modifiers', 'modifiers-unreadable'], (cell) => readModifiers(cell, amount)) ?? [],
    available: readAvailable(record, context),
    ...readMarks(record, context),
    served: readListed(record, context, ['served', 'times-unreadable'], readServed) ?? [],
  };
  const size = text('size');
  return { row: record.row, item, overrides: readOverrides(record, context), size, language: text('language') };
}

function translationsOf({ cells }: TableRecord, columns: Map<string, number>): Record<string, string> {
  const texts = [...columns].map(([language, column]) => [language, textAt(cells, column)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function readSizesOf(
  record: TableRecord,
  context: RowContext,
  amount: (cell: string) => number | undefined,
): MenuRow['item']['sizes'] {
  const { columns, prices } = context;
  const listed = readListed(record, context, ['sizes', 'sizes-unreadable'], (cell) => readSizes(cell, amount));
  if (listed !== undefined) return listed;
  return columns.sizes.flatMap(({ size, column }) => {
    const cell = textAt(record.cells, column);
    const price = prices.price(cell, record.row);
    return price === null ? [] : [{ name: size, price }];
  });
}

/** What one cell lists; undefined where there is nothing, or nothing that can be read, which is warned of. */
function readListed<T>(
  record: TableRecord,
  { columns, warnings }: RowContext,
  [role, warning]: readonly [Role, WarningCode],
  read: (cell: string) => T[] | undefined,
): T[] | undefined {
  const cell = cellOf(record, columns, role);
  if (cell === '') return undefined;
  const listed = read(cell);
  if (listed === undefined) warnings.add(warning, record.row, { value: quoted(cell) });
  return listed;
}

function readAvailable(record: TableRecord, { columns, warnings }: RowContext): boolean {
  if (answerOf(cellOf(record, columns, 'hidden')) === true) return false;
  const cell = cellOf(record, columns, 'available');
  const answer = answerOf(cell);
  if (answer === undefined && cell !== '') warnings.add('availability-unknown', record.row, { value: quoted(cell) });
  return answer ?? true;
}

function readMarks(record: TableRecord, context: RowContext): { allergens: string[]; diets: string[] } {
  const { columns, allergens } = context;
  const words = listedWords(cellOf(record, columns, 'allergens'));
  const diets = listedWords(cellOf(record, columns, 'diets')).map((word) => dietOf(word) ?? word);
  for (const tag of listedWords(cellOf(record, columns, 'tags'))) {
    const diet = dietOf(tag);
    if (diet !== undefined) diets.push(diet);
    else context.otherTags.add(tag);
  }
  const marked = { allergen: allergens.read(words), diet: diets };
  for (const { kind, key, column } of columns.marks) {
    if (isMarked(record, column, context)) marked[kind].push(key);
  }
  return { allergens: [...new Set(marked.allergen)], diets: [...new Set(marked.diet)] };
}

/** An allergen that isn't clearly left out is in it. */
function isMarked({ row, cells }: TableRecord, column: number, { columns, warnings }: RowContext): boolean {
  const cell = textAt(cells, column);
  const answer = answerOf(cell);
  if (answer !== undefined || cell === '') return answer ?? false;
  warnings.add('mark-unclear', row, { value: quoted(cell), column: quoted(columns.headings[column] ?? '') });
  return columns.marks.some((mark) => mark.column === column && mark.kind === 'allergen');
}

function readOverrides(record: TableRecord, { columns, prices }: RowContext): MenuRow['overrides'] {
  const size = cellOf(record, columns, 'size') || null;
  return columns.branches.flatMap(({ branch, column }) => {
    const price = prices.price(textAt(record.cells, column), record.row);
    return price === null ? [] : [{ branch, size, price }];
  });
}
