import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readSales, type SalesReading } from '../../../src/shared/sales/read.ts';
import { totals } from '../../support/totals.ts';

const read = (text: string, currency = 'SGD'): SalesReading => readSales(Buffer.from(text), { currency });
const codesOf = (reading: SalesReading): [string, number | null][] =>
  reading.warnings.map((warning) => [warning.code, warning.row]);

describe('sales as CSV', () => {
  it('are read whatever the columns are called and however they are ordered', () => {
    const text = '\ufeffAmount;MENU ITEM;Qty.;sku;Category;Unit Price (S$)\r\n"1.149,00";Kopi;2;0017;Drinks;574,50\r\n';
    expect(read(text)).toMatchObject({
      profile: 'generic-en',
      profileName: 'Sales table',
      dialect: { delimiter: ';', decimal: ',', headerRow: 1 },
      encoding: 'utf-8',
      lines: [{ row: 2, item: 'Kopi', category: 'Drinks', code: '0017', quantity: 2, unitPrice: 57_450, net: 114_900 }],
      totals: totals({ lines: 1, quantity: 2, net: 114_900 }),
      warnings: [],
      needsReview: false,
    });
  });

  it('have their amount worked out where it is missing, rounded half away from zero', () => {
    // 0.125 × 9.80 = 1.225; 1.339 × 62.00 = 83.018; 0.001 × 4.90 = 0.0049
    const reading = read('Item,Qty,Price\nBass,0.125,9.80\nBass,-0.125,9.80\nCrab,1.339,62\nSalt,.001,4.90\n');
    expect(reading.lines.map((line) => line.net)).toEqual([123, -123, 8302, 0]);
    expect(reading.totals).toEqual(totals({ lines: 4, quantity: 1.34, gross: 8425, refunds: 123, net: 8302 }));
  });

  it('add up exactly', () => {
    const reading = read(`Item,Qty,Amount\n${'Kopi,0.1,0.10\n'.repeat(1000)}`);
    expect(reading.totals).toEqual(totals({ lines: 1000, quantity: 100, net: 10_000 }));
  });

  it('count refunds as negative', () => {
    const reading = read('Item,Qty,Price,Amount\nKopi,3,2.40,7.20\nKopi,-1,2.40,(2.40)\n');
    expect(reading.totals).toEqual(totals({ lines: 2, quantity: 2, refunds: 240, net: 480 }));
    expect(reading.needsReview).toBe(false);
  });

  it('never count a total row, and say so', () => {
    const text =
      'Category,Item,Qty,Amount\nDrinks,Kopi,2,4.80\nDrinks subtotal,,2,4.80\nFood,Pie,1,5\n,Sub-Total,3,9.80\nGrand total,,3,9.80\n';
    const reading = read(text);
    expect(reading.totals).toEqual(totals({ lines: 2, quantity: 3, net: 980 }));
    expect(codesOf(reading)).toEqual([
      ['total-row', 5],
      ['total-row', 6],
      ['total-inferred', 3],
    ]);
  });

  it('keep what was cancelled apart', () => {
    const reading = read('Item,Qty,Amount,Void?\nKopi,2,4.80,true\nTeh,1,2.10,false\n');
    expect(reading.totals).toEqual(totals({ lines: 1, quantity: 1, net: 210 }));
    expect(reading.summary.voids).toEqual({ lines: 1, net: 480 });
    expect(reading.lines.map((line) => line.void)).toEqual([true, false]);
    expect(reading).toMatchObject({ needsReview: false, warnings: [] });
  });

  it('take a refund that has no minus as one', () => {
    const reading = read('Item,Qty,Price,Amount,Type\nKopi,3,2.40,7.20,Sale\nKopi,1,2.40,2.40,Refund\n');
    expect(reading.totals).toEqual(totals({ lines: 2, quantity: 2, refunds: 240, net: 480 }));
    expect(reading.lines.map((line) => line.refund)).toEqual([false, true]);
  });

  it('do not need review for a total row alone', () => {
    const reading = read('Item,Qty,Amount\nTotal,2,4.80\nKopi,2,4.80\n');
    expect(reading.totals.net).toBe(480);
    expect(reading.needsReview).toBe(false);
    expect(reading.warnings).toEqual([
      { code: 'total-row', row: 2, text: 'This row is a total or tax, so it was not added to the sales.' },
    ]);
  });

  it('do not need review for having no column with money', () => {
    const reading = read('Item,Qty\nKopi,2\n');
    expect(reading.totals).toEqual(totals({ lines: 1, quantity: 2 }));
    expect(reading).toMatchObject({ needsReview: false, warnings: [] });
  });

  it.each([
    ['a column that may be money', 'Item,Qty,Gross takings\nKopi,2,4.80\n', 'money-missing', 1],
    ['an amount that is not quantity × price', 'Item,Qty,Price,Amount\nKopi,2,2.40,5\n', 'amount-mismatch', 1],
    ['an amount that is no amount', 'Item,Qty,Amount\nKopi,2,lots\n', 'amount-unreadable', 1],
    ['an amount in another currency', 'Item,Qty,Amount\nKopi,2,€4.80\n', 'amount-unreadable', 1],
    ['a row in another currency', 'Item,Qty,Amount,Currency\nKopi,2,4.80,EUR\n', 'currency-other', 0],
    ['a price that is no amount', 'Item,Qty,Price\nKopi,2,lots\n', 'price-unreadable', 1],
    ['a row without money among others', 'Item,Qty,Amount\nKopi,2,\n', 'amount-missing', 1],
    ['a quantity that is no number', 'Item,Qty,Amount\nKopi,two,4.80\n', 'quantity-assumed', 1],
    ['a quantity left empty', 'Item,Qty,Amount\nKopi,,4.80\n', 'quantity-assumed', 1],
    ['a quantity that a price tells', 'Item,Qty,Price,Amount\nKopi,ERROR,2.40,4.80\n', 'quantity-worked-out', 1],
    ['an amount that a price tells', 'Item,Qty,Price,Amount\nKopi,2,2.40,ERROR\n', 'amount-worked-out', 1],
    ['neither a quantity nor an amount', 'Item,Qty,Amount,Note\nKopi,,,hot\n', 'quantity-missing', 0],
    ['a quantity that is no number, alone', 'Item,Qty,Amount\nKopi,two,\n', 'quantity-unreadable', 0],
    ['a quantity of a million and one', 'Item,Qty\nKopi,1000001\n', 'quantity-unreadable', 0],
    ['no item', 'Item,Qty,Amount\nNULL,2,4.80\n', 'item-unnamed', 1],
    ['an item of 501 characters', `Item,Qty\n${'x'.repeat(501)},1\n`, 'text-unusable', 0],
    ['an unquoted comma', 'Item,Qty,Amount\nFish, fried,2,4.80\n', 'row-too-wide', 0],
    ['two columns of one name', 'Item,Qty,Amount,Amount\nKopi,1,2.40,4.80\n', 'columns-repeated', 1],
    ['two items a row', 'Item,Qty,Item,Qty\nKopi,1,Teh,2\n', 'not-recognised', 0],
    ['a day for each column', 'Item,Monday,Tuesday,Wednesday\nKopi,1,2,3\n', 'not-recognised', 0],
    ['a discount beside an amount', 'Item,Qty,Amount,Discount\nKopi,2,4.80,0.40\n', 'discount-unclear', 1],
    ['quotation marks without a partner', 'Item,Qty\n"Kopi,2\n', 'quotes-broken', 1],
  ])('need review for %s', (_, text, code, lines) => {
    const reading = read(text);
    expect(reading.needsReview).toBe(true);
    expect(reading.warnings.map((warning) => warning.code)).toContain(code);
    expect(reading.lines).toHaveLength(lines);
  });

  it.each([
    ['an amount that is rounding apart', 'Item,Qty,Price,Amount\nBass,0.333,9.80,3.27\n'],
    ['a row that is not cancelled', 'Item,Qty,Amount,Void?,Receipt type\nKopi,2,4.80,false,Sale\n'],
    ['a refund with a minus', 'Item,Qty,Amount,Receipt type\nKopi,-2,-4.80,Refund\n'],
    ['a refund without a minus', 'Item,Qty,Amount,Receipt type\nKopi,2,4.80,Refund\n'],
    ['a discount beside a price', 'Item,Qty,Price,Discount\nKopi,2,2.40,0.40\n'],
    ['a discount in percent', 'Item,Qty,Price,Discount %,Total\nKopi,2,2.40,0,4.80\n'],
    ['a discount beside a net amount', 'Item,Qty,Net sales,Discounts\nKopi,2,4.40,0.40\n'],
    ['no discount', 'Item,Qty,Price,Discount\nKopi,2,2.40,$0.00\n'],
  ])('do not need review for %s', (_, text) => {
    expect(read(text)).toMatchObject({ needsReview: false, warnings: [], totals: { lines: 1 } });
  });

  it.each([
    ['Item,Qty\nKopi,1.250\n', 1.25, []],
    ['Item,Qty\nKopi,"1,250"\n', 1250, ['quantity-ambiguous']],
    ['Item;Qty\nKopi;1,250\n', 1.25, []],
    ['Item;Qty\nKopi;1.250\n', 1250, ['quantity-ambiguous']],
    ['Item;Qty\nKopi;0,350\n', 0.35, []],
    ['Item,Qty\nKopi,"1,250,000"\n', undefined, ['nothing-read', 'quantity-unreadable']],
    ['Item,Qty\nKopi,0.3333333\n', 0.333, []],
    ['Item,Qty\nKopi,0.0001\n', 0, ['quantity-ambiguous']],
    ['Item,Qty\nKopi,2 pcs\n', 2, []],
  ])('decide the mark of a quantity by the table: %j', (text, quantity, codes) => {
    const reading = read(text);
    expect(reading.lines[0]?.quantity).toBe(quantity);
    expect(reading.warnings.map((warning) => warning.code)).toEqual(codes);
  });

  it('say in plain words what does not agree', () => {
    expect(read('Item,Qty,Price,Amount\nKopi,2,2.40,5\n').warnings).toEqual([
      {
        code: 'amount-mismatch',
        row: 2,
        text: '2 × 2.40 is 4.80, but the row says 5.00. The 5.00 was counted.',
      },
    ]);
  });

  it('leave the sum open when it cannot be exact', () => {
    const reading = read(`Item,Qty,Amount\n${'Gold,1,90071992547409.91\n'.repeat(2)}`);
    expect(reading.totals).toEqual(totals({ lines: 2, quantity: 2 }));
    expect(codesOf(reading)).toEqual([['total-too-large', null]]);
  });
});

