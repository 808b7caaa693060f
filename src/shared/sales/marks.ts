import type { FoundTable } from './find-table.ts';
import type { SalesRole } from './profile.ts';
import type { SalesLine } from './sales.ts';
import { isSet, saysComp, saysRefund, saysTakenBack, saysVoid } from './words.ts';

/** What a row is besides a sale. */
export type Marks = Pick<SalesLine, 'void' | 'comp' | 'refund'>;

const SALE: Marks = { void: false, comp: false, refund: false };
const FLAGS = ['void', 'comp', 'refunded'] as const satisfies SalesRole[];
const MAX_KNOWN = 10_000;

/** Reads a row's marks: columns that mark it by any value, and columns that say in a word what it is. */
export class MarkReader {
  readonly #flags: { role: (typeof FLAGS)[number]; column: number }[];
  readonly #kinds: number[];
  readonly #known = new Map<string, Marks>();

  constructor({ columns, kinds }: FoundTable) {
    this.#flags = FLAGS.flatMap((role) => (columns[role] === undefined ? [] : { role, column: columns[role] }));
    this.#kinds = kinds;
  }

  of(cells: string[]): Marks {
    let marks = SALE;
    for (const { role, column } of this.#flags) marks = both(marks, this.#mark(role, cells[column]));
    for (const column of this.#kinds) marks = both(marks, this.#mark('kind', cells[column]));
    return marks;
  }

  #mark(role: (typeof FLAGS)[number] | 'kind', cell: string | undefined): Marks {
    if (cell === undefined || cell === '') return SALE;
    const key = `${role} ${cell}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const marks = role === 'kind' ? marksOfKind(cell) : isSet(cell) ? MARKS[role] : SALE;
    if (this.#known.size < MAX_KNOWN) this.#known.set(key, marks);
    return marks;
  }
}

/** What was sold and taken back on the same row counts as neither. */
const MARKS: Record<(typeof FLAGS)[number], Marks> = {
  void: { void: true, comp: false, refund: false },
  comp: { void: false, comp: true, refund: false },
  refunded: { void: true, comp: false, refund: true },
};

/** "Refunded" says of a sale that it was taken back; "Refund" is the taking back itself. */
function marksOfKind(cell: string): Marks {
  const refund = saysRefund(cell);
  const isVoid = saysVoid(cell) || (refund && saysTakenBack(cell));
  const comp = saysComp(cell);
  return isVoid || comp || refund ? { void: isVoid, comp, refund } : SALE;
}

function both(a: Marks, b: Marks): Marks {
  if (a === SALE || b === SALE) return a === SALE ? b : a;
  return { void: a.void || b.void, comp: a.comp || b.comp, refund: a.refund || b.refund };
}
