import { expect, test } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

test('dates that are none are said once', () => {
  const text = `Date,Item,Amount,Qty\n${'46348,Kopi,2,1\n'.repeat(3)},Teh,1,1\n2026-11-22,Milo,1,1\n`;
  const { lines, warnings, needsReview } = readSales(Buffer.from(text), { currency: 'SGD' });
  expect(lines.map(({ time }) => time)).toEqual([null, null, null, null, '2026-11-22']);
  expect(needsReview).toBe(false);
  expect(warnings).toEqual([
    {
      code: 'dates-unreadable',
      row: null,
      text: 'Dates like “46348” could not be read, so they were not used: 3. Export them as 2026-11-22.',
    },
  ]);
});
