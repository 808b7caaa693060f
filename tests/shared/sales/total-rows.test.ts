import { describe, expect, it, test } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

const read = (text: string) => readSales(Buffer.from(text), { currency: 'SGD' });
const codesOf = (text: string) => read(text).warnings.map(({ code }) => code);

describe("a file's own totals, however many they are,", () => {
  it('never count where the export leaves their item empty', () => {
    const group = ',Mains,8.00,2,16.00\nLaksa,Mains,8.00,2,16.00\n';
    const { totals } = read(`Menu item,Menu group,Avg price,Item qty,Net amount\n${group.repeat(1600)}`);
    expect(totals).toMatchObject({ lines: 1600, quantity: 3200, net: 1600 * 1600 });
  });

  it('are said to be unchecked beyond some', () => {
    const text = `Item,Qty,Amount\n${'Laksa,2,16.00\nSubtotal,2,16.00\n'.repeat(1600)}`;
    expect(read(text).totals).toMatchObject({ lines: 1600, net: 1600 * 1600 });
    expect(read(text).warnings).toContainEqual({
      code: 'totals-unchecked',
      row: null,
      text: 'The file has so many totals of its own that 100 were not compared with its rows.',
    });
    expect(codesOf('Item,Qty,Amount\nLaksa,2,16.00\nTotal,2,16.00\n')).toEqual(['total-row']);
  });
});

test('a row without an item that is what the rows above come to may have been a sale', () => {
  const { totals, warnings, needsReview } = read('Item,Qty,Amount\nLaksa,2,16.00\n,2,16.00\n');
  expect(totals).toMatchObject({ lines: 1, net: 1600 });
  expect(needsReview).toBe(true);
  expect(warnings).toEqual([
    {
      code: 'total-inferred',
      row: 3,
      text: 'This row names no item. Its 16.00 is what the rows above come to, so it was taken for a total and not counted.',
    },
  ]);
});

test.each([
  ['before the amount', 'Kopi,1,-2.40,Refund'],
  ['before the quantity', 'Kopi,-1,2.40,Refund'],
  ['before both', 'Kopi,-1,-2.40,Refund'],
  ['nowhere', 'Kopi,1,2.40,Refund'],
])('a refund with its minus %s is taken off the total that is compared', (_, refund) => {
  const { summary, totals } = read(`Item,Qty,Amount,Type\nKopi,3,7.20,Sale\n${refund}\nTotal,2,4.80,\n`);
  expect(totals).toMatchObject({ quantity: 2, net: 480 });
  expect(summary.checks.map(({ file, ours }) => [file, ours])).toEqual([
    [480, 480],
    [2, 2],
  ]);
});
