import { z } from 'zod';
import { branchCode, holderId } from '../../../shared/pki/identity.ts';
import { quoted } from '../../../shared/table/warnings.ts';
import type { BranchRow, ListedManager } from '../../authority/import/plan.ts';
import { branchSettings, holderName } from '../branch-settings.ts';
import { groupName } from '../options.ts';
import type { Column, Columns } from './columns.ts';

const LIKE = 'write each as mei=Mei Tan, with a semicolon between two';
const manager = z.object({ id: holderId, name: holderName });

const managers = z.string().transform((text, { issues }): ListedManager[] => {
  const people = text
    .split(/[;\r\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => /^(?<id>[^=]*?)\s*=\s*(?<name>.*)$/s.exec(each)?.groups);
  const parsed = z.array(manager, LIKE).max(1000).safeParse(people);
  const ids = parsed.data?.map(({ id }) => id) ?? [];
  if (new Set(ids).size < ids.length) issues.push({ code: 'custom', input: text, message: 'an id stands there twice' });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const message = issue?.path.length === 2 ? issue.message : LIKE;
  issues.push({ code: 'custom', input: text, message });
  return [];
});

const branch = branchSettings.extend({
  code: branchCode,
  /** Empty: in none. Without such a column nothing is said of it. */
  group: z.union([z.literal('').transform(() => null), groupName]).optional(),
  managers: managers.default([]),
});

/** What a row says, or all that is wrong with it. */
export type ReadRow = { read: BranchRow } | { wrong: string[] };

/** Reads one row, which a spreadsheet numbers `row`. */
export function readRow(cells: readonly string[], row: number, { at, width }: Columns): ReadRow {
  // An unquoted delimiter is in it: what its cells then seem to say is wrong.
  if (cells.slice(width).some((cell) => cell !== '')) return { wrong: ['it has more cells than there are headings'] };
  const said = new Map([...at].map(([column, index]) => [column, cells[index] ?? '']));
  const filled = [...said].filter(([column, value]) => value !== '' || column === 'group');
  const parsed = branch.safeParse(Object.fromEntries(filled));
  if (parsed.success) {
    const { code, managers: people, timezone, ...rest } = parsed.data;
    return { read: { row, code, settings: { ...rest, timeZone: timezone }, managers: people } };
  }
  const wrong = parsed.error.issues.map(({ path, message }) => amiss(path[0] as Column, message, said));
  return { wrong: [...new Set(wrong)] };
}

function amiss(column: Column, message: string, said: ReadonlyMap<Column, string>): string {
  const value = said.get(column) ?? '';
  return value === '' ? `${column} is empty` : `${column} ${quoted(value)}: ${message}`;
}
