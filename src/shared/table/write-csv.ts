import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './formula.ts';

/** Readers trim cells that aren't quoted, and some end a row at a lone CR or LF. */
const NEEDS_QUOTES = [/^\s/, /\s$/, /[\r\n]/];

/**
 * A table as a CSV file that opens in a spreadsheet: UTF-8 with BOM, commas, CRLF (RFC 4180).
 * Text is guarded against being run as a formula; numbers are written as they are, null as an empty cell.
 */
export function writeCsv(rows: (string | number | null)[][]): Buffer {
  const guarded = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell)));
  return Buffer.from(stringify(guarded, { bom: true, record_delimiter: '\r\n', quoted_match: NEEDS_QUOTES }));
}
