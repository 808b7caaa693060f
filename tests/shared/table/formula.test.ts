import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { guardFormula, unguardFormula } from '../../../src/shared/table/formula.ts';
import { writeCsv } from '../../../src/shared/table/write-csv.ts';

it.each([
  ['=1+1', "'=1+1"],
  ['+65 6123 4567', "'+65 6123 4567"],
  ['-5', "'-5"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ["'=1", "''=1"],
  ["''=1", "'''=1"],
  ["'n Beetje", "'n Beetje"],
  ["'", "'"],
  ['Nasi lemak', 'Nasi lemak'],
  ['', ''],
])('guards %j as %j, and back', (text, cell) => {
  expect(guardFormula(text)).toBe(cell);
  expect(unguardFormula(cell)).toBe(text);
});

test('unguarding undoes guarding for every text, and no guarded cell is a formula', () => {
  const text = fc.array(fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', 'a')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (value) => {
      const cell = guardFormula(value);
      return unguardFormula(cell) === value && !/^[=+\-@\t\r]/.test(cell);
    }),
  );
});

test('a table is written with BOM and CRLF, text guarded and quoted where it must be, numbers as they are', () => {
  const csv = writeCsv([
    ['Item', 'Net'],
    ['=HYPERLINK("x")', -5.5],
    [' a, b\n', null],
  ]);
  expect(csv.toString('utf8')).toBe('\ufeffItem,Net\r\n"\'=HYPERLINK(""x"")",-5.5\r\n" a, b\n",\r\n');
});
