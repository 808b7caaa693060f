import { describe, expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

const HEADERS =
  'Name,Financial Status,Currency,Discount Amount,Refunded Amount,Cancelled at,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Payment Method';
const read = (...rows: string[]) => readSales(Buffer.from([HEADERS, ...rows].join('\n')), { currency: 'SGD' });
const PAID = '#1,paid,SGD,0.00,0.00,,2026-11-22 12:00:00 +0800,1,Kopi,2.00,0.00,Card';

describe("Shopify's orders", () => {
  it('that were cancelled or refunded count with none of their rows', () => {
    const { totals, summary, warnings } = read(
      PAID,
      '#2,refunded,SGD,0.00,30.00,,2026-11-22 12:00:00 +0800,1,Crab,20.00,0.00,Card',
      '#2,,,,,,2026-11-22 12:00:00 +0800,1,Rice,10.00,0.00,',
      '#3,paid,SGD,0.00,0.00,2026-11-22 13:00:00 +0800,2026-11-22 12:00:00 +0800,1,Crab,20.00,0.00,Cash',
      '#3,,,,,,2026-11-22 12:00:00 +0800,1,Rice,10.00,0.00,',
    );
    expect(totals).toMatchObject({ lines: 1, net: 200 });
    expect(summary.voids).toEqual({ lines: 4, net: 6000 });
    expect(warnings).toEqual([]);
  });

  it('have one tender for all their rows', () => {
    const { lines } = read(PAID, '#1,,,,,,2026-11-22 12:00:00 +0800,1,Rice,10.00,0.00,');
    expect(lines.map(({ tender }) => tender)).toEqual(['Card', 'Card']);
  });

  it('ask for a look where something was taken off or given back of the whole order', () => {
    const { totals, warnings, needsReview } = read(
      '#1,paid,SGD,5.00,0.00,,2026-11-22 12:00:00 +0800,1,Crab,20.00,0.00,Card',
      '#2,partially_refunded,SGD,0.00,4.00,,2026-11-22 12:00:00 +0800,1,Crab,20.00,0.00,Card',
    );
    expect(totals).toMatchObject({ lines: 2, net: 4000 });
    expect(needsReview).toBe(true);
    expect(warnings.map(({ code, row }) => [code, row])).toEqual([
      ['order-amount', 2],
      ['refund-partial', 3],
      ['order-amount', 3],
    ]);
  });
});
