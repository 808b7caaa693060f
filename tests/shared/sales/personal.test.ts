import { expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

const read = (text: string) => readSales(Buffer.from(text), { currency: 'SGD' });

it.each(['Customer name', 'Contact', 'Phone', 'Payment contact type', 'Card last 4 payment type'])(
  'a column %s is never read',
  (header) => {
    const reading = read(`Item,Qty,Amount,${header}\nKopi,2,4.80,Ann\n`);
    expect(JSON.stringify(reading.lines)).not.toContain('Ann');
    expect(reading.warnings.map(({ code }) => code)).toEqual(['personal-left-out']);
  },
);

it.each(['Contactless', 'Phone orders'])('a column %s says nothing of a guest', (header) => {
  expect(read(`Item,Qty,Amount,${header}\nKopi,2,4.80,1\n`).warnings).toEqual([]);
});
