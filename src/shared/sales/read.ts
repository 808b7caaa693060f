import { isDeepStrictEqual } from 'node:util';
import { isCurrency } from '../money.ts';
import type { DateOrder } from '../table/calendar.ts';
import { DEFAULT_CURRENCY } from '../table/currency.ts';
import { orderOf } from '../table/dates.ts';
import type { Decoded } from '../table/decode.ts';
import { type Delimiter, type Dialect, detectDialect } from '../table/dialect.ts';
import type { DecimalMark } from '../table/numbers.ts';
import { eachRecord, firstRecords } from '../table/records.ts';
import { openSource } from '../table/source.ts';
import { type ReadingWarning, WarningList } from '../table/warnings.ts';
import type { ColumnHints } from './columns.ts';
import { type Conventions, Evidence } from './conventions.ts';
import { currencyOf } from './currency.ts';
import { type FoundTable, findTable, HEAD_ROWS, type NotFound } from './find-table.ts';
import { isPlainText, readPlainText } from './plain-text.ts';
import type { SalesRole } from './profile.ts';
import { TableReader } from './read-table.ts';
import type { SalesLine, SalesSummary, SalesTotals, TotalCheck } from './sales.ts';
import { type BusinessDay, Summing } from './summary.ts';
import { hasMoney, warnOfTable, warnOfTotals, withoutTax } from './warn.ts';

/** What a person said where a file was misunderstood. */
interface ReadingHints {
  delimiter?: Delimiter | undefined;
  decimal?: DecimalMark | undefined;
  dates?: DateOrder | undefined;
  columns?: ColumnHints | undefined;
}

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
  dialect: {
    delimiter: Delimiter | null;
    decimal: DecimalMark | null;
    /** In which order its dates have day and month; null where that was unsure, or none needs it. */
    dates: DateOrder | null;
    headerRow: number | null;
  };
  /** A WHATWG encoding's name, or 'unknown' for what isn't text. */
  encoding: string;
  /** The headers, for a person who says what they are. */
  headers: string[];
  /** The header of the column that was taken for each role. */
  columns: Partial<Record<SalesRole, string>>;
  lines: SalesLine[];
  totals: SalesTotals;
  summary: SalesSummary;
  warnings: ReadingWarning[];
  /** A person must look before the totals are trusted; the warnings say why. */
  needsReview: boolean;
}

/**
 * Reads a day's sales of any known format, encoding and dialect. Never throws, whatever the bytes: a closing is never
 * lost to a format. What isn't understood is said in the warnings and sets needsReview; a file without any line always
 * does.
 */
export function readSales(bytes: Buffer, options: ReadingOptions = {}): SalesReading {
  let lines: SalesLine[] = [];
  const reading = scan(bytes, options, () => {
    lines = [];
    return (line) => lines.push(line);
  });
  return { ...reading, lines: lines.sort((a, b) => a.row - b.row) };
}

type SalesOverview = Omit<SalesReading, 'lines'>;

/** As `readSales`, without keeping the lines: for a file of any size. */
export function summarizeSales(bytes: Buffer, options: ReadingOptions = {}): SalesOverview {
  return scan(bytes, options, () => () => {});
}

/** Begins to take the lines of a file, from the first one on. */
type Begin = () => (line: SalesLine) => void;

/** Nothing is known to throw here but texts beyond V8's longest string; whatever does must not lose the closing. */
function scan(bytes: Buffer, options: ReadingOptions, begin: Begin): SalesOverview {
  const { currency = DEFAULT_CURRENCY, day } = options;
  try {
    if (isCurrency(currency)) return scanFile(bytes, options, begin);
  } catch {}
  begin();
  const warnings = new WarningList();
  warnings.add('reader-failed');
  return overview(NOTHING, new Summing(currency, day), warnings);
}

function scanFile(bytes: Buffer, options: ReadingOptions, begin: Begin): SalesOverview {
  const { currency = DEFAULT_CURRENCY, day, hints } = options;
  const warnings = new WarningList();
  const decoded = openSource(bytes, warnings);
  if (decoded === undefined) return overview(NOTHING, new Summing(currency, day), warnings);
  const { text, encoding } = decoded;
  const found = detectDialect(text);
  const dialect = hints?.delimiter ? { ...found, delimiter: hints.delimiter } : found;
  if (!dialect.quotes) warnings.add('quotes-broken');
  const head = firstRecords(text, dialect, HEAD_ROWS);
  const table = findTable(head, hints?.columns, options.currency);
  const source = { text, encoding, dialect, head, currency, warnings };
  if ('reason' in table) return scanOther(source, table, options, begin);
  const { currency: own, from } = currencyOf(options.currency, table, head);
  if (from === 'assumed' && hasMoney(table)) warnings.add('currency-assumed', null, { currency: own });
  return scanTable({ ...source, currency: own }, table, options, begin);
}

