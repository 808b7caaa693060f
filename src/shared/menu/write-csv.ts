import { formatAmount } from '../money.ts';
import { writeCsv } from '../table/write-csv.ts';
import type { MenuItem } from './item.ts';
import type { MenuContent } from './menu.ts';

const HEADERS = ['Category', 'Code', 'Name', 'Description', 'Price', 'Available', 'Allergens'];

/**
 * A menu as a CSV file to edit in a spreadsheet and publish again: UTF-8 with BOM, CRLF, formula-safe.
 * For a menu by menuContentSchema, `readMenu` gives back the same items.
 */
export function writeMenuCsv({ items, currency }: MenuContent): Buffer {
  return writeCsv([HEADERS, ...items.map((item) => cellsOf(item, currency))]);
}

function cellsOf(item: MenuItem, currency: string): string[] {
  const price = item.price === null ? '' : formatAmount(item.price, currency);
  const available = item.available ? 'yes' : 'no';
  return [item.category, item.code, item.name, item.description, price, available, item.allergens.join('; ')];
}
