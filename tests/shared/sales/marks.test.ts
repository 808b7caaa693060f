import { describe, expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

const read = (text: string) => readSales(Buffer.from(text), { currency: 'SGD' });

describe('a column that marks rows', () => {
  it.each([
    ['one piece of five taken back', 'Item,Qty,Amount,Returned\nKopi,5,25.00,1\n'],
    ['two taken back', 'Item,Qty,Amount,Returned\nKopi,5,25.00,2\n'],
    ['an amount taken back', 'Item,Qty,Amount,Refunded\nKopi,5,25.00,$5.00\n'],
    ['how many were cancelled', 'Item,Qty,Amount,Void\nKopi,5,25.00,3\n'],
  ])('that says %s loses no money', (_, text) => {
    const { totals, warnings, needsReview } = read(text);
    expect(totals).toMatchObject({ lines: 1, quantity: 5, net: 2500 });
    expect(needsReview).toBe(true);
    expect(warnings.map(({ code, row }) => [code, row])).toEqual([['mark-is-number', 2]]);
  });

  it.each([
    ['1', 'Item,Qty,Amount,Void\nKopi,5,25.00,1\nTeh,1,2.00,0\n'],
    ['1 for the one that was sold', 'Item,Qty,Amount,Refunded\nKopi,1,25.00,1\nTeh,1,2.00,0\n'],
    ['1 where it can be nothing else', 'Item,Qty,Amount,Is refunded\nKopi,5,25.00,1\nTeh,1,2.00,0\n'],
    ['a date', 'Item,Qty,Amount,Cancelled\nKopi,5,25.00,22.11.2026\nTeh,1,2.00,\n'],
  ])('by %s voids the row', (_, text) => {
    expect(read(text)).toMatchObject({
      totals: { lines: 1, net: 200 },
      summary: { voids: { lines: 1 } },
      warnings: [],
    });
  });
});

describe('what was given away', () => {
  it('brings in nothing: all of it is a discount', () => {
    const { totals, summary, warnings } = read('Item,Qty,Price,Comp\nKopi,2,2.50,yes\nTeh,1,2.00,no\n');
    expect(totals).toMatchObject({ gross: 700, discounts: 500, net: 200 });
    expect(summary.comps).toEqual({ lines: 1 });
    expect(warnings).toEqual([]);
    expect(read('Item,Qty,Gross,Comp\nKopi,2,5.00,yes\n').totals).toMatchObject({ gross: 500, discounts: 500, net: 0 });
  });

  it('counts as the file says, and asks for a look where that is not nothing', () => {
    const { totals, warnings } = read('Item,Qty,Net,Comp\nKopi,2,5.00,yes\nTeh,1,0.00,yes\n');
    expect(totals).toMatchObject({ net: 500 });
    expect(warnings.map(({ code, row }) => [code, row])).toEqual([['comp-charged', 2]]);
  });
});
