/** How a delimited text is written. */
export interface Dialect {
  /** Null for a text that isn't a table: each line is one cell. */
  delimiter: Delimiter | null;
  /** False when quotation marks have no partners, so that they are ordinary characters. */
  quotes: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** At most this much of a text is looked at to find its delimiter. */
const SAMPLE_CHARACTERS = 131_072;
const SAMPLE_ROWS = 500;
/** A whole quoted cell, with the mark before it and what must follow it. */
const QUOTED_CELL = /(^|[,;|\t])[ ]*"(?:[^"]|"")*"(?=[ ]*(?:[,;|\t\r\n]|$))/gm;
/** Excel's first line that names the delimiter. */
const SEPARATOR_LINE = /^sep=([,;|\t])(?:[\r\n]|$)/i;

/**
 * Finds how a text is delimited, by which mark splits most of its first rows into the same number of sensible cells, so
 * that neither titles above a table nor commas in its texts mislead.
 */
export function detectDialect(text: string): Dialect {
  const delimiter = namedDelimiter(text) ?? likeliest(sampleLines(text));
  return { delimiter, quotes: quotingHolds(text, delimiter) };
}

function namedDelimiter(text: string): Delimiter | undefined {
  const named = SEPARATOR_LINE.exec(text.slice(0, 8))?.[1];
  return DELIMITERS.find((delimiter) => delimiter === named);
}

/** The first lines with anything in them; a quoted cell is shown as "", since its delimiters split nothing. */
function sampleLines(text: string): string[] {
  const lines = text
    .slice(0, SAMPLE_CHARACTERS)
    .replace(QUOTED_CELL, '$1""')
    .split(/\r\n|\r|\n/);
  if (text.length > SAMPLE_CHARACTERS && lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, SAMPLE_ROWS);
}

function likeliest(lines: string[]): Delimiter | null {
  const scores = DELIMITERS.map((delimiter) => score(lines, delimiter));
  const best = Math.max(...scores);
  return best > 0 ? (DELIMITERS[scores.indexOf(best)] ?? null) : null;
}

/** From 0 to 1: how many lines have the commonest width, how wide that is, and how many of their cells are clean. */
function score(lines: string[], delimiter: Delimiter): number {
  const rows = lines.map((line) => line.split(delimiter));
  const width = commonestWidth(rows);
  const alike = rows.filter((cells) => cells.length === width);
  if (width < 2 || !isTable(alike, rows, width) || (delimiter === ',' && isPriceList(alike))) return 0;
  const cells = alike.flat();
  const clean = cells.filter((cell) => isClean(cell, delimiter)).length / cells.length;
  return (alike.length / rows.length) * (1 - 1 / width) * clean;
}

/** Of the rows that the delimiter splits, how wide most are; 1 when it splits none. */
function commonestWidth(rows: string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [1, 0])[0];
}

/** Whether it is more than sentences in which the mark comes now and then. */
function isTable(alike: string[][], rows: string[][], width: number): boolean {
  const split = rows.filter((cells) => cells.length > 1).length;
  if (split < rows.length / 2 && width < 4) return false;
  const spaced = alike.every((cells) => cells.slice(1).every((cell) => /^\s+\S/.test(cell)));
  return !spaced || alike.length >= rows.length * 0.8;
}

/** Whether every comma is a decimal one or stands before a space, as in a list of prices: "Latte, iced 3,50". */
function isPriceList(rows: string[][]): boolean {
  const joints = rows.flatMap((cells) => cells.slice(1).map((cell, at) => ({ before: cells[at] ?? '', after: cell })));
  const decimals = joints.filter(({ before, after }) => /\d$/.test(before) && /^\d/.test(after));
  const spaced = joints.filter(({ after }) => /^\s/.test(after));
  const isWords = rows.some((cells) => cells.some((cell) => !/^[\s\d.]*$/.test(cell)));
  return isWords && decimals.length > 0 && decimals.length + spaced.length === joints.length;
}

/** A cell holds no other delimiter and no lone quotation mark; a comma in it is in a number or before a space. */
function isClean(cell: string, delimiter: Delimiter): boolean {
  if (/[;|\t]/.test(cell) || (cell.includes('"') && cell.trim() !== '""')) return false;
  return delimiter === ',' || !/\D,\S|,[^\s\d]/.test(cell);
}

/**
 * Whether quotation marks at the start of cells can be taken as quoting. One inside a quoted cell may stand unescaped
 * as long as that cell ends on its line: "the "best" pie". Otherwise a partner is missing, and rows would be swallowed.
 */
function quotingHolds(text: string, delimiter: Delimiter | null): boolean {
  let open = text.indexOf('"');
  while (open >= 0) {
    const end = startsCell(text, open, delimiter) ? closingQuote(text, open, delimiter) : open;
    if (end === undefined) return false;
    open = text.indexOf('"', end + 1);
  }
  return true;
}

/** Where the quoted cell that starts at `open` ends; undefined when nothing ends it in a credible way. */
function closingQuote(text: string, open: number, delimiter: Delimiter | null): number | undefined {
  let [lone, broken, seen] = [false, false, open];
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    const ends = endsCell(text, at, delimiter);
    if (ends && !lone) return at;
    broken ||= hasLineBreak(text, seen, at);
    if (ends) return broken ? undefined : at;
    if (broken || startsCell(text, at, delimiter)) return undefined;
    [lone, seen] = [true, at];
  }
  return undefined;
}

function startsCell(text: string, at: number, delimiter: Delimiter | null): boolean {
  let before = at - 1;
  while (text[before] === ' ') before -= 1;
  return isBoundary(text[before], delimiter) && (before === at - 1 || text[before] === delimiter);
}

function endsCell(text: string, at: number, delimiter: Delimiter | null): boolean {
  let after = at + 1;
  while (text[after] === ' ') after += 1;
  return isBoundary(text[after], delimiter);
}

function isBoundary(character: string | undefined, delimiter: Delimiter | null): boolean {
  return character === undefined || character === delimiter || character === '\n' || character === '\r';
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  return /[\r\n]/.test(text.slice(from, to));
}