test('a table written in any dialect is read as the same lines', () => {
  const delimiter = fc.constantFrom(',', ';', '\t', '|');
  const ending = fc.constantFrom('\r\n', '\n', '\r');
  const item = fc
    .array(fc.constantFrom(...'abKopi叻沙é ;,|"\'=-0'), { minLength: 1, maxLength: 10 })
    .map((parts) => `x${parts.join('')}x`.replace(/ +/g, ' '));
  const sold = fc.record({
    item,
    thousandths: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    cents: fc.integer({ min: -1e9, max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(sold, { minLength: 1, maxLength: 20 }), delimiter, ending, (sales, mark, record_delimiter) => {
      const rows = sales.map((sale) => [sale.item, decimal(sale.thousandths, 3, mark), decimal(sale.cents, 2, mark)]);
      const text = stringify([['Item', 'Quantity', 'Amount'], ...rows], { delimiter: mark, record_delimiter });
      const reading = read(text);
      expect(reading.lines.map((line) => [line.item, line.quantity * 1000, line.net])).toEqual(
        sales.map((sale) => [sale.item, (sale.thousandths / 1000) * 1000, sale.cents]),
      );
      expect(reading.totals.net).toBe(sales.reduce((sum, sale) => sum + sale.cents, 0));
      expect(Math.round(reading.totals.quantity * 1000)).toBe(sales.reduce((sum, sale) => sum + sale.thousandths, 0));
      expect(reading.needsReview).toBe(false);
    }),
  );
});

/** An integer of 10^-digits units as a decimal with the mark that goes with the delimiter. */
function decimal(units: number, digits: number, delimiter: string): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  return `${units < 0 ? '-' : ''}${text.slice(0, -digits)}${delimiter === ';' ? ',' : '.'}${text.slice(-digits)}`;
}
