import { describe, expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

const read = (text: string) => readSales(Buffer.from(text), { currency: 'EUR' });
const codes = (text: string) => read(text).warnings.map(({ code }) => code);

describe('a column named tax', () => {
  it.each([
    ['whole percents', 'Artikel;Menge;Brutto;MwSt\nBier;2;7,00;19\nBrot;1;3,50;7\n', 1050],
    ['percents with decimals', 'Artikel;Menge;Brutto;MwSt\nBier;2;7,00;19,00\nWein;9;70,00;19,00\n', 7700],
    ['percent signs', 'Artikel;Menge;Brutto;MwSt\nBier;2;7,00;19 %\nWein;9;700,00;7 %\n', 70_700],
    ['shares', 'Item,Qty,Total,Tax\nBeer,2,7.00,0.19\nWine,9,70.00,0.19\n', 7700],
    ['rates further down', `Item,Qty,Total,Tax\n${'Roll,1,1.00,0\n'.repeat(300)}Beer,2,7.00,19\n`, 30_700],
  ])('that has rates (%s) is not taken off the totals', (_, text, net) => {
    const { totals, warnings, needsReview } = read(text);
    expect(totals).toMatchObject({ net, tax: null });
    expect(needsReview).toBe(true);
    expect(warnings.map(({ code }) => code)).toContain('tax-is-rate');
  });

  it('that has amounts is taken off, round ones too', () => {
    expect(read('Item,Qty,Total,Tax\nBeer,2,119.00,19.00\nWine,9,107.00,7.00\n').totals).toMatchObject({ net: 20_000 });
    expect(codes('Item,Qty,Total,Tax\nBeer,2,7.00,1.12\nWine,1,14.00,2.24\n')).not.toContain('tax-is-rate');
  });

  it('is what a person says it is', () => {
    const text = 'Item,Qty,Total,Tax\nBeer,2,20.00,5\nWine,1,60.00,5\n';
    const reading = readSales(Buffer.from(text), { currency: 'EUR', hints: { columns: { tax: 'Tax' } } });
    expect(reading.totals).toMatchObject({ net: 7000, tax: 1000 });
  });
});

describe('a total with tax', () => {
  it.each(['Artikel;Menge;Brutto\nBier;2;7,00\n', 'Item,Qty,Total incl. GST\nBeer,2,7.00\n'])(
    'is said to have it where nothing tells how much: %j',
    (text) => {
      expect(read(text)).toMatchObject({ totals: { net: 700 }, needsReview: false });
      expect(codes(text)).toEqual(['amounts-with-tax']);
    },
  );

  it('is no matter beside a net amount or the tax', () => {
    expect(codes('Artikel;Menge;Netto;Brutto\nBier;2;5,88;7,00\n')).toEqual([]);
    expect(codes('Artikel;Menge;MwSt;Brutto\nBier;2;1,12;7,00\n')).toEqual([]);
  });
});
