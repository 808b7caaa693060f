import { formatAmount } from '../money.ts';
import { headerKey } from '../table/header-key.ts';
import { parseMoney } from '../table/numbers.ts';
import { quoted } from '../table/warnings.ts';
import type { ReadContext } from './context.ts';

/** Reads what stands in the first of an order's rows and is true of all of them. */
export class OrderReader {
  readonly #context: ReadContext;
  readonly #order: number;
  readonly #carried: number[];
  readonly #amounts: number[];
  #first: string[] = [];

  constructor(context: ReadContext) {
    const { profile, headers } = context.table;
    const { by = '', carried = [], amounts = [] } = profile.orders ?? {};
    const keys = headers.map(headerKey);
    const at = (names: readonly string[]): number[] =>
      names.map((name) => keys.indexOf(name)).filter((each) => each >= 0);
    this.#context = context;
    this.#order = by === '' ? -1 : keys.indexOf(by);
    this.#carried = at(carried);
    this.#amounts = at(amounts);
  }

  /** Fills in what the row leaves to the first one of its order. */
  carry(cells: string[]): void {
    if (this.#order < 0) return;
    const isNext = cells[this.#order] !== '' && cells[this.#order] === this.#first[this.#order];
    if (!isNext) this.#first = cells;
    else for (const at of this.#carried) cells[at] ||= this.#first[at] ?? '';
  }

  /** Warns of amounts of the whole order, of which no row has a share. */
  warn(cells: string[], row: number): void {
    const { currency, warnings, table } = this.#context;
    for (const at of this.#amounts) {
      const minor = parseMoney(cells[at] ?? '', this.#context)?.minor ?? 0;
      if (minor === 0) continue;
      const params = { amount: formatAmount(minor, currency), column: quoted(table.headers[at] ?? '') };
      warnings.add('order-amount', row, params);
    }
  }
}
