import { withoutPersonal } from './personal.ts';
import { SALES_LIMITS } from './sales.ts';
import { isTotal } from './total-rows.ts';
import { isBlank } from './words.ts';

/** What a cell of names holds. */
export interface Name {
  /** On one line, without what names or reaches a guest; null for an empty cell and a till's word for one. */
  text: string | null;
  /** Whether it stands for a total, not for an item. */
  isTotal: boolean;
}

const MAX_KNOWN = 50_000;
/** Longer texts aren't cleaned: they name nothing. */
const LONGEST = SALES_LIMITS.item;

/** A file's names: few come often, so that each is looked at once. */
export class Names {
  readonly #known = new Map<string, Name>();
  readonly #cut: boolean;

  /** `cut` shortens what is too long, such as the list of items on a check, instead of leaving it to be refused. */
  constructor(cut: boolean) {
    this.#cut = cut;
  }

  of(cell: string): Name {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const name = this.#read(this.#cut ? cell.slice(0, LONGEST) : cell);
    if (this.#known.size < MAX_KNOWN) this.#known.set(cell, name);
    return name;
  }

  #read(text: string): Name {
    if (text.length > LONGEST) return { text, isTotal: false };
    const clean = isBlank(text) ? '' : withoutPersonal(text.replace(/\s+/g, ' ').trim());
    return { text: clean || null, isTotal: isTotal(text) };
  }
}
