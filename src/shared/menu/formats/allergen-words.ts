import { quoted, type WarningList } from '../../table/warnings.ts';
import { type AllergenCodes, findCodes } from '../words/allergen-codes.ts';
import { allergensOf } from '../words/allergens.ts';

const NONE = /^(?:[-–—.]*|none|no|nil|null|n\/?a|keine|aucun|ninguno|nessuno|なし|無し|없음|无|無)$/i;
/** Codes are also listed with spaces, points or strokes between them. */
const CODE_LIST = /^[A-Z\d]{1,2}(?:[\s./+]+[A-Z\d]{1,2})+$/i;

/** The words that a cell lists. */
export function listedWords(cell: string): string[] {
  const words = cell.split(/[;|,、，；\n]/).map((word) => word.trim());
  return words
    .flatMap((word) => (CODE_LIST.test(word) ? word.split(/[\s./+]+/) : [word]))
    .filter((word) => !NONE.test(word));
}

/** Reads a menu's allergens, by name and by code; what its codes stand for shows only in all of them together. */
export class AllergenReader {
  readonly #codes: AllergenCodes | undefined;
  readonly #legend: ReadonlyMap<string, string>;

  /** `legend` is the menu's own: what each code stands for, by the code. */
  constructor(words: string[], legend: ReadonlyMap<string, string>, warnings: WarningList) {
    this.#legend = legend;
    this.#codes = findCodes(words.filter((word) => !legend.has(word)));
    if (this.#codes === undefined) return;
    const used = [...this.#codes.allergens].filter(([code]) => words.some((word) => word.toUpperCase() === code));
    const meaning = used.map(([code, key]) => `${code} ${key}`).join(', ');
    if (meaning !== '') warnings.add('allergen-codes', null, { codes: meaning });
    if (this.#codes.ambiguous) warnings.add('allergen-codes-unclear', null, { codes: quoted('L, M, N') });
  }

  read(words: string[]): string[] {
    return [...new Set(words.flatMap((word) => this.#meaningOf(word)))];
  }

  #meaningOf(word: string): string[] {
    const code = this.#codes?.allergens.get(word.toUpperCase());
    return code === undefined ? allergensOf(this.#legend.get(word) ?? word) : [code];
  }
}
