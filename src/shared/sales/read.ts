import { openSource, type Source } from '../table/source.ts';
import { type ReadingWarning, WarningList } from '../table/warnings.ts';
import { SALES_FORMATS } from './formats/index.ts';
import type { SalesLine, SalesTotals } from './sales.ts';
import { totalsOf } from './totals.ts';

/** What was understood of a sales file. */
export interface SalesReading {
  /** The format's name in SALES_FORMATS, or 'unknown'. */
  profile: string;
  /** A WHATWG encoding's name, or 'unknown' for what isn't text. */
  encoding: string;
  lines: SalesLine[];
  totals: SalesTotals;
  warnings: ReadingWarning[];
  /** A person must look before the totals are trusted; the warnings say why. */
  needsReview: boolean;
}

type Read = Pick<SalesReading, 'profile' | 'encoding' | 'lines'>;

const NOTHING: Read = { profile: 'unknown', encoding: 'unknown', lines: [] };

/**
 * Reads a day's sales of any known format and encoding; amounts without a currency of their own are in `currency`
 * (ISO 4217). Never throws, whatever the bytes: a closing is never lost to a format. What isn't understood is said in
 * the warnings and sets needsReview; a file without any line always does.
 */
export function readSales(bytes: Buffer, currency: string): SalesReading {
  const warnings = new WarningList();
  const { profile, encoding, lines } = readCarefully(bytes, currency, warnings);
  const totals = totalsOf(lines, currency);
  if (totals.net === null && lines.some((line) => line.net !== null)) warnings.add('total-too-large');
  return { profile, encoding, lines, totals, warnings: warnings.list(), needsReview: warnings.needsReview };
}

/** Nothing is known to throw here but texts beyond V8's longest string; whatever does must not lose the closing. */
function readCarefully(bytes: Buffer, currency: string, warnings: WarningList): Read {
  try {
    return read(bytes, currency, warnings);
  } catch {
    warnings.add('reader-failed');
    return NOTHING;
  }
}

function read(bytes: Buffer, currency: string, warnings: WarningList): Read {
  const decoded = openSource(bytes, warnings);
  if (decoded === undefined) return NOTHING;
  const { profile, lines } = readLines({ text: decoded.text, currency }, warnings);
  if (profile !== 'unknown' && lines.length === 0) warnings.add('nothing-read');
  return { profile, encoding: decoded.encoding, lines };
}

function readLines(source: Source, warnings: WarningList): Pick<Read, 'profile' | 'lines'> {
  for (const { name, read: readFormat } of SALES_FORMATS) {
    const lines = readFormat(source, warnings);
    if (lines !== undefined) return { profile: name, lines };
  }
  warnings.add('not-recognised', null, { reason: "its first row doesn't name columns for the item and the quantity" });
  return NOTHING;
}
