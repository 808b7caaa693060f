import { type ColumnNames, findColumns } from './columns.ts';
import { looksJoined, readTable, type Table, type TableRow } from './read-table.ts';
import type { Source } from './source.ts';
import { quoted, type WarningList } from './warnings.ts';

/** A row whose cells are asked for by what they mean. */
export interface NamedRow<Role extends string> {
  row: number;
  /** The cell of that column; '' where the row or the table has none. */
  cell(role: Role): string;
  /** All cells, for what no role covers. */
  cells: string[];
}

interface NamedTable<Role extends string> extends Pick<Table, 'headers' | 'delimiter'> {
  has(role: Role): boolean;
  /** The header that the column of this role has, or ''. */
  headerOf(role: Role): string;
  unused: string[];
  /** The rows that can be used, in the file's order; warns of the others as it goes. */
  rows(): Generator<NamedRow<Role>>;
}

/** A column of this role, where there is one, says what currency a row is in. */
type WithCurrency<Role extends string> = Role | 'currency';

/** Reads a table whose first row names its columns. Undefined, without a warning, when a required column is missing. */
export function openNamedTable<Role extends string>(
  { text, currency }: Source,
  names: ColumnNames<WithCurrency<Role>>,
  required: readonly NoInfer<Role>[],
  warnings: WarningList,
): NamedTable<WithCurrency<Role>> | undefined {
  const table = readTable(text);
  const { index, repeated, unused } = findColumns(table.headers, names, currency);
  if (required.some((role) => index[role] === undefined)) return undefined;
  if (table.quotesBroken) warnings.add('quotes-broken');
  if (repeated.length > 0) warnings.add('columns-repeated', null, { columns: listed(repeated) });
  return {
    headers: table.headers,
    delimiter: table.delimiter,
    unused,
    has: (role) => index[role] !== undefined,
    headerOf: (role) => table.headers[index[role] ?? -1] ?? '',
    rows: () => usableRows(table, index, currency, warnings),
  };
}

function* usableRows<Role extends string>(
  table: Table,
  index: Partial<Record<WithCurrency<Role>, number>>,
  currency: string,
  warnings: WarningList,
): Generator<NamedRow<WithCurrency<Role>>> {
  for (const tableRow of table.rows) {
    const { row, cells } = tableRow;
    const cell = (role: WithCurrency<Role>): string => cells[index[role] ?? -1] ?? '';
    if (isTooWide(tableRow, table.headers.length)) warnings.add('row-too-wide', row);
    else if (!isInCurrency(cell('currency'), currency)) {
      warnings.add('currency-other', row, { value: quoted(cell('currency')), currency });
    } else {
      if (looksJoined(tableRow, table)) warnings.add('row-joined', row);
      yield { row, cells, cell };
    }
  }
}

/** Headers or other names as a warning lists them; the first ten. */
export function listed(names: string[]): string {
  return `${names.slice(0, 10).map(quoted).join(', ')}${names.length > 10 ? ' …' : ''}`;
}

/** An unquoted delimiter inside a cell moves all cells behind it: what they then seem to say is wrong. */
function isTooWide({ cells }: TableRow, columns: number): boolean {
  return cells.length > columns && cells.slice(columns).some((cell) => cell.trim() !== '');
}

function isInCurrency(cell: string, currency: string): boolean {
  return cell.trim() === '' || cell.trim().toUpperCase() === currency;
}
