import { parseMoney } from '../table/numbers.ts';
import { quoted } from '../table/warnings.ts';
import type { ReadContext } from './context.ts';
import type { SalesRole } from './profile.ts';
import type { SalesLine } from './sales.ts';
import { isSet, saysComp, saysPartlyBack, saysRefund, saysTakenBack, saysVoid } from './words.ts';

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
  readonly #context: ReadContext;

  constructor(context: ReadContext) {
    const { columns, kinds } = context.table;
    this.#context = context;
    this.#flags = FLAGS.flatMap((role) => (columns[role] === undefined ? [] : { role, column: columns[role] }));
    this.#kinds = kinds;
  }

  of(cells: string[], row: number, quantity: number): Marks {
    let marks = SALE;
    for (const { role, column } of this.#flags) {
      const own = this.#mark(role, cells[column]);
      if (own !== SALE && this.#isFigure(cells[column] ?? '', column, own, quantity)) this.#warn(cells, column, row);
      else marks = both(marks, own);
    }
    for (const column of this.#kinds) {
      const kind = cells[column] ?? '';
      marks = both(marks, this.#mark('kind', kind));
      if (saysPartlyBack(kind)) this.#context.warnings.add('refund-partial', row, { value: quoted(kind) });
    }
    return marks;
  }

  /** How many or how much was taken back isn't a mark, nor is one of several. */
  #isFigure(cell: string, column: number, marks: Marks, quantity: number): boolean {
    if (parseMoney(cell, this.#context) === undefined) return false;
    if (cell !== '1') return true;
    return marks.refund && Math.abs(quantity) > 1 && !/^is/i.test(this.#context.table.headers[column] ?? '');
  }

  #warn(cells: string[], column: number, row: number): void {
    const params = { value: quoted(cells[column] ?? ''), column: quoted(this.#context.table.headers[column] ?? '') };
    this.#context.warnings.add('mark-is-number', row, params);
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
  const refund = saysRefund(cell) && !saysPartlyBack(cell);
  const isVoid = saysVoid(cell) || (refund && saysTakenBack(cell));
  const comp = saysComp(cell);
  return isVoid || comp || refund ? { void: isVoid, comp, refund } : SALE;
}

function both(a: Marks, b: Marks): Marks {
  if (a === SALE || b === SALE) return a === SALE ? b : a;
  return { void: a.void || b.void, comp: a.comp || b.comp, refund: a.refund || b.refund };
}
