import { z } from 'zod';

/** Longer names, or larger quantities, are no sales of a restaurant's day: such rows are left out with a warning. */
export const SALES_LIMITS = { item: 500, category: 200, code: 100, tender: 100, quantity: 1_000_000 } as const;

const quantity = z.number().refine(hasThousandths, 'has more than three decimal places');
const money = z.int();
/** Written before this figure was read: it stays unknown. */
const moneySince = money.nullable().default(null);

/** One row of a closing. Money is in minor units; a refund's quantity and amounts are negative. */
export const salesLineSchema = z.strictObject({
  /** As a spreadsheet numbers the file's rows, from 1. */
  row: z.int().positive(),
  item: z.string().min(1).max(SALES_LIMITS.item),
  category: z.string().max(SALES_LIMITS.category).nullable(),
  code: z.string().max(SALES_LIMITS.code).nullable(),
  /** At most three decimal places, for what is sold by weight. */
  quantity: quantity.min(-SALES_LIMITS.quantity).max(SALES_LIMITS.quantity),
  unitPrice: money.nullable(),
  /** Before discounts, without tax. */
  gross: money.nullable(),
  /** What was taken off: positive on a sale. */
  discount: money.nullable(),
  net: money.nullable(),
  tax: money.nullable(),
  tip: money.nullable(),
  tender: z.string().max(SALES_LIMITS.tender).nullable(),
  /** ISO 8601, the wall clock of the till: `2026-11-22T18:02:00`, `2026-11-22` or `18:02:00`. */
  time: z.string().max(19).nullable(),
  /** Cancelled before payment, or taken back on the same row: it counts in no total. */
  void: z.boolean(),
  /** Made, not charged. */
  comp: z.boolean(),
  refund: z.boolean(),
});
export type SalesLine = z.infer<typeof salesLineSchema>;

/**
 * What a closing's lines add up to, exactly; money is null where no line has it. Net is gross less discounts less
 * refunds, without tax and tips; what was taken back is in `refunds`, as a positive amount.
 */
export const salesTotalsSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z.int().min(0),
  quantity,
  gross: moneySince,
  discounts: moneySince,
  refunds: moneySince,
  net: money.nullable(),
  tax: moneySince,
  tips: moneySince,
});
export type SalesTotals = z.infer<typeof salesTotalsSchema>;

const share = z.strictObject({ name: z.string(), quantity, net: money.nullable() });
/** What one item, category, tender or day part brought in. */
export type SalesShare = z.infer<typeof share>;

const totalCheck = z.strictObject({
  /** Of the file's own total. */
  row: z.int().positive(),
  label: z.string(),
  field: z.enum(['quantity', 'gross', 'discount', 'net', 'amount', 'total', 'tax', 'tip']),
  /** In the field's unit: minor units, or items. */
  file: z.number(),
  ours: z.number(),
});
/** A total that the file itself states, beside what its rows come to. */
export type TotalCheck = z.infer<typeof totalCheck>;

/** A closing's sales from several sides; each list is the largest first, and bounded. */
export const salesSummarySchema = z.strictObject({
  byCategory: z.array(share),
  byTender: z.array(share),
  byDayPart: z.array(share),
  topItems: z.array(share),
  voids: z.strictObject({ lines: z.int(), net: money.nullable() }),
  comps: z.strictObject({ lines: z.int() }),
  checks: z.array(totalCheck),
  /** Business dates of the rows, the most frequent first. */
  days: z.array(z.strictObject({ date: z.iso.date(), lines: z.int() })),
  /** Rows of another business date than the closing's; null when that isn't known, or no row has a date. */
  outsideDay: z.int().nullable(),
});
export type SalesSummary = z.infer<typeof salesSummarySchema>;

function hasThousandths(value: number): boolean {
  return Math.round(value * 1000) / 1000 === value;
}
