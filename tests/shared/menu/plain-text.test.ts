import { describe, expect, it } from 'vitest';
import { menuItem } from '../../../src/shared/menu/item.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';

const read = (text: string, currency = 'SGD') => readMenu(Buffer.from(text), { currency });
const namesAndPrices = (text: string, currency?: string): [string, number | null][] =>
  read(text, currency).items.map((item) => [item.name, item.price]);

describe("a menu in the original's plain text", () => {
  it.each(['Menu\n---\n1 Sweet popcorn\n2 Salty popcorn', 'Menu\r\n---\r\n1 Sweet popcorn\r\n2 Salty popcorn\r\n\r\n'])(
    'is read (%j)',
    (text) => {
      expect(read(text)).toEqual({
        format: 'plain-text',
        encoding: 'utf-8',
        currency: 'SGD',
        overrides: [],
        warnings: [],
        needsReview: false,
        items: [menuItem({ code: '1', name: 'Sweet popcorn' }), menuItem({ code: '2', name: 'Salty popcorn' })],
      });
    },
  );

  it('may have prices at the end of its lines', () => {
    const text =
      '1 Kopi 2.40\n2 Teh ..... 2.6\n3 Milo - 3\n4 Cola 330\n5 Cola zero $3\n6 Ice   1\n7 7 Up 2.50\n8 2.50\n';
    expect(namesAndPrices(text)).toEqual([
      ['Kopi', 240],
      ['Teh', 260],
      ['Milo', 300],
      ['Cola 330', null],
      ['Cola zero', 300],
      ['Ice', 100],
      ['7 Up', 250],
      ['2.50', null],
    ]);
    expect(namesAndPrices('1 Ramen ¥850\n2 Gyoza 6\n', 'JPY')).toEqual([
      ['Ramen', 850],
      ['Gyoza 6', null],
    ]);
  });

  it('may have several underlined categories', () => {
    const { items } = read('Our menu\n\nDrinks\n======\n1) Kopi\n\nFood\n----\n2. Laksa\n');
    expect(items.map(({ category, code, name }) => [category, code, name])).toEqual([
      ['Drinks', '1', 'Kopi'],
      ['Food', '2', 'Laksa'],
    ]);
  });

  it('warns of a line that is neither an item nor a heading', () => {
    const { items, warnings } = read('Menu\n---\n1 Kopi\nTeh without a number\n');
    expect(items).toHaveLength(1);
    expect(warnings).toEqual([
      {
        code: 'row-not-understood',
        row: 4,
        text: 'This row was not understood and was left out: “Teh without a number”.',
      },
    ]);
  });
});
