import { isCurrencyMarker } from '../money.ts';

/** For each role, the names its column goes by (in `normalHeader` spelling), the best first. */
export type ColumnNames<Role extends string> = Record<Role, readonly string[]>;

/** Which column plays which role. */
interface Columns<Role extends string> {
  index: Partial<Record<Role, number>>;
  /** Headers of columns that say the same as one that was chosen. */
  repeated: string[];
  /** Headers of columns that play no role. */
  unused: string[];
}

/** Finds columns by their headers' names, in any order; letter case, spaces and punctuation don't matter. */
export function findColumns<Role extends string>(
  headers: string[],
  names: ColumnNames<Role>,
  currency: string,
): Columns<Role> {
  const normal = headers.map((header) => normalHeader(header, currency));
  const index: Partial<Record<Role, number>> = {};
  const repeated: string[] = [];
  for (const role in names) {
    const name = names[role].find((candidate) => normal.includes(candidate));
    if (name === undefined) continue;
    index[role] = normal.indexOf(name);
    if (normal.lastIndexOf(name) !== normal.indexOf(name)) repeated.push(headers[normal.indexOf(name)] ?? name);
  }
  const used = new Set(Object.values(index));
  return { index, repeated, unused: headers.filter((header, at) => header.trim() !== '' && !used.has(at)) };
}

/** A header reduced to lower-case letters and digits: "Item Name" → "itemname", "Price (S$)" → "price" when SGD. */
export function normalHeader(header: string, currency: string): string {
  const words = header
    .replace(/[()[\]]/g, ' ')
    .trim()
    .split(/\s+/);
  const named = words.length > 1 && isCurrencyMarker(words.at(-1) ?? '', currency) ? words.slice(0, -1) : words;
  return named
    .join('')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
