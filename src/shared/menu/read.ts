import { SpamsError } from '../errors.ts';
import { openSource, type Source } from '../table/source.ts';
import { type ReadingWarning, WARNINGS, WarningList } from '../table/warnings.ts';
import { assignCodes } from './codes.ts';
import type { MenuRow } from './formats/format.ts';
import { MENU_FORMATS } from './formats/index.ts';
import { type MenuItem, menuItemSchema } from './item.ts';
import { MAX_MENU_ITEMS } from './menu.ts';

/** What was understood of a menu file. */
export interface MenuReading {
  /** The format's name in MENU_FORMATS. */
  format: string;
  encoding: string;
  /** ISO 4217: what was asked for, else what the file says. */
  currency: string;
  /** Valid by menuItemSchema, with unique codes. Prices are minor units of `currency`. */
  items: MenuItem[];
  overrides: PriceOverride[];
  warnings: ReadingWarning[];
  /** Whether a person must look before this is published. */
  needsReview: boolean;
}

/** What an item, or one of its sizes, costs at one branch. */
interface PriceOverride {
  branch: string;
  code: string;
  size: string | null;
  price: number;
}

interface MenuOptions {
  /** ISO 4217. */
  currency?: string;
}

/**
 * Reads a menu file of any known format and encoding. `currency` (ISO 4217) is what its prices are in.
 * A row that looks like an item but can't be used is left out with a warning. Throws `menu-unreadable` when no item can
 * be read: publishing half a menu in silence is worse than refusing.
 */
export function readMenu(bytes: Buffer, { currency = 'USD' }: MenuOptions = {}): MenuReading {
  const warnings = new WarningList();
  const decoded = openSource(bytes, warnings);
  if (decoded === undefined) throw unreadable(firstWarning(warnings));
  const { format, rows } = readRows({ text: decoded.text, currency }, warnings);
  const items = assignCodes(rows, warnings)
    .filter((item) => isUsable(item, warnings))
    .map(toItem);
  if (items.length === 0) throw unreadable(firstWarning(warnings) || 'there is no item in it');
  if (items.length > MAX_MENU_ITEMS) throw unreadable(`it has more than ${MAX_MENU_ITEMS} items`);
  return {
    format,
    encoding: decoded.encoding,
    currency,
    items,
    overrides: [],
    warnings: warnings.list(),
    needsReview: warnings.needsReview,
  };
}

type CodedRow = MenuRow & { code: string };

function readRows(source: Source, warnings: WarningList): { format: string; rows: MenuRow[] } {
  for (const { name, read } of MENU_FORMATS) {
    const rows = read(source, warnings);
    if (rows !== undefined) return { format: name, rows };
  }
  throw unreadable("its first row doesn't name a column with the items' names, and no line is a number and a name");
}

function isUsable(row: CodedRow, warnings: WarningList): boolean {
  const result = menuItemSchema.safeParse(toItem(row));
  if (!result.success) {
    warnings.add('text-unusable', row.row, { field: String(result.error.issues[0]?.path[0] ?? 'text') });
  }
  return result.success;
}

function toItem({ row: _, ...item }: CodedRow): MenuItem {
  return item;
}

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
