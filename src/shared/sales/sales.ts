import { z } from 'zod';

/** Longer names, or larger quantities, are no sales of a restaurant's day: such rows are left out with a warning. */
export const SALES_LIMITS = { item: 500, category: 200, code: 100, quantity: 1_000_000 } as const;

const quantity = z.number().refine(hasThousandths, 'has more than three decimal places');
const money = z.int();

/** One sale of a closing. Money is in minor units; a refund's quantity and net are negative. */
export const salesLineSchema = z.strictObject({
  /** As a spreadsheet numbers the file's rows, from 1. */
  row: z.int().positive(),
  item: z.string().min(1).max(SALES_LIMITS.item),
  category: z.string().max(SALES_LIMITS.category).nullable(),
  code: z.string().max(SALES_LIMITS.code).nullable(),
  /** At most three decimal places, for what is sold by weight. */
  quantity: quantity.min(-SALES_LIMITS.quantity).max(SALES_LIMITS.quantity),
  unitPrice: money.nullable(),
  net: money.nullable(),
});
export type SalesLine = z.infer<typeof salesLineSchema>;

/** What a closing's lines add up to, exactly. `net` is null when no line has money. */
export const salesTotalsSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z.int().min(0),
  quantity,
  net: money.nullable(),
});
export type SalesTotals = z.infer<typeof salesTotalsSchema>;

function hasThousandths(value: number): boolean {
  return Math.round(value * 1000) / 1000 === value;
}
