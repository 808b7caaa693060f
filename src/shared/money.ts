import { parseUnsigned, splitSign } from './table/decimal.ts';

/**
 * Money is an integer number of the currency's minor units (cents, yen, fils) beside its ISO 4217 code, never a float.
 */

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/**
 * Minor units by ISO 4217, list one, where they aren't 2. Not from Intl: it gives COP, HUF, IDR, IQD and others no
 * digits, and may change with the platform, while signed documents must mean the same on both sides for years.
 */
const DIGITS = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** Whether `value` is an ISO 4217 code as we write them: three capital letters, known to this platform. */
export function isCurrency(value: string): boolean {
  return /^[A-Z]{3}$/.test(value) && CURRENCIES.has(value);
}

/** How many digits the currency's minor unit has: EUR 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/**
 * Reads an amount as people and tills write it, exactly, in either decimal convention: "6.50", "1,149.00", "1.149,00",
 * "1 149,00", "8,90 €", "S$ 5", "-5", "(33.62)". Gives minor units.
 *
 * One mark followed by exactly three digits ("1,234", "1.234") could be either: it is a decimal mark when the currency
 * has three digits (KWD), and groups thousands otherwise. "0.500" and "1234.500" can't be groups, so they are decimals.
 *
 * Gives undefined for what isn't an amount, is in another currency, is finer than the currency's minor unit, or is
 * beyond Number.MAX_SAFE_INTEGER.
 */
export function parseAmount(text: string, currency: string): number | undefined {
  const digits = currencyDigits(currency);
  const outer = splitSign(text.trim());
  const inner = splitSign(stripCurrency(outer.text, currency));
  if (outer.sign !== 0 && inner.sign !== 0) return undefined;
  const minor = parseUnsigned(inner.text, digits, () => digits !== 3);
  return minor !== undefined && minor !== 0 && (outer.sign || inner.sign) < 0 ? -minor : minor;
}

/** Writes minor units as a plain decimal that parseAmount reads back: "6.50", "-0.05", JPY "650". */
export function formatAmount(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

/** Takes this currency's own code or symbol, and the spaces beside it, off the start and the end of a text. */
export function stripCurrency(text: string, currency: string): string {
  const markers = markersOf(currency);
  const upper = text.toUpperCase();
  const start = markers.find((marker) => upper.startsWith(marker))?.length ?? 0;
  const end = markers.find((marker) => upper.length > start && upper.endsWith(marker))?.length ?? 0;
  return text.slice(start, text.length - end).trim();
}

/** Whether a word is this currency's code or one of its symbols. */
export function isCurrencyMarker(word: string, currency: string): boolean {
  return markersOf(currency).includes(word.toUpperCase());
}

/** The symbols of one character that mark an amount as this currency: "$", "€". */
export function currencySymbols(currency: string): string {
  return markersOf(currency)
    .filter((marker) => marker.length === 1)
    .join('');
}

/** What tills write besides the symbols of the Unicode CLDR. */
const LOCAL_MARKERS: Record<string, string[]> = {
  CHF: ['FR.', 'SFR.'],
  CNY: ['元', '圆', 'RMB'],
  EUR: ['EURO'],
  HKD: ['元'],
  INR: ['RS.', 'RS'],
  JPY: ['円'],
  KRW: ['원'],
  LKR: ['RS.'],
  PKR: ['RS.'],
  THB: ['บาท'],
  TWD: ['元', '圓'],
};

/** Making an Intl.NumberFormat takes longer than reading a hundred amounts. */
const knownMarkers = new Map<string, string[]>();

/** What marks an amount as this currency, in capitals, longest first: for SGD "SGD", "SG$", "S$", "$". */
function markersOf(currency: string): string[] {
  const markers = knownMarkers.get(currency) ?? findMarkers(currency);
  knownMarkers.set(currency, markers);
  return markers;
}

function findMarkers(currency: string): string[] {
  const symbols = [symbolOf(currency, 'symbol'), symbolOf(currency, 'narrowSymbol')];
  const dollars = symbols.includes('$') ? [`${currency.slice(0, 2)}$`, `${currency.slice(0, 1)}$`] : [];
  const markers = new Set(
    [currency, ...symbols, ...dollars, ...(LOCAL_MARKERS[currency] ?? [])].map((marker) => marker.toUpperCase()),
  );
  return [...markers].sort((a, b) => b.length - a.length);
}

function symbolOf(currency: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}
