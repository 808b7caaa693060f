import { describe, expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

const read = (text: string, currency?: string) => readSales(Buffer.from(text), { currency });
const codesOf = (text: string, currency?: string) => read(text, currency).warnings.map(({ code }) => code);

describe('amounts whose header names another currency', () => {
  it.each(['Amount (USD)', 'Amount USD', 'amount_usd', 'Amount in €', 'Amount (HK$)', 'AMOUNT [EUR]'])(
    'are never read as the branch’s: %s',
    (header) => {
      const { totals, needsReview } = read(`Item,Qty,${header}\nKopi,2,4.80\n`, 'SGD');
      expect(totals).toMatchObject({ currency: 'SGD', lines: 1, net: null });
      expect(needsReview).toBe(true);
      expect(codesOf(`Item,Qty,${header}\nKopi,2,4.80\n`, 'SGD')).toEqual(['columns-of-other', 'money-missing']);
    },
  );

  it.each(['Amount (USD),Amount (SGD)', 'Amount (SGD),Amount (USD)'])('give way to the branch’s own: %s', (headers) => {
    const text = `Item,Qty,${headers}\nKopi,2,4.80,4.80\n`;
    expect(read(text, 'SGD')).toMatchObject({ totals: { net: 480 }, needsReview: false });
    expect(codesOf(text, 'SGD')).toEqual(['columns-of-other']);
  });

  it.each([
    ['Amount (S$)', 'SGD'],
    ['Amount ($)', 'SGD'],
    ['Amount (Rs)', 'PKR'],
    ['Amount (円)', 'JPY'],
    ['Total all', 'SGD'],
    ['Amount (EUR)', undefined],
  ])('are the branch’s where %s is said of %s', (header, currency) => {
    expect(read(`Item,Qty,${header}\nKopi,2,480\n`, currency).totals.net).not.toBeNull();
  });
});
