import { describe, expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';
import { totals } from '../../support/totals.ts';

const read = (text: string) => readSales(Buffer.from(text), { currency: 'SGD' });

describe("sales in the original's plain text", () => {
  it.each([
    'Sale of the day\n100 apple\n200 pie\n',
    '\ufeffSale of the day\r\n\r\n100 apple\r\n200 pie',
    '100 apple\n200 pie',
  ])('are read as quantities without money (%j)', (text) => {
    const reading = read(text);
    expect(reading).toMatchObject({ profile: 'plain-text', encoding: 'utf-8', warnings: [], needsReview: false });
    expect(reading.lines).toMatchObject([
      { item: 'apple', quantity: 100, unitPrice: null, net: null },
      { item: 'pie', quantity: 200, unitPrice: null, net: null },
    ]);
    expect(reading.totals).toEqual(totals({ lines: 2, quantity: 300 }));
  });

  it('may have refunds, weights and names with numbers', () => {
    const { lines } = read('Sale of the day\n-2 pie\n1.25 kg of crab\n1,5 kg of prawns\n3 7 Up\n');
    expect(lines.map((line) => [line.row, line.quantity, line.item])).toEqual([
      [2, -2, 'pie'],
      [3, 1.25, 'kg of crab'],
      [4, 1.5, 'kg of prawns'],
      [5, 3, '7 Up'],
    ]);
  });

  it('never count a total, and say so', () => {
    const reading = read('Sale of the day\n100 apple\n200 pie\n300 total\nTotal: 300\n');
    expect(reading.totals.quantity).toBe(300);
    expect(reading.needsReview).toBe(false);
    expect(reading.warnings.map(({ code, row }) => [code, row])).toEqual([
      ['total-row', 4],
      ['total-row', 5],
    ]);
  });

  it.each([
    ['a line that is no sale', 'Sale of the day\n100 apple\nthank you\n', 'row-not-understood'],
    ['a date that looks like a sale', 'Sale of the day\n22 November 2026\n100 apple\n', 'row-not-understood'],
    ['a number that is no quantity', 'Sale of the day\n1.2.3 pie\n100 apple\n', 'quantity-unreadable'],
    ['a number that could be thousands', 'Sale of the day\n1,234 pie\n100 apple\n', 'quantity-ambiguous'],
    ['a number finer than can be counted', 'Sale of the day\n0.0001 pie\n100 apple\n', 'quantity-ambiguous'],
    ['a very long name', `Sale of the day\n5 ${'x'.repeat(501)}\n100 apple\n`, 'text-unusable'],
    ['a menu sent by mistake', 'Menu\n---\n100 apple\n', 'looks-like-menu'],
  ])('need review for %s', (_, text, code) => {
    const reading = read(text);
    expect(reading.needsReview).toBe(true);
    expect(reading.warnings.map((warning) => warning.code)).toEqual([code]);
    expect(reading.lines.find(({ item }) => item === 'apple')?.quantity).toBe(100);
  });
});
