import { currencyDigits } from '../../money.ts';
import { type DecimalMark, parseMoney } from '../../table/numbers.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';

const NO_PRICE = /^(?:[-–—]*|n\/?a|null|none)$/i;

/** Reads a file's prices, all in one currency and written one way. */
export class PriceReader {
  readonly currency: string;
  readonly #decimal: DecimalMark | null;
  readonly #warnings: WarningList;

  constructor(currency: string, decimal: DecimalMark | null, warnings: WarningList) {
    this.currency = currency;
    this.#decimal = decimal;
    this.#warnings = warnings;
  }

  /** Minor units; null where there is no price, or none that can be read, which is warned of. */
  price(cell: string, row: number, price = this.amount(cell, row)): number | null {
    if (NO_PRICE.test(cell)) return null;
    if (price !== undefined && price >= 0) return price;
    this.#warnings.add('price-unreadable', row, { value: quoted(cell), currency: this.currency });
    return null;
  }

  /** Minor units of a number of whole ones. */
  number(value: number, row: number): number | undefined {
    const units = value * 10 ** currencyDigits(this.currency);
    const minor = Math.round(units);
    if (Math.abs(units - minor) > 1e-6)
      this.#warnings.add('price-rounded', row, { value: String(value), currency: this.currency });
    return Number.isSafeInteger(minor) ? minor : undefined;
  }

  /** Minor units, which may be negative; undefined for what isn't an amount. Warns of what is finer than they are. */
  amount(text: string, row: number): number | undefined {
    const money = parseMoney(text, { currency: this.currency, decimal: this.#decimal });
    if (money?.rounded) this.#warnings.add('price-rounded', row, { value: quoted(text), currency: this.currency });
    return money?.minor;
  }
}

/** Whether a cell looks like a price in any currency. */
export const looksLikeAmount = (cell: string): boolean =>
  cell.length <= 30 &&
  /^[^\d\p{L}]{0,3}\p{L}{0,3}[^\d\p{L}]{0,3}\p{N}[\p{N}.,'’ \u00a0\u202f]*[^\d\p{L}]{0,3}\p{L}{0,3}\.?$/u.test(cell);
