import { normalHeader } from '../../table/columns.ts';
import { quoted } from '../../table/warnings.ts';
import type { SalesLine } from '../sales.ts';

/**
 * Columns that change what a row means. A generic reader that overlooked them would count cancelled rows, or the full
 * price of discounted ones.
 */
export interface Marks {
  void: number[];
  kind: number[];
  discount: number[];
  headers: string[];
}

/** A cell that was found, as a warning shows it. */
type Mark = { value: string; column: string };

const VOID = /^(?:is)?(?:void|voided|cancelled|canceled|refunded|deleted)$/;
const KIND = /^(?:receipt|event|order|line|row|sale)type$|^(?:type|status|orderstatus)$/;
const DISCOUNT = /^(?:item|line|order|total)?disc(?:oun)?ts?(?:amount)?$/;
/** An amount under one of these names has its discount taken off already. */
const NET = /^net/;
const NOT_SET = /^(?:|false|no|n|-|null|[$€£]?0*[.,]?0*)$/i;
const CANCELLED_KIND = /refund|return|void|cancel/i;

/** Finds such columns among the headers. `amountHeader` is the header of the amount that is counted, or ''. */
export function findMarks(headers: string[], currency: string, amountHeader: string): Marks {
  const named = headers.map((header) => normalHeader(header, currency));
  const matching = (pattern: RegExp): number[] => [...named.keys()].filter((at) => pattern.test(named[at] ?? ''));
  const isNet = NET.test(normalHeader(amountHeader, currency));
  return { void: matching(VOID), kind: matching(KIND), discount: isNet ? [] : matching(DISCOUNT), headers };
}

/** The cell that says a row was cancelled, or is a refund that isn't written with a minus. */
export function cancellationOf(cells: string[], line: SalesLine, marks: Marks): Mark | undefined {
  const set = marks.void.find((at) => !NOT_SET.test((cells[at] ?? '').trim()));
  const kind = marks.kind.find((at) => CANCELLED_KIND.test(cells[at] ?? ''));
  const isWrittenAsRefund = line.quantity < 0 || (line.net ?? 0) < 0;
  return isWrittenAsRefund ? undefined : markAt(set ?? kind, cells, marks);
}

/** The cell that says a row has a discount, where the amount may not have it taken off. */
export function discountOf(cells: string[], marks: Marks): Mark | undefined {
  const set = marks.discount.find((at) => !NOT_SET.test((cells[at] ?? '').trim()));
  return markAt(set, cells, marks);
}

function markAt(at: number | undefined, cells: string[], { headers }: Marks): Mark | undefined {
  return at === undefined ? undefined : { value: quoted(cells[at] ?? ''), column: quoted(headers[at] ?? '') };
}
