import { hasCode } from '../../../shared/errors.ts';
import { readFileBounded } from '../../../shared/files.ts';
import { LIMITS } from '../../../shared/protocol.ts';
import { detectDialect } from '../../../shared/table/dialect.ts';
import { eachRecord } from '../../../shared/table/records.ts';
import { openSource } from '../../../shared/table/source.ts';
import { WarningList } from '../../../shared/table/warnings.ts';
import type { BranchRow, RowProblem } from '../../authority/import/plan.ts';
import { type Columns, columnsOf } from './columns.ts';
import { readRow } from './read-row.ts';
import { unreadable } from './unreadable.ts';

/** What a file of branches says. */
export interface BranchFile {
  rows: BranchRow[];
  /** All that is wrong with the other rows. */
  problems: RowProblem[];
  /** Headings that name no setting. */
  unusedColumns: string[];
  /** What was odd about the file. */
  notes: string[];
}

const MAX_ROWS = 10_000;

/**
 * Reads a CSV file of branches, in any dialect.
 * @throws `branches-unreadable` for what is wrong with the file as a whole, `file-*`
 */
export async function readBranches(path: string): Promise<BranchFile> {
  const warnings = new WarningList();
  const text = textOf(await readBytes(path), warnings);
  const dialect = detectDialect(text);
  if (!dialect.quotes) throw unreadable('a quotation mark in it has no partner');
  let columns: Columns | undefined;
  const found = new Found();
  eachRecord(text, dialect, (cells, row) => {
    if (cells.every((cell) => cell === '')) return true;
    if (columns === undefined) columns = columnsOf(cells);
    else found.add(cells, row, columns);
    return found.count <= MAX_ROWS;
  });
  if (found.count === 0) throw unreadable('there is no branch below its headings');
  if (found.count > MAX_ROWS) throw unreadable(`it has more than ${MAX_ROWS} rows`);
  const { rows, problems } = found;
  return { rows, problems, unusedColumns: columns!.unused, notes: warnings.list().map((each) => each.text) };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFileBounded(path, LIMITS.answer);
  } catch (error) {
    if (hasCode(error, 'document-too-large')) throw unreadable('it is far too large for a list of branches');
    throw error;
  }
}

function textOf(bytes: Buffer, warnings: WarningList): string {
  const text = openSource(bytes, warnings)?.text;
  if (text === undefined) throw unreadable(warnings.list()[0]!.text.replace(/\.$/, ''));
  if (warnings.needsReview || text.includes('\ufffd')) {
    throw unreadable("some of its letters can't be read, so save it as UTF-8");
  }
  return text;
}

/** The rows of a file as they come; each branch may have one. */
class Found {
  readonly rows: BranchRow[] = [];
  readonly problems: RowProblem[] = [];
  count = 0;
  readonly #rowOf = new Map<string, number>();

  add(cells: readonly string[], row: number, columns: Columns): void {
    this.count += 1;
    const code = cells[columns.at.get('code')!] ?? '';
    const result = readRow(cells, row, columns);
    const wrong = 'wrong' in result ? result.wrong : [];
    const earlier = this.#rowOf.get(code);
    if (earlier === undefined) this.#rowOf.set(code, row);
    else if (code !== '') wrong.push(`row ${earlier} has this branch already`);
    this.problems.push(...wrong.map((problem) => ({ row, branch: code, problem })));
    if ('read' in result && wrong.length === 0) this.rows.push(result.read);
  }
}
