import { quoted, type WarningList } from '../table/warnings.ts';
import type { MenuRow } from './formats/format.ts';

export type CodedRow = MenuRow & { item: { code: string } };

/**
 * Gives every row a code of its own. A file's codes stay; a row without one, or with one that an earlier row has
 * (which is warned of), gets the next of 1, 2, 3 … that no row of the file uses.
 */
export function assignCodes(rows: MenuRow[], warnings: WarningList): CodedRow[] {
  const generate = generator(new Set(rows.map(({ item }) => item.code)));
  const used = new Set<string>();
  return rows.map((row) => {
    const { code } = row.item;
    if (code !== null && !used.has(code)) {
      used.add(code);
      return { ...row, item: { ...row.item, code } };
    }
    const own = generate();
    if (code !== null) warnings.add('code-repeated', row.row, { value: quoted(code), code: own });
    return { ...row, item: { ...row.item, code: own } };
  });
}

function generator(taken: ReadonlySet<string | null>): () => string {
  let next = 0;
  return () => {
    do next += 1;
    while (taken.has(String(next)));
    return String(next);
  };
}
