import { type DateRule, readDateTime } from '../table/dates.ts';
import { headerKey } from '../table/header-key.ts';
import { type ColumnHints, type Match, matchHeaders } from './columns.ts';
import { guessColumns } from './guess-columns.ts';

/** Where a table of sales begins in a file, and what its columns are. */
export interface FoundTable extends Match {
  /** The row that names the columns; 0 when none does. */
  headerRow: number;
  headers: string[];
}

/** Why no table of sales was found, as the end of "The file was not understood: …". */
export type NotFound = { reason: string };

/** Titles above a table take at most so many rows. */
const DEEPEST = 60;
export const HEAD_ROWS = DEEPEST + 200;
const WEEKDAY =
  /^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|seg|ter|qua|qui|sex|sab|dom)[a-z]{0,7}$/;
const MONTH = /^(?:jan|feb|fev|mar|apr|avr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]{0,7}\d{0,4}$/;
const ANY_ORDER: DateRule = { orders: {}, ambiguous: [] };

/** Finds the table among a file's first rows: the row whose cells name the most columns of sales. */
export function findTable(head: string[][], hints: ColumnHints = {}, currency?: string): FoundTable | NotFound {
  let best: FoundTable | undefined;
  for (const [index, headers] of head.slice(0, DEEPEST).entries()) {
    if (headers.filter((cell) => cell !== '').length < 2) continue;
    const match = matchHeaders(headers, hints, currency);
    if (match && match.score > (best?.score ?? 0)) best = { ...match, headerRow: index + 1, headers };
  }
  const trouble = best && troubleOf(best);
  if (trouble !== undefined) return { reason: trouble };
  return best ?? guessColumns(head) ?? { reason: whyNot(head) };
}

function troubleOf({ profile, headers, columns }: FoundTable): string | undefined {
  if (profile.instead !== undefined) return `it is ${profile.name}; send ${profile.instead} instead`;
  if (profile.signature !== undefined) return undefined;
  if (periods(headers) > 2)
    return 'it is a cross table with a column for each day or month; export a list of items instead';
  const keys = headers.map(headerKey);
  const repeats = (column: number | undefined): boolean => {
    const key = column === undefined ? '' : keys[column];
    return key !== '' && keys.filter((each) => each === key).length > 1;
  };
  if (repeats(columns.item) && repeats(columns.quantity ?? columns.amount ?? columns.net ?? columns.total)) {
    return 'it has several tables side by side; export one list of items instead';
  }
  return undefined;
}

function whyNot(head: string[][]): string {
  if (head.some((row) => periods(row) > 2)) {
    return 'it is a cross table with a column for each day or month; export a list of items instead';
  }
  return 'no row names columns for the item and how many or how much was sold';
}

/** How many headers are days or months. */
function periods(headers: string[]): number {
  const isPeriod = (header: string): boolean => {
    const key = headerKey(header);
    return (
      WEEKDAY.test(key) ||
      MONTH.test(key) ||
      (header.length < 30 && /\d.*\D.*\d/.test(header) && readDateTime(header, ANY_ORDER) !== undefined)
    );
  };
  return headers.filter(isPeriod).length;
}
