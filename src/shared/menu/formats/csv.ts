import { parseAmount } from '../../money.ts';
import { unguardFormula } from '../../table/formula.ts';
import { listed, type NamedRow, openNamedTable } from '../../table/named-table.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';
import { menuItem } from '../item.ts';
import type { MenuFormat, MenuRow } from './format.ts';

const NAMES = {
  category: ['category', 'menucategory', 'section', 'group', 'menugroup', 'course'],
  code: ['code', 'itemcode', 'productcode', 'sku', 'plu', 'id', 'itemid', 'no', 'number'],
  name: ['name', 'itemname', 'item', 'productname', 'product', 'dishname', 'dish', 'menuitem', 'title'],
  description: ['description', 'itemdescription', 'desc', 'details'],
  price: ['price', 'unitprice', 'itemprice', 'sellingprice'],
  available: ['available', 'availability', 'isavailable', 'instock'],
  allergens: ['allergens', 'allergen', 'allergeninformation', 'allergeninfo'],
  currency: ['currency', 'currencycode'],
  // Never read: together they tell a day's sales from a menu.
  quantity: ['quantity', 'qty', 'itemqty', 'itemssold'],
  amount: ['amount', 'total', 'net', 'netsales', 'netamount', 'grosssales', 'revenue', 'linetotal'],
} as const;
type Row = NamedRow<keyof typeof NAMES>;

const AVAILABLE = ['', 'yes', 'y', 'true', '1', 'available', 'instock', 'on'];
const SOLD_OUT = ['no', 'n', 'false', '0', 'soldout', 'unavailable', 'notavailable', 'outofstock', 'off', '86', '86d'];

/** Delimited text whose first row names the columns, in any order; only the item's name is required. */
export const csv: MenuFormat = {
  name: 'csv',
  read(source, warnings) {
    const table = openNamedTable(source, NAMES, ['name'], warnings);
    if (table === undefined) return undefined;
    if (table.has('quantity') && table.has('amount')) {
      warnings.add('looks-like-sales');
      return [];
    }
    if (table.unused.length > 0) warnings.add('columns-unused', null, { columns: listed(table.unused) });
    const rows: MenuRow[] = [];
    for (const row of table.rows()) {
      if (row.cell('name').trim() === '') warnings.add('name-missing', row.row);
      else rows.push(readRow(row, source.currency, warnings));
    }
    return rows;
  },
};

function readRow(row: Row, currency: string, warnings: WarningList): MenuRow {
  return {
    ...menuItem({ code: '', name: textOf(row, 'name') }),
    row: row.row,
    ...(row.cell('category').trim() !== '' && { category: textOf(row, 'category') }),
    code: textOf(row, 'code').trim() || null,
    description: textOf(row, 'description'),
    price: readPrice(row, currency, warnings),
    available: readAvailable(row, warnings),
    allergens: readAllergens(row),
  };
}

function textOf(row: Row, role: 'category' | 'code' | 'name' | 'description'): string {
  return unguardFormula(row.cell(role)).trim();
}

function readPrice(row: Row, currency: string, warnings: WarningList): number | null {
  const cell = row.cell('price');
  if (cell.trim() === '') return null;
  const price = parseAmount(cell, currency);
  if (price !== undefined && price >= 0) return price;
  warnings.add('price-unreadable', row.row, { value: quoted(cell), currency });
  return null;
}

function readAvailable(row: Row, warnings: WarningList): boolean {
  const cell = row.cell('available');
  const word = cell.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (SOLD_OUT.includes(word)) return false;
  if (!AVAILABLE.includes(word) || (word === '' && cell.trim() !== '')) {
    warnings.add('availability-unknown', row.row, { value: quoted(cell) });
  }
  return true;
}

function readAllergens(row: Row): string[] {
  return unguardFormula(row.cell('allergens'))
    .split(/[;|,]/)
    .map((allergen) => allergen.trim())
    .filter((allergen) => allergen !== '');
}
