import Papa, { type ParseResult } from 'papaparse';
import type { Dialect } from './dialect.ts';

/** Takes a row's cells, trimmed, and its number as a spreadsheet gives it; false ends the reading. */
type TakeRecord = (cells: string[], row: number) => unknown;

const { Parser, UNIT_SEP } = Papa;
type Parser = Papa.Parser;

/** Parsed at a time, in characters. */
const CHUNK = 65_536;

/**
 * Reads a delimited text row by row, never holding all rows. Every row is given, empty ones too: the first is 1, and a
 * quoted line break doesn't count. Line ends may be CRLF, LF and CR, also mixed.
 */
export function eachRecord(text: string, { delimiter, quotes }: Dialect, take: TakeRecord): void {
  const parser = new Parser({
    delimiter: delimiter ?? UNIT_SEP,
    newline: '\n',
    ...(quotes ? {} : { fastMode: true }),
  });
  const asShown = quotes ? shown : unquoted;
  let row = 0;
  for (const records of parsed(plainRows(text, quotes ? delimiter : null), parser)) {
    for (const cells of records) {
      row += 1;
      for (let at = 0; at < cells.length; at += 1) cells[at] = asShown(cells[at] ?? '');
      if (take(cells, row) === false) return;
    }
  }
}

/** Some rows at a time. The parser's own chunks hold all of a text's rows at once, and so many calls within each other. */
function* parsed(text: string, parser: Parser): Generator<string[][]> {
  let size = CHUNK;
  for (let start = 0; start < text.length; ) {
    const isLast = start + size >= text.length;
    const { data, meta }: ParseResult<string[]> = parser.parse(text.slice(start, start + size), 0, !isLast);
    yield data;
    if (isLast) return;
    size = meta.cursor === 0 ? size * 2 : CHUNK;
    start += meta.cursor;
  }
}

/** The first `count` rows, by the rules of `eachRecord`. */
export function firstRecords(text: string, dialect: Dialect, count: number): string[][] {
  const records: string[][] = [];
  if (count > 0) eachRecord(text, dialect, (cells) => records.push(cells) < count);
  return records;
}

/** Excel's first line that names the delimiter; it shows no row for it. */
const SEPARATOR_LINE = /^sep=[,;|\t](?:\r\n?|\n|$)/i;

/** The text as the parser wants it: rows that end in LF or CRLF, none behind the last, no space before a quoted cell. */
function plainRows(text: string, delimiter: string | null): string {
  const rows = text.replace(SEPARATOR_LINE, '');
  const ended = hasLoneReturn(rows) ? rows.replace(/\r\n?/g, '\n') : rows;
  const tight = delimiter !== null && hasSpaceBeforeQuote(ended) ? tighten(ended, delimiter) : ended;
  if (!tight.endsWith('\n')) return tight;
  return tight.slice(0, tight.endsWith('\r\n') ? -2 : -1);
}

function hasLoneReturn(text: string): boolean {
  let at = text.indexOf('\r');
  while (at >= 0 && text[at + 1] === '\n') at = text.indexOf('\r', at + 2);
  return at >= 0;
}

function hasSpaceBeforeQuote(text: string): boolean {
  let at = text.indexOf('"');
  while (at >= 0 && text[at - 1] !== ' ') at = text.indexOf('"', at + 1);
  return at >= 0;
}

/** Quoted cells are passed over whole: what is inside of one stays. */
function tighten(text: string, delimiter: string): string {
  return text.replace(new RegExp(`(^|\\${delimiter}) *("[^"]*(?:""[^"]*)*")`, 'gm'), '$1$2');
}

/** A cell as a spreadsheet shows it: without spaces around it, and ="0012", which keeps Excel from dropping zeros, as 0012. */
function shown(cell: string): string {
  if (isPlain(cell)) return cell;
  const text = cell.trim();
  return text.startsWith('="') && text.endsWith('"') && text.length > 2 ? text.slice(2, -1) : text;
}

const SPACE = 0x20;
const EQUALS = 0x3d;
const DELETE = 0x7f;

/** Whether a cell has nothing at its ends that isn't shown: the fast way for what most are. */
function isPlain(cell: string): boolean {
  if (cell.length === 0) return true;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first > SPACE && first < DELETE && first !== EQUALS && last > SPACE && last < DELETE;
}

function unquoted(cell: string): string {
  const text = shown(cell);
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}
