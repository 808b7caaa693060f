import { currencyDigits } from '../../money.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';
import type { MenuItem } from '../item.ts';
import { isSizeName } from '../words/sizes.ts';
import type { PriceReader } from './prices.ts';

type Priced = Pick<MenuItem, 'name' | 'price' | 'sizes'>;

/** What sets a price apart from the name: dots, a dash, a stroke or several spaces. */
const GAP = /\s*\.{3,}\s*|\s+[-–—]\s+|\s*\|\s*|\s{2,}|\t/g;

/** Takes a price, or several for sizes ("Latte S 4.50 L 5.50"), off the end of a line. */
export function splitPrices(line: string, row: number, prices: PriceReader, warnings: WarningList): Priced {
  const sized = splitSizes(line, row, prices);
  if (sized !== undefined) return sized;
  const { name, price } = splitPrice(line, row, prices);
  if (price === null) return { name, price, sizes: [] };
  const other = splitPrice(name.replace(/\s*[/|,]$/, ''), row, prices);
  if (other.price === null) return { name, price, sizes: [] };
  // Two prices without sizes: neither is the price.
  warnings.add('price-unreadable', row, { value: quoted(line.slice(other.name.length)), currency: prices.currency });
  return { name: other.name, price: null, sizes: [] };
}

function splitPrice(line: string, row: number, prices: PriceReader): { name: string; price: number | null } {
  const gap = [...line.matchAll(GAP)].at(-1);
  const afterGap = gap && priceAt(line, gap.index, gap[0].length, row, prices);
  if (afterGap) return afterGap;
  for (const at of lastSpaces(line)) {
    const found = looksLikePrice(line.slice(at + 1), prices.currency) && priceAt(line, at, 1, row, prices);
    if (found) return found;
  }
  return { name: line, price: null };
}

/** The last space and the one before: a currency may stand apart from its amount. */
function lastSpaces(line: string): number[] {
  const last = line.lastIndexOf(' ');
  return [line.lastIndexOf(' ', last - 1), last].filter((at, index) => at > 0 && (index === 1 || last > 0));
}

function priceAt(line: string, at: number, gap: number, row: number, prices: PriceReader) {
  const price = prices.amount(line.slice(at + gap), row);
  return price !== undefined && price >= 0 && at > 0 ? { name: line.slice(0, at).trim(), price } : undefined;
}

/** A bare number may belong to the name ("Cola 330"): a price has a currency sign or all its decimals. */
function looksLikePrice(word: string, currency: string): boolean {
  const digits = currencyDigits(currency);
  return /[^\d.,'’\s]/.test(word) || (digits > 0 && /[.,](\d+)$/.exec(word)?.[1]?.length === digits);
}

function splitSizes(line: string, row: number, prices: PriceReader): Priced | undefined {
  const words = line.split(/[\s/|]+/);
  const sizes: Priced['sizes'] = [];
  while (words.length > 2) {
    const price = /\d/.test(words.at(-1)!) ? prices.amount(words.at(-1)!, row) : undefined;
    const width = [1, 2].find((count) => words.length > count + 1 && isSizeName(words.slice(-count - 1, -1).join(' ')));
    if (price === undefined || price < 0 || width === undefined) break;
    sizes.unshift({ name: words.slice(-width - 1, -1).join(' '), price });
    words.length -= width + 1;
  }
  return sizes.length > 1 ? { name: words.join(' ').replace(/\s*[-–—.:]+$/, ''), price: null, sizes } : undefined;
}
