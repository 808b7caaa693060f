import { headerKeys } from '../../../shared/table/header-key.ts';
import { listed } from '../../../shared/table/warnings.ts';
import { unreadable } from './unreadable.ts';

/** Each column's headings, as `headerKey` reduces them: "Time zone" and "Cut-off (hour)" are known. */
const HEADINGS = {
  code: ['code', 'branch', 'branchcode'],
  name: ['name', 'branchname'],
  timezone: ['timezone', 'tz'],
  currency: ['currency'],
  cutoff: ['cutoff', 'cutoffhour'],
  locale: ['locale'],
  group: ['group'],
  managers: ['managers', 'manager'],
};
const OPTIONAL: readonly Column[] = ['group', 'managers'];

export type Column = keyof typeof HEADINGS;
const COLUMNS = Object.keys(HEADINGS) as Column[];

/** Where each column is, how many headings there are, and those that name none. */
export interface Columns {
  at: ReadonlyMap<Column, number>;
  width: number;
  unused: string[];
}

/** Finds the columns by their headings. Throws `branches-unreadable` when one is missing or there twice. */
export function columnsOf(headings: readonly string[]): Columns {
  const at = new Map<Column, number>();
  const unused: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const column = columnCalled(heading);
    if (column === undefined) unused.push(heading);
    else if (at.has(column)) throw unreadable(`two of its columns are the ${column}`);
    else at.set(column, index);
  }
  const missing = COLUMNS.filter((column) => !at.has(column) && !OPTIONAL.includes(column));
  if (missing.length > 0)
    throw unreadable(`its first row must name the columns, and these are missing: ${listed(missing)}`);
  return { at, width: headings.length, unused: unused.filter((heading) => heading !== '') };
}

function columnCalled(heading: string): Column | undefined {
  const keys = headerKeys(heading);
  return COLUMNS.find((column) => HEADINGS[column].some((known) => keys.includes(known)));
}
