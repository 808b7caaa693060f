import { createHash } from 'node:crypto';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import { type ColumnHints, nameable } from '../../shared/sales/columns.ts';
import { findTable, HEAD_ROWS } from '../../shared/sales/find-table.ts';
import { type ReadingOptions, summarizeSales } from '../../shared/sales/read.ts';
import { type DateRule, readDateTime } from '../../shared/table/dates.ts';
import { type Delimiter, detectDialect } from '../../shared/table/dialect.ts';
import { firstRecords } from '../../shared/table/records.ts';
import { openSource } from '../../shared/table/source.ts';
import { WarningList } from '../../shared/table/warnings.ts';
import type { Corrections } from './corrections.ts';

export interface UnderstandingOptions extends ReadingOptions {
  /** What was said of such files before; it counts where there are no hints. */
  corrections: Corrections;
}

/** What was understood of a sales file, without its lines, and by which hints. */
export interface Understanding {
  sales: Omit<ReturnType<typeof summarizeSales>, 'headers' | 'columns'>;
  hints: ReadingHints;
  /** What the columns can be named by, each once, also of a table in which no sales were recognised. */
  headers: string[];
  /** What was taken for what, by header; where nothing was, what a person said of single columns. */
  columns: ColumnHints;
  /** Whether it could be read at all. */
  isRead: boolean;
  /** Files with the same headers have the same: SHA-256, lower-case hexadecimal. Null where nothing names the columns. */
  kind: string | null;
}

/** Reads a sales file as a person said that such files are read. */
export function understand(file: Buffer, { corrections, ...options }: UnderstandingOptions): Understanding {
  const own = headersOf(file);
  const kind = kindOf(own);
  const hints = options.hints ?? recalled(kind, corrections) ?? {};
  const { headers, columns: taken, ...sales } = summarizeSales(file, { ...options, hints });
  const understood = { sales, hints, columns: { ...hints.columns, ...taken }, isRead: true, kind };
  if (headers.length > 0) return { ...understood, headers: nameable(headers) };
  return { ...understood, headers: nameable(hints.delimiter ? headersOf(file, hints.delimiter) : own) };
}

/** What a person said before of files with these headers. */
export const correctionOf = (file: Buffer, corrections: Corrections): ReadingHints | undefined =>
  recalled(kindOf(headersOf(file)), corrections);

const recalled = (kind: string | null, corrections: Corrections): ReadingHints | undefined =>
  kind === null ? undefined : corrections[kind];

function kindOf(headers: string[]): string | null {
  return headers.length === 0 ? null : createHash('sha256').update(JSON.stringify(headers)).digest('hex');
}

/** The headers stand at the beginning. Bytes. */
const BEGINNING = 1_048_576;

/** The row that SPAMS itself takes for the headers; where it finds none, the first with the most names and no figure. */
function headersOf(file: Buffer, delimiter?: Delimiter): string[] {
  const decoded = openSource(file.subarray(0, BEGINNING), new WarningList());
  if (!decoded) return [];
  const dialect = detectDialect(decoded.text);
  const head = firstRecords(decoded.text, delimiter ? { ...dialect, delimiter } : dialect, HEAD_ROWS);
  const table = findTable(head);
  return 'reason' in table ? widest(head) : table.headers;
}

/** A row with a figure is of a sale: were it the headers, that sale would be lost. */
function widest(rows: string[][]): string[] {
  const filled = (row: string[]): number => row.filter((cell) => cell !== '').length;
  const row = rows
    .filter((cells) => !cells.some(isFigure))
    .reduce<string[]>((best, each) => (filled(each) > filled(best) ? each : best), []);
  return filled(row) > 1 ? row : [];
}

const ANY_ORDER: DateRule = { orders: {}, ambiguous: [] };

/** Whether a cell holds a number, an amount, a time or a date. */
const isFigure = (cell: string): boolean => /^\P{L}*\d/u.test(cell) || readDateTime(cell, ANY_ORDER) !== undefined;
