import { quoted, type WarningList } from '../../../table/warnings.ts';
import type { Columns } from './columns.ts';
import { isLone, type TableRecord } from './records.ts';
import { cellOf } from './rows.ts';

/** A row of an item, and the category that it is in; '' where the file puts it in none. */
interface Categorised {
  record: TableRecord;
  category: string;
}

/** Puts rows into categories: by their column, where headings are rows, or where a category stands in its first row alone. */
export function categorise(records: TableRecord[], columns: Columns, warnings: WarningList): Categorised[] {
  const headings = findHeadings(records, columns);
  const carries = columns.roles.category !== undefined && isCarried(records, columns);
  if (carries) warnings.add('category-carried');
  let [heading, carried] = ['', ''];
  return records.flatMap((record, at) => {
    if (headings.has(at)) {
      heading = record.cells.find((cell) => cell !== '')!;
      const next = records[at + 1];
      if (next === undefined || headings.has(at + 1)) {
        warnings.add('heading-empty', record.row, { value: quoted(heading) });
      }
      return [];
    }
    const own = cellOf(record, columns, 'category');
    if (own !== '') carried = own;
    return [{ record, category: own || (carries ? carried : heading) }];
  });
}

/** The places of rows that are headings: of one cell, over rows that have more; never most of a table's rows. */
function findHeadings(records: TableRecord[], columns: Columns): Set<number> {
  const { name, category } = columns.roles;
  const lone = records.flatMap((record, at) => {
    const column = record.cells.findIndex((cell) => cell !== '');
    const isHeading =
      isLone(record) && (category === undefined ? column === name || column === 0 : column === category);
    return isHeading ? [at] : [];
  });
  const hasPrices = columns.roles.price !== undefined || columns.sizes.length > 0;
  const areFew = category !== undefined || lone.length <= records.length / 2;
  return new Set(hasPrices && areFew ? lone : []);
}

/** Cells merged in a spreadsheet come out as one that is filled over others that are blank. */
function isCarried(records: TableRecord[], columns: Columns): boolean {
  const cells = records.map((record) => cellOf(record, columns, 'category'));
  const filled = cells.filter((cell) => cell !== '');
  return cells[0] !== '' && filled.length < cells.length && new Set(filled).size === filled.length;
}
