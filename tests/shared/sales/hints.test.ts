import { describe, expect, it } from 'vitest';
import type { ColumnHints } from '../../../src/shared/sales/columns.ts';
import { readSales } from '../../../src/shared/sales/read.ts';

const read = (text: string, columns: ColumnHints) =>
  readSales(Buffer.from(text), { currency: 'SGD', hints: { columns } });

describe('a column that a person named', () => {
  const long = `Takings of the day ${'and more '.repeat(20)}`.trim();

  it.each(['#', '%', 'Netto', 'amount (usd)', long])('is taken by its header: %s', (header) => {
    const { totals, warnings } = read(`Item,Qty,${header}\nKopi,2,4.80\n`, { amount: header });
    expect(totals).toMatchObject({ net: 480 });
    expect(warnings).toEqual([]);
  });

  it('is found however its header is spelt, and exactly where two are alike', () => {
    expect(read('Item,Qty,Amount #1,Amount 1\nKopi,2,4.80,9.60\n', { amount: 'amount_1' }).totals.net).toBe(480);
    expect(read('Item,Qty,Amount #1,Amount 1\nKopi,2,4.80,9.60\n', { amount: 'Amount 1' }).totals.net).toBe(960);
  });

  it('that is not there changes nothing, and is said', () => {
    const { totals, warnings, needsReview } = read('Item,Qty,Amount\nKopi,2,4.80\n', { amount: 'Takings', item: '#' });
    expect(totals).toMatchObject({ lines: 1, net: 480 });
    expect(needsReview).toBe(true);
    expect(warnings.map(({ code, text }) => [code, text])).toEqual([
      [
        'hint-unknown',
        'No column is called “#”, “Takings”, so that correction was not used. Choose the columns again.',
      ],
    ]);
  });

  it('can be taken away', () => {
    expect(read('Item,Qty,Amount,Tip\nKopi,2,4.80,1\n', { tip: null }).totals).toMatchObject({ net: 480, tips: null });
  });
});
