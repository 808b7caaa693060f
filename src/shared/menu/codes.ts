import { quoted, type WarningList } from '../table/warnings.ts';
import type { MenuRow } from './formats/format.ts';

/**
 * Gives every row a code of its own. A file's codes stay; a row without one, or with one that an earlier row has
 * (which is warned of), gets the next of 1, 2, 3 … that no row of the file uses.
 */
export function assignCodes(rows: MenuRow[], warnings: WarningList): (MenuRow & { code: string })[] {
  const generate = generator(new Set(rows.map((row) => row.code)));
  const used = new Set<string>();
  return rows.map((row) => {
    if (row.code === null) return { ...row, code: generate() };
    if (!used.has(row.code)) {
      used.add(row.code);
      return { ...row, code: row.code };
    }
    const code = generate();
    warnings.add('code-repeated', row.row, { value: quoted(row.code), code });
    return { ...row, code };
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
