import { findCurrency } from '../../../table/currency.ts';
import { detectDialect } from '../../../table/dialect.ts';
import { NumberEvidence } from '../../../table/numbers.ts';
import { listed, type WarningList } from '../../../table/warnings.ts';
import { AllergenReader, listedWords } from '../allergen-words.ts';
import type { MenuFormat } from '../format.ts';
import { PriceReader } from '../prices.ts';
import { categorise } from './categories.ts';
import { guessTable } from './guess.ts';
import { findHeader, type MenuTable } from './header.ts';
import { mergeSizes } from './merge-sizes.ts';
import { pairLanguages } from './pair-languages.ts';
import { looksJoined, MAX_ROWS, readRecords, type TableRecord, valuesOf } from './records.ts';
import { cellOf, type ReadRow, type RowContext, readRow } from './rows.ts';
import { looksLikeSales, settleColumns } from './settle.ts';

/** Delimited text in any dialect, with the names of its columns above them, or without where its cells tell. */
export const csv: MenuFormat = {
  name: 'csv',
  read({ text, currency: asked, branches }, warnings) {
    const dialect = detectDialect(text);
    const records = readRecords(text, dialect);
    const table = findHeader(records, branches) ?? (dialect.delimiter === null ? undefined : guessTable(records));
    if (table === undefined) return undefined;
    if (!dialect.quotes) warnings.add('quotes-broken');
    tellHeadings(table, warnings);
    const isSales = looksLikeSales(table.columns);
    settleColumns(table, branches, warnings);
    const { currency, from } = findCurrency(asked, pricesIn(table));
    const result = { currency, currencyFrom: from, delimiter: dialect.delimiter };
    if (isSales) warnings.add('looks-like-sales');
    else if (records.length > MAX_ROWS) warnings.add('rows-too-many', null, { limit: String(MAX_ROWS) });
    else return { ...result, rows: readTable(table, dialect.delimiter, currency, warnings) };
    return { ...result, rows: [] };
  },
};

function tellHeadings({ columns, headings, above }: MenuTable, warnings: WarningList): void {
  const order = Object.entries(columns.roles).sort(([, a], [, b]) => a - b);
  const roles = order.map(([role]) => role).join(', ');
  if (headings !== 'known') warnings.add(`headings-${headings}`, null, { columns: roles });
  const titles = above.map(({ cells }) => cells.find((cell) => cell !== '') ?? '');
  if (titles.length > 0) warnings.add('titles-unused', null, { titles: listed(titles) });
}

/** All cells that may say what currency prices are in and how they are written; the headings too. */
function pricesIn({ columns, rows }: MenuTable): string[] {
  const { roles, sizes, branches, headings } = columns;
  const priced = [roles.price, ...[...sizes, ...branches].map(({ column }) => column)];
  const all = [...priced, roles.currency].filter((column) => column !== undefined);
  return [...all.map((column) => headings[column] ?? ''), ...all.flatMap((column) => valuesOf(rows, column))];
}

function readTable(table: MenuTable, delimiter: string | null, currency: string, warnings: WarningList): ReadRow[] {
  const { columns } = table;
  const evidence = new NumberEvidence();
  for (const cell of pricesIn(table)) evidence.add(cell);
  const words = table.rows.flatMap((row) => listedWords(cellOf(row, columns, 'allergens')));
  const context: RowContext = {
    columns,
    prices: new PriceReader(currency, evidence.decimal(), warnings),
    allergens: new AllergenReader(words, new Map(), warnings),
    warnings,
    otherTags: new Set(),
  };
  const usable = table.rows.filter((record) => isUsable(record, context));
  for (const record of usable) {
    if (looksJoined(record, columns.headings.length, delimiter)) warnings.add('row-joined', record.row);
  }
  const rows = readRows(usable, context);
  if (context.otherTags.size > 0) warnings.add('tags-unused', null, { tags: listed([...context.otherTags]) });
  const paired = columns.roles.language === undefined ? rows : pairLanguages(rows, warnings);
  return columns.roles.size === undefined ? paired : mergeSizes(paired, warnings);
}

/** A row with more cells than there are columns has an unquoted delimiter in it: what its cells then seem to say is wrong. */
function isUsable(record: TableRecord, { columns, prices, warnings }: RowContext): boolean {
  const { row, cells } = record;
  const own = cellOf(record, columns, 'currency').toUpperCase();
  if (cells.slice(columns.headings.length).some((cell) => cell !== '')) warnings.add('row-too-wide', row);
  else if (own !== '' && own !== prices.currency && /^[A-Z]{3}$/.test(own)) {
    warnings.add('currency-other', row, { value: own, currency: prices.currency });
  } else return true;
  return false;
}

/** Reads the rows that have a name, or are another size of what is named above. */
function readRows(records: TableRecord[], context: RowContext): ReadRow[] {
  const { columns, warnings } = context;
  const rows: ReadRow[] = [];
  for (const { record, category } of categorise(records, columns, warnings)) {
    const row = readRow(record, category, context);
    const above = rows.at(-1);
    if (row.item.name !== '') rows.push(row);
    else if (above !== undefined && above.size !== '' && row.size !== '') {
      const { name, category: same } = above.item;
      rows.push({ ...row, item: { ...row.item, name, category: same } });
    } else warnings.add('name-missing', record.row);
  }
  return rows;
}
