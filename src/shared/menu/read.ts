import { SpamsError } from '../errors.ts';
import type { CurrencyFrom } from '../table/currency.ts';
import { openSource } from '../table/source.ts';
import { type ReadingWarning, WARNINGS, WarningList } from '../table/warnings.ts';
import { assignCodes, type CodedRow } from './codes.ts';
import type { MenuRows, MenuSource } from './formats/format.ts';
import { MENU_FORMATS } from './formats/index.ts';
import { type MenuItem, menuItemSchema } from './item.ts';
import { MAX_MENU_ITEMS } from './menu.ts';

/** What was understood of a menu file. */
export interface MenuReading {
  /** The format's name in MENU_FORMATS. */
  format: string;
  encoding: string;
  /** How a table is delimited; null for what isn't one. */
  dialect: { delimiter: string } | null;
  /** ISO 4217: what was asked for, else what the file says, else USD. */
  currency: string;
  currencyFrom: CurrencyFrom;
  /** Valid by menuItemSchema, with unique codes. Prices are minor units of `currency`. */
  items: MenuItem[];
  overrides: PriceOverride[];
  warnings: ReadingWarning[];
  /** Whether a person must look before this is published. */
  needsReview: boolean;
}

/** What an item, or one of its sizes, costs at one branch. */
export interface PriceOverride {
  branch: string;
  code: string;
  size: string | null;
  price: number;
}

interface MenuOptions {
  /** ISO 4217; found in the file where it is left out. */
  currency?: string;
  /** Codes and names of branches that a column of prices may be for; what looks like a code where they are left out. */
  branches?: readonly string[];
}

/**
 * Reads a menu file of any known format and encoding. What looks like an item but can't be used is left out with a
 * warning. Throws `menu-unreadable` when no item can be read: publishing half a menu in silence is worse than refusing.
 */
export function readMenu(bytes: Buffer, { currency, branches = [] }: MenuOptions = {}): MenuReading {
  const warnings = new WarningList();
  const decoded = openSource(bytes, warnings);
  if (decoded === undefined) throw unreadable(firstWarning(warnings));
  const { format, read } = readRows({ text: decoded.text, currency, branches }, warnings);
  const rows = assignCodes(read.rows, warnings).flatMap((row) => usable(row, warnings));
  if (rows.length === 0) throw unreadable(firstWarning(warnings) || 'there is no item in it');
  if (rows.length > MAX_MENU_ITEMS) throw unreadable(`it has more than ${MAX_MENU_ITEMS} items`);
  const overrides = rows.flatMap(({ item, overrides }) =>
    overrides.map(({ branch, size, price }) => ({ branch, code: item.code, size, price })),
  );
  if (read.currencyFrom === 'assumed' && rows.some(({ item }) => hasPrice(item))) {
    warnings.add('currency-assumed', null, { currency: read.currency });
  }
  return {
    format,
    encoding: decoded.encoding,
    dialect: read.delimiter === null ? null : { delimiter: read.delimiter },
    currency: read.currency,
    currencyFrom: read.currencyFrom,
    items: rows.map(({ item }) => item),
    overrides,
    warnings: warnings.list(),
    needsReview: warnings.needsReview,
  };
}

function readRows(source: MenuSource, warnings: WarningList): { format: string; read: MenuRows } {
  for (const { name, read } of MENU_FORMATS) {
    const rows = read(source, warnings);
    if (rows !== undefined) return { format: name, read: rows };
  }
  throw unreadable('no row names its columns, no column has prices, and no line is a name with a number or a price');
}

/** The row with its item as the schema has it; none when it can't be one. */
function usable({ row, item, overrides }: CodedRow, warnings: WarningList): CodedRow[] {
  const { success, data, error } = menuItemSchema.safeParse(item);
  if (success) return [{ row, item: data, overrides }];
  warnings.add('text-unusable', row, { field: String(error.issues[0]?.path[0] ?? 'text') });
  return [];
}

const hasPrice = ({ price, sizes }: MenuItem): boolean => price !== null || sizes.some((size) => size.price !== null);

function unreadable(reason: string): SpamsError {
  return new SpamsError('menu-unreadable', { params: { reason } });
}

/** The first warning that matters as the end of a sentence: "row 2: This row has no item name, so it was left out". */
function firstWarning(warnings: WarningList): string {
  const first = warnings.list().find(({ code }) => WARNINGS[code].review);
  if (first === undefined) return '';
  const text = first.text.replace(/\.$/, '');
  return first.row === null ? text.charAt(0).toLowerCase() + text.slice(1) : `row ${first.row}: ${text}`;
}