interface Source extends Decoded {
  dialect: Dialect;
  head: string[][];
  currency: string;
  warnings: WarningList;
}

/** Reads a table by what its first rows show of its numbers and dates, and again where rows further down gainsay that. */
function scanTable(source: Source, table: FoundTable, options: ReadingOptions, begin: Begin): SalesOverview {
  const { decimal, dates = table.profile.dates, columns } = options.hints ?? {};
  const hints = { decimal, dates, isTax: typeof columns?.tax === 'string', day: options.day?.date };
  const evidence = new Evidence(table);
  for (const cells of source.head.slice(table.headerRow)) evidence.add(cells);
  const first = evidence.settle(hints);
  const read = (conventions: Conventions, isFirst: boolean): SalesOverview => {
    const take = begin();
    const sums = new Summing(source.currency, options.day);
    return scanRows(source, { table, conventions, sums, evidence: isFirst ? evidence : undefined }, take);
  };
  const reading = read(first, true);
  const settled = evidence.settle(hints);
  return isDeepStrictEqual(settled, first) ? reading : read(settled, false);
}

interface Scanning {
  table: FoundTable;
  conventions: Conventions;
  sums: Summing;
  /** Gathers what rows below the head show; a second reading has no use for it. */
  evidence: Evidence | undefined;
}

function scanRows(
  { text, encoding, dialect, head, currency, warnings: warningsOfFile }: Source,
  { table: found, conventions, sums, evidence }: Scanning,
  take: (line: SalesLine) => void,
): SalesOverview {
  const { delimiter } = dialect;
  const warnings = warningsOfFile.copy();
  const table = conventions.taxIsRate ? withoutTax(found, warnings) : found;
  const { profile, headerRow, headers } = table;
  const context = { ...conventions, table, delimiter, currency, warnings };
  warnOfTable(context);
  const isItem = profile.level === 'item' && table.columns.item !== undefined;
  const reader = new TableReader(context, (line, dayPart, refunded) => {
    sums.add(line, isItem, dayPart, refunded);
    take(line);
  });
  eachRecord(text, dialect, (cells, row) => {
    if (row <= headerRow) return true;
    if (row > head.length) evidence?.add(cells);
    return reader.read(cells, row);
  });
  const checks = reader.finish();
  const format = { delimiter, decimal: conventions.decimal, dates: orderOf(conventions.dates), headerRow };
  const columns = Object.fromEntries(Object.entries(table.columns).map(([role, at]) => [role, headers[at]]));
  const named = { profile: profile.id, profileName: profile.name, headers, columns: headerRow === 0 ? {} : columns };
  const understood = { ...named, dialect: format, encoding, checks };
  return overview(understood, sums, warnings);
}

function scanOther(
  { text, encoding, dialect: { delimiter }, currency, warnings }: Source,
  why: NotFound,
  { day }: ReadingOptions,
  begin: Begin,
): SalesOverview {
  const take = begin();
  const sums = new Summing(currency, day);
  if (isPlainText(text, delimiter)) {
    readPlainText(text, warnings, (line) => {
      sums.add(line, true);
      take(line);
    });
    return overview({ ...NOTHING, encoding, profile: 'plain-text', profileName: 'Plain text' }, sums, warnings);
  }
  warnings.add('not-recognised', null, why);
  const dialect = { delimiter, decimal: null, dates: null, headerRow: null };
  return overview({ ...NOTHING, encoding, dialect }, sums, warnings);
}

type Understood = Pick<SalesReading, 'profile' | 'profileName' | 'dialect' | 'encoding' | 'headers' | 'columns'> & {
  checks: TotalCheck[];
};

const NOTHING: Understood = {
  profile: 'unknown',
  profileName: 'Unknown',
  dialect: { delimiter: null, decimal: null, dates: null, headerRow: null },
  encoding: 'unknown',
  headers: [],
  columns: {},
  checks: [],
};

function overview({ checks, ...understood }: Understood, sums: Summing, warnings: WarningList): SalesOverview {
  const { totals, summary } = sums;
  if (understood.profile !== 'unknown') warnOfTotals(sums, warnings);
  return {
    ...understood,
    totals,
    summary: { ...summary, checks },
    warnings: warnings.list(),
    needsReview: warnings.needsReview,
  };
}
