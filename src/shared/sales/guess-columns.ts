import { parseNumber } from '../table/numbers.ts';
import type { FoundTable } from './find-table.ts';
import type { SalesProfile } from './profile.ts';

/** A table without a row of headers, understood by what stands in its columns. */
const NO_HEADERS: SalesProfile = { id: 'no-headers', name: 'Table without headers', level: 'item', columns: {} };

const ENOUGH_ROWS = 2;
/** Of a column's cells so many must be of its kind. */
const MOST = 0.9;
const TEXT = /\p{L}{2}/u;

/**
 * Guesses the columns of rows that are alike: one of names, and one to three of numbers. Three are quantity, price and
 * amount when two of them give the third; of two, whole ones are the quantity; one is the quantity when it is whole,
 * small and without a currency. Undefined for anything else: money isn't guessed.
 */
export function guessColumns(head: string[][]): FoundTable | undefined {
  const rows = head.filter((row) => row.some((cell) => cell !== ''));
  const width = rows[0]?.length ?? 0;
  if (rows.length < ENOUGH_ROWS || width < 2 || rows.some((row) => row.length !== width)) return undefined;
  const column = (at: number): string[] => rows.map((row) => row[at] ?? '');
  const share = (at: number, test: (cell: string) => boolean): number => column(at).filter(test).length / rows.length;
  const all = Array.from({ length: width }, (_, at) => at);
  const numeric = all.filter((at) => share(at, (cell) => numberOf(cell) !== undefined) >= MOST);
  const texts = all.filter((at) => !numeric.includes(at) && share(at, (cell) => TEXT.test(cell)) >= MOST);
  if (texts.length < 1 || texts.length > 2 || texts.length + numeric.length !== width) return undefined;
  const money = moneyColumns(rows, numeric);
  if (money === undefined) return undefined;
  const item = mostVaried(texts, column);
  const category = texts.find((at) => at !== item);
  const columns = { item, ...(category !== undefined && { category }), ...money };
  return {
    profile: NO_HEADERS,
    columns,
    tenders: [],
    kinds: [],
    unknownHints: [],
    score: 0,
    headerRow: 0,
    headers: [],
  };
}

function moneyColumns(rows: string[][], numeric: number[]): FoundTable['columns'] | undefined {
  const [a, b, c] = numeric;
  const whole = (at: number): boolean => rows.every((row) => /^-?\d{1,4}$/.test(row[at] ?? ''));
  if (a === undefined) return undefined;
  if (b === undefined) return whole(a) ? { quantity: a } : undefined;
  if (c === undefined) {
    const quantity = [a, b].filter(whole);
    return quantity.length === 1 ? { quantity: quantity[0], amount: quantity[0] === a ? b : a } : undefined;
  }
  if (numeric.length > 3) return undefined;
  const gives = rows.every((row) => isProduct(row, a, b, c));
  if (!gives) return undefined;
  return whole(a) ? { quantity: a, unitPrice: b, amount: c } : { quantity: b, unitPrice: a, amount: c };
}

function isProduct(row: string[], a: number, b: number, c: number): boolean {
  const [x, y, z] = [a, b, c].map((at) => numberOf(row[at] ?? ''));
  return x !== undefined && y !== undefined && z !== undefined && Math.abs(x * y - z) < 0.02;
}

function numberOf(cell: string): number | undefined {
  return parseNumber(cell.replace(/[\p{Sc}\s]/gu, ''), { scale: 3, decimal: '.' });
}

const mostVaried = (texts: number[], column: (at: number) => string[]): number =>
  texts.reduce((best, at) => (new Set(column(at)).size > new Set(column(best)).size ? at : best), texts[0] ?? 0);
