import type { DateOrder } from '../table/calendar.ts';
import { type Delimiter, type Dialect, detectDialect } from '../table/dialect.ts';
import type { DecimalMark } from '../table/numbers.ts';
import { firstRecords } from '../table/records.ts';
import { openSource } from '../table/source.ts';
import { type ReadingWarning, WarningList } from '../table/warnings.ts';
import type { ColumnHints } from './columns.ts';
import { currencyIn } from './currency.ts';
import { findTable, HEAD_ROWS } from './find-table.ts';
import { isPlainText, readPlainText } from './plain-text.ts';
import { readTable, type TakeLine } from './read-table.ts';
import type { SalesLine, SalesSummary, SalesTotals, TotalCheck } from './sales.ts';
import { type BusinessDay, Summing } from './summary.ts';

/** What a person said where a file was misunderstood. */
export interface ReadingHints {
  delimiter?: Delimiter | undefined;
  decimal?: DecimalMark | undefined;
  dates?: DateOrder | undefined;
  columns?: ColumnHints | undefined;
}

/** Where neither the branch nor the file says what amounts are in. */
const DEFAULT_CURRENCY = 'USD';

export interface ReadingOptions {
  /** What amounts are in, ISO 4217; found in the file, or USD, when left out. */
  currency?: string | undefined;
  /** The business day that the file is of, as far as it is known. */
  day?: BusinessDay | undefined;
  hints?: ReadingHints | undefined;
}

/** What was understood of a sales file. */
export interface SalesReading {
  /** A profile's id (profiles/), 'plain-text', 'no-headers' or 'unknown'. */
  profile: string;
  /** As a person calls it: "Square item sales". */
  profileName: string;
  dialect: { delimiter: Delimiter | null; decimal: DecimalMark | null; headerRow: number | null };
  /** A WHATWG encoding's name, or 'unknown' for what isn't text. */
  encoding: string;
  /** The headers, for a person who says what they are. */
  headers: string[];
  lines: SalesLine[];
  totals: SalesTotals;
  summary: SalesSummary;
  warnings: ReadingWarning[];
  /** A person must look before the totals are trusted; the warnings say why. */
  needsReview: boolean;
}

type Understood = Pick<SalesReading, 'profile' | 'profileName' | 'dialect' | 'encoding' | 'headers'> & {
  checks: TotalCheck[];
};

const NOTHING: Understood = {
  profile: 'unknown',
  profileName: 'Unknown',
  dialect: { delimiter: null, decimal: null, headerRow: null },
  encoding: 'unknown',
  headers: [],
  checks: [],
};

/**
 * Reads a day's sales of any known format, encoding and dialect. Never throws, whatever the bytes: a closing is never
 * lost to a format. What isn't understood is said in the warnings and sets needsReview; a file without any line always
 * does.
 */
export function readSales(bytes: Buffer, options: ReadingOptions = {}): SalesReading {
  const lines: SalesLine[] = [];
  const reading = scan(bytes, options, (line) => lines.push(line));
  return { ...reading, lines: lines.sort((a, b) => a.row - b.row) };
}

/** As `readSales`, without keeping the lines: for a file of any size. */
export function summarizeSales(bytes: Buffer, options: ReadingOptions = {}): Omit<SalesReading, 'lines'> {
  return scan(bytes, options, () => {});
}

/** Nothing is known to throw here but texts beyond V8's longest string; whatever does must not lose the closing. */
function scan(bytes: Buffer, options: ReadingOptions, take: (line: SalesLine) => void): Omit<SalesReading, 'lines'> {
  const warnings = new WarningList();
  let sums = new Summing(options.currency ?? DEFAULT_CURRENCY, options.day);
  let understood = NOTHING;
  try {
    const decoded = openSource(bytes, warnings);
    if (decoded) {
      const source = openTable(decoded.text, options);
      sums = new Summing(source.currency, options.day);
      understood = { ...readLines(source, options, warnings, sums, take), encoding: decoded.encoding };
    }
  } catch {
    warnings.add('reader-failed');
  }
  const { totals, summary } = sums;
  warnOfSums(understood, totals, summary.outsideDay, warnings);
  const { checks, ...rest } = understood;
  return {
    ...rest,
    totals,
    summary: { ...summary, checks },
    warnings: warnings.list(),
    needsReview: warnings.needsReview,
  };
}

interface Opened {
  text: string;
  dialect: Dialect;
  head: string[][];
  currency: string;
}

function openTable(text: string, { currency, hints }: ReadingOptions): Opened {
  const found = detectDialect(text);
  const dialect = hints?.delimiter ? { ...found, delimiter: hints.delimiter } : found;
  const head = firstRecords(text, dialect, HEAD_ROWS);
  return { text, dialect, head, currency: currency ?? currencyIn(head) ?? DEFAULT_CURRENCY };
}

function readLines(
  { text, dialect, head, currency }: Opened,
  { hints = {}, day }: ReadingOptions,
  warnings: WarningList,
  sums: Summing,
  take: (line: SalesLine) => void,
): Omit<Understood, 'encoding'> {
  const { delimiter } = dialect;
  if (!dialect.quotes) warnings.add('quotes-broken');
  const table = findTable(head, hints.columns);
  if (!('reason' in table)) {
    const isItem = table.profile.level === 'item' && table.columns.item !== undefined;
    const takeLine: TakeLine = (line, dayPart) => {
      sums.add(line, dayPart, isItem);
      take(line);
    };
    const surveyed = { decimal: hints.decimal, dates: hints.dates, day: day?.date };
    const { checks, decimal } = readTable(text, dialect, table, { currency, hints: surveyed, warnings }, takeLine);
    const { profile, headerRow, headers } = table;
    return {
      profile: profile.id,
      profileName: profile.name,
      dialect: { delimiter, decimal, headerRow },
      headers,
      checks,
    };
  }
  if (isPlainText(text)) {
    readPlainText(text, warnings, (line) => {
      sums.add(line, null, true);
      take(line);
    });
    return { ...NOTHING, profile: 'plain-text', profileName: 'Plain text' };
  }
  warnings.add('not-recognised', null, table);
  return { ...NOTHING, dialect: { delimiter, decimal: null, headerRow: null } };
}

function warnOfSums(
  { profile }: Understood,
  totals: SalesTotals,
  outsideDay: number | null,
  warnings: WarningList,
): void {
  if (profile !== 'unknown' && totals.lines === 0) warnings.add('nothing-read');
  if (totals.net === null && totals.lines > 0 && !Number.isSafeInteger(totals.net ?? 0))
    warnings.add('total-too-large');
  if (outsideDay) {
    const params = { count: String(outsideDay), lines: String(totals.lines) };
    warnings.add(outsideDay * 2 > totals.lines ? 'day-mismatch' : 'rows-outside-day', null, params);
  }
}
