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

describe('what amounts are in', () => {
  it.each([
    ['a header', 'Item,Qty,Amount (EUR)\nKopi,2,4.80\n', 'EUR'],
    ['most cells', 'Item,Qty,Amount\nKopi,2,£4.80\nTeh,2,€4.80\nMilo,2,€4.80\n', 'EUR'],
    ['a column', 'Item,Qty,Amount,Currency\nKopi,2,4.80,SGD\n', 'SGD'],
    ['the language of the headers', 'メニュー,数量,金額\nKopi,2,480\n', 'JPY'],
  ])('is found in %s', (_, text, currency) => {
    expect(read(text).totals.currency).toBe(currency);
    expect(codesOf(text)).not.toContain('currency-assumed');
  });

  it('is no matter of dishes and their sizes', () => {
    const text = 'Item,Qty,Amount\nTea (CUP),2,4.80\nSoup [TOP],1,3.00\nすし,1,3.00\n';
    expect(read(text).totals).toMatchObject({ currency: 'USD', net: 1080 });
    expect(read(text)).toMatchObject({ needsReview: false, warnings: [{ code: 'currency-assumed' }] });
    expect(codesOf(text, 'SGD')).toEqual([]);
    expect(codesOf('Item,Qty\nTea (CUP),2\n')).toEqual([]);
  });
});
