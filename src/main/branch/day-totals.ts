import { join } from 'node:path';
import type { SalesTotals } from '../../shared/sales/sales.ts';
import type { Branch } from './branch.ts';
import { closingsOn, lastOfEachPart } from './closings-on.ts';
import { FILES } from './outbox-entry.ts';
import { readReceipt } from './receipts.ts';

/**
 * What a business day came to, by its receipts: the sum of its parts, each by its highest revision (DESIGN section 5).
 * Undefined unless all of it was delivered from this PC and can be added up.
 */
export async function dayTotals(branch: Branch, businessDate: string): Promise<SalesTotals | undefined> {
  const current = lastOfEachPart(await closingsOn(branch, businessDate));
  if (current.length === 0 || current.some(({ receipt }) => receipt === null)) return undefined;
  const totals = await Promise.all(current.map(({ documentId }) => totalsOf(branch, documentId)));
  return totals.reduce(sum);
}

async function totalsOf(branch: Branch, documentId: string): Promise<SalesTotals> {
  return (await readReceipt(branch, join(branch.home.receipts, documentId, FILES.receipt))).totals;
}

const MONEY = ['gross', 'discounts', 'refunds', 'net', 'tax', 'tips'] as const;

/** What only one of them knows isn't known of both. */
function sum(a: SalesTotals, b: SalesTotals): SalesTotals {
  const both = { ...a, lines: a.lines + b.lines, quantity: Math.round((a.quantity + b.quantity) * 1000) / 1000 };
  for (const field of MONEY) {
    const [one, other] = [a[field], b[field]];
    both[field] = one === null || other === null || a.currency !== b.currency ? null : one + other;
  }
  return both;
}
