import { currencyDigits, currencySymbols, stripCurrency } from '../money.ts';
import { isAmbiguous, splitDecimal, splitSign } from './decimal.ts';
import { toAscii } from './digits.ts';
import { plainUnits } from './plain-number.ts';

export type DecimalMark = '.' | ',';

/** An amount in the currency's minor units, and whether it was written finer than that. */
interface Money {
  minor: number;
  rounded: boolean;
}

/** One decimal mark must have been met this many times as often as the other to count as the file's. */
const DOMINANT = 10;
/** Longer cells are texts. */
const LONGEST = 40;
/** A number with its groups, and what may stand before or after it: signs, a percentage, a currency's code or symbol. */
const NUMBER = /^[^\d\p{L}]*\p{L}{0,3}[^\d\p{L}]*?([.,]?\d(?:[\d.,\s'’]*\d)?)[^\d\p{L}]*\p{L}{0,3}[^\d\p{L}]*$/u;
/** What most amounts look like, told apart at a glance: "$1,234.50", "8,90 €". */
const POINT = /^[^\d.,]{0,4}\d{1,3}(?:,?\d{3})*\.\d{1,2}[^\d.,]{0,4}$/;
const COMMA = /^[^\d.,]{0,4}\d{1,3}(?:\.?\d{3})*,\d{1,2}[^\d.,]{0,4}$/;
/** "5,-" and "5.—" are written for 5.00. */
const NO_CENTS = /(?<=\d)[.,][-–—]{1,2}/;

/** Gathers from a file's cells which mark its numbers have before their decimals. */
export class NumberEvidence {
  #points = 0;
  #commas = 0;

  add(cell: string): void {
    if (cell.length > LONGEST || !/[.,٫٬．，]/.test(cell)) return;
    const mark = decimalMark(cell);
    if (mark === '.') this.#points += 1;
    if (mark === ',') this.#commas += 1;
  }

  /** The file's decimal mark; null where no number tells, or where numbers contradict each other. */
  decimal(): DecimalMark | null {
    if (this.#points > this.#commas * DOMINANT) return '.';
    return this.#commas > this.#points * DOMINANT ? ',' : null;
  }

  /** Whether some numbers have a decimal point and others a decimal comma, neither of them by mistake. */
  get mixed(): boolean {
    return this.decimal() === null && this.#points > 0;
  }
}

/** The decimal mark that a number shows it has, even where it has none itself: "2.834.201" groups by points. */
function decimalMark(cell: string): DecimalMark | undefined {
  if (POINT.test(cell)) return '.';
  if (COMMA.test(cell)) return ',';
  const number = NUMBER.exec(toAscii(cell))?.[1];
  if (number === undefined || isAmbiguous(number) || splitDecimal(number, () => true) === undefined) return undefined;
  const marks = number.replace(/[^.,]/g, '');
  const last = marks.endsWith(',') ? ',' : '.';
  if (marks.indexOf(last) === marks.length - 1) return last;
  return last === ',' ? '.' : ',';
}

/**
 * Reads an amount as tills and people write it, exactly: "1,013.00", "1.013,00", "1 013,00", "1'013.00", "(33.62)",
 * "8,90 €", "S$ 5", "5-", "5,-", "￥１２００". What is finer than the currency's minor unit is rounded, half away from zero.
 *
 * `decimal` is the file's decimal mark; it decides of a single mark that exactly three digits follow. Where it is null,
 * that mark is a decimal one when the currency has three digits (KWD), and groups thousands otherwise.
 *
 * Gives undefined for what isn't an amount or is in another currency, and beyond Number.MAX_SAFE_INTEGER.
 */
export function parseMoney(
  cell: string,
  { currency, decimal }: { currency: string; decimal: DecimalMark | null },
): Money | undefined {
  if (cell.length > LONGEST) return undefined;
  const { digits, symbols } = formOf(currency);
  const plain = plainUnits(withoutSymbol(cell, symbols), digits, decimal);
  if (plain !== undefined) return { minor: plain, rounded: false };
  const outer = splitSign(toAscii(cell).trim().replace(NO_CENTS, ''));
  const inner = splitSign(stripCurrency(outer.text, currency));
  if (outer.sign !== 0 && inner.sign !== 0) return undefined;
  const groups = (mark: string): boolean => (decimal === null ? digits !== 3 : mark !== decimal);
  return roundedUnits(inner.text, outer.sign || inner.sign, digits, groups);
}

/** The cell without a symbol of one character at its start or end, which `plainUnits` would take for something odd. */
function withoutSymbol(cell: string, symbols: string): string {
  if (symbols.includes(cell.charAt(0))) return cell.slice(1);
  return symbols.includes(cell.charAt(cell.length - 1)) ? cell.slice(0, -1).trimEnd() : cell;
}

/** What amounts in a currency look like. */
interface Form {
  currency: string;
  digits: number;
  /** Those of one character, upper and lower case. */
  symbols: string;
}

/** A file's amounts mostly are in one currency. */
let lastForm: Form = { currency: '', digits: 2, symbols: '' };

function formOf(currency: string): Form {
  if (lastForm.currency !== currency) {
    lastForm = { currency, digits: currencyDigits(currency), symbols: currencySymbols(currency) };
  }
  return lastForm;
}

/**
 * Reads a number without unit or percent sign to `scale` decimal places, rounded half away from zero. `decimal` is as
 * for `parseMoney`; where it is null a single mark is a decimal one.
 */
export function parseNumber(
  cell: string,
  { scale, decimal }: { scale: number; decimal: DecimalMark | null },
): number | undefined {
  if (cell.length > LONGEST) return undefined;
  const plain = plainUnits(cell, scale, decimal);
  if (plain !== undefined) return plain / 10 ** scale;
  const { sign, text } = splitSign(toAscii(cell).trim());
  const read = roundedUnits(text, sign, scale, (mark) => decimal !== null && mark !== decimal);
  return read && read.minor / 10 ** scale;
}

function roundedUnits(
  text: string,
  sign: number,
  scale: number,
  groupsThousands: (mark: string) => boolean,
): Money | undefined {
  const parts = splitDecimal(text, groupsThousands);
  if (parts === undefined) return undefined;
  const rest = parts.fraction.slice(scale);
  const units = Number(parts.whole + parts.fraction.slice(0, scale).padEnd(scale, '0')) + (/^[5-9]/.test(rest) ? 1 : 0);
  if (!Number.isSafeInteger(units)) return undefined;
  return { minor: sign < 0 && units !== 0 ? -units : units, rounded: /[1-9]/.test(rest) };
}
