/** More different amounts than this are no rates. */
const MOST_RATES = 6;
/** The same tax on totals that are so many times apart isn't taken of them. */
const APART = 2;
/** What laws ask for, in percent, with at most one decimal place; or as a share of one. */
const RATE = /^(?:[1-9]|1\d|2[0-7])(?:[.,]\d0?|[.,]00)?$|^0?[.,](?:0[2-9]|1\d?|2[0-7]?)\d?$/;

/** Gathers whether a column named tax holds amounts, or the rates that they were worked out by: 19 and 7. */
export class TaxEvidence {
  /** The smallest and the largest total beside each rate. */
  readonly #totals = new Map<string, { least: number; most: number }>();
  #cells = 0;
  #percents = 0;
  #mayBeRates = true;

  add(tax: string, total: string): void {
    this.#cells += 1;
    if (tax.includes('%')) this.#percents += 1;
    if (this.#mayBeRates && /[1-9]/.test(tax)) this.#addRate(tax, total);
  }

  get areRates(): boolean {
    if (this.#percents * 2 > this.#cells) return true;
    if (!this.#mayBeRates) return false;
    return [...this.#totals].some(([rate, { least, most }]) => most > APART * least || roughly(rate) * APART > least);
  }

  #addRate(tax: string, total: string): void {
    const value = roughly(total);
    const known = this.#totals.get(tax);
    if (!RATE.test(tax) || (known === undefined && this.#totals.size >= MOST_RATES)) this.#mayBeRates = false;
    else if (value > 0) {
      const { least, most } = known ?? { least: value, most: value };
      this.#totals.set(tax, { least: Math.min(least, value), most: Math.max(most, value) });
    }
  }
}

/** Near enough to compare by: of a number's marks the one before three digits groups. */
function roughly(cell: string): number {
  const digits = cell.slice(0, 40).replace(/[^\d.,]/g, '');
  return Number(digits.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.'));
}
