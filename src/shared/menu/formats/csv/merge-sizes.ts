import { quoted, type WarningList } from '../../../table/warnings.ts';
import type { ReadRow } from './rows.ts';

/** Makes one item of the rows that are its sizes: those of the same name in the same category. */
export function mergeSizes(rows: ReadRow[], warnings: WarningList): ReadRow[] {
  const items = new Map<string, ReadRow>();
  let otherCodes = 0;
  for (const row of rows) {
    const { category, name, code } = row.item;
    const key = JSON.stringify([category, name, row.language]);
    const first = items.get(key);
    if (first === undefined) items.set(key, asSize(row));
    // The same twice without a size is two items.
    else if (row.size === '') items.set(`${key}${row.row}`, row);
    else {
      if (code !== null && code !== first.item.code) otherCodes += 1;
      items.set(key, withSize(first, row, warnings));
    }
  }
  if (otherCodes > 0) warnings.add('size-codes', null, { count: String(otherCodes) });
  return [...items.values()];
}

function asSize(row: ReadRow): ReadRow {
  if (row.size === '') return row;
  const name = sizeName(row.size);
  const sizes = [...row.item.sizes, { name, price: row.item.price }];
  return { ...row, item: { ...row.item, price: null, sizes }, overrides: ofSize(row) };
}

function withSize(first: ReadRow, row: ReadRow, warnings: WarningList): ReadRow {
  const { item } = first;
  const name = sizeName(row.size);
  const texts = { value: quoted(row.item.name), size: quoted(name) };
  if (item.sizes.some((size) => size.name === name)) {
    warnings.add('size-repeated', row.row, texts);
    return first;
  }
  if (item.available && !row.item.available) {
    warnings.add('size-sold-out', row.row, texts);
    return first;
  }
  // A size that is on sale is worth more than one that isn't.
  const sizes = [...item.sizes, { name, price: row.item.price }];
  const merged = {
    ...item,
    sizes: item.available || !row.item.available ? sizes : sizes.slice(-1),
    available: item.available || row.item.available,
    description: item.description || row.item.description,
    allergens: [...new Set([...item.allergens, ...row.item.allergens])],
    diets: item.diets.filter((diet) => row.item.diets.includes(diet)),
  };
  return { ...first, item: merged, overrides: [...first.overrides, ...ofSize(row)] };
}

const ofSize = ({ overrides, size }: ReadRow): ReadRow['overrides'] =>
  overrides.map((override) => ({ ...override, size: sizeName(size) }));

/** What separates sizes in a cell of a menu that is exported isn't part of a name. */
const sizeName = (size: string): string =>
  size
    .replace(/\s*[;|\r\n]\s*/g, ', ')
    .slice(0, 100)
    .trim();
