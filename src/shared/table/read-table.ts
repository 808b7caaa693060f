import { CsvError, parse } from 'csv-parse/sync';

export interface TableRow {
  /** As a spreadsheet numbers it: the first row of the file is 1, empty rows count, a quoted line break doesn't. */
  row: number;
  cells: string[];
}

/** A file of delimited text. Headers are its first row with anything in it; rows with nothing in them are left out. */
export interface Table {
  headers: string[];
  rows: TableRow[];
  delimiter: Delimiter;
  /** A quotation mark had no partner, so all were taken as ordinary characters. */
  quotesBroken: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_ROWS = 20;

/** Reads a delimited text. Cells are trimmed unless they were quoted; broken quoting is read as well as it can be. */
export function readTable(text: string): Table {
  const delimiter = guessDelimiter(text) ?? ',';
  const { records, quotesBroken } = parseRecords(text, delimiter);
  const [header, ...rows] = records.map((cells, index) => ({ row: index + 1, cells })).filter(hasContent);
  return { headers: header?.cells ?? [], rows, delimiter, quotesBroken };
}

/** The delimiter that splits the first row with anything in it into most cells; null when none splits it. */
export function guessDelimiter(text: string): Delimiter | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const widths = DELIMITERS.map((delimiter) => firstRowWidth(sample, delimiter));
  const widest = Math.max(...widths);
  return widest > 1 ? (DELIMITERS[widths.indexOf(widest)] ?? null) : null;
}

/**
 * Whether a row looks as if a missing quotation mark had joined it with the next one: a cell with a line break that
 * holds a whole row's delimiters, or that leaves the row short of cells.
 */
export function looksJoined({ cells }: TableRow, { headers, delimiter }: Table): boolean {
  const broken = cells.filter((cell) => /[\r\n]/.test(cell));
  if (broken.length === 0) return false;
  return cells.length < headers.length || broken.some((cell) => cell.split(delimiter).length >= headers.length);
}

function firstRowWidth(sample: string, delimiter: Delimiter): number {
  const { records } = parseRecords(sample, delimiter, SAMPLE_ROWS);
  return records.find((cells) => hasContent({ cells }))?.length ?? 0;
}

function hasContent({ cells }: { cells: string[] }): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

function parseRecords(text: string, delimiter: Delimiter, to = -1): { records: string[][]; quotesBroken: boolean } {
  const options = { delimiter, to, trim: true, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] };
  try {
    return { records: parse(text, { ...options, relax_quotes: true }), quotesBroken: false };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records = parse(text, { ...options, quote: null });
    return { records: records.map((cells) => cells.map(unquote)), quotesBroken: true };
  }
}

function unquote(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1) : cell;
}
