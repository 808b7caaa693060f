import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { SpamsError } from '../../../src/shared/errors.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';

const sample = readFileSync('assets/sample-menu.csv');

function reasonOf(bytes: Buffer): unknown {
  try {
    readMenu(bytes, { currency: 'SGD' });
    return undefined;
  } catch (error) {
    return error instanceof SpamsError ? error.params.reason : error;
  }
}

describe('readMenu refuses', () => {
  it.each([
    ['no bytes', ''],
    ['a byte order mark alone', '\ufeff'],
    ['spaces', ' \r\n \t \n'],
    ['a PDF', '%PDF-1.7\n1 Sweet popcorn\n'],
    ['a workbook', 'PK\u0003\u0004'],
    ['zero bytes', 'Name\nKopi\0\n'],
    ['headers alone', 'Category,Code,Name,Price\n'],
    ['a table without names', 'Code,Price\n1,2.40\n'],
    ['a table of numbers', '1;2,40\n2;2,60\n'],
    ['JSON without items', '{"items": [{"price": 5}]}'],
    ['JSON that is cut off', '{"items": [{"name": "Kopi"'],
    ['prose', 'Dear all,\nthe menu follows.\n'],
    ['rows that are all too wide', 'Name,Price\nKopi,2,40\n'],
    ["a day's sales as plain text", 'Sale of the day\n100 apple\n'],
    ["a day's sales as CSV", 'Item,Quantity,Amount\nKopi,2,4.80\n'],
    ['20,001 items', `Name\n${'Kopi\n'.repeat(20_001)}`],
  ])('%s', async (_, text) => {
    await expect(() => readMenu(Buffer.from(text), { currency: 'SGD' })).toFailWith('menu-unreadable');
  });

  it('with the reason', () => {
    expect(reasonOf(Buffer.from('%PDF-1.7'))).toBe('this is a PDF. Export it as CSV instead');
    expect(reasonOf(Buffer.from(''))).toBe('the file is empty');
    expect(reasonOf(Buffer.from('Name,Price\n,5\n'))).toBe('row 2: This row has no item name, so it was left out');
    expect(reasonOf(Buffer.from('Name,Price\n'))).toBe('there is no item in it');
    expect(reasonOf(Buffer.from('Item,Qty,Total\nKopi,2,5\n'))).toBe("this looks like a day's sales, not like a menu");
  });
});

test('a missing quotation mark that hides a row is said', () => {
  const text = 'Name,Price\nKopi,2\n"Teh tarik,3\nMilo",4\nBarley,5\n';
  const { items, warnings } = readMenu(Buffer.from(text), { currency: 'SGD' });
  expect(items).toHaveLength(3);
  expect(warnings.map(({ code, row }) => [code, row])).toEqual([['row-joined', 3]]);
});

test('a line of a hundred thousand dots, spaces or digits takes no time', { timeout: 5_000 }, () => {
  const long = ['.', ' ', '1', '1.', ' .'].map((part) => `3 x${part.repeat(100_000)}x`);
  const { items } = readMenu(Buffer.from(['Menu', '---', '1 Kopi', ...long].join('\n')), { currency: 'SGD' });
  expect(items).toHaveLength(1);
});

test.each(['Served', 'Sizes', 'Modifiers'])(
  'a cell of %s of any length takes no time',
  { timeout: 5_000 },
  (heading) => {
    for (const part of [' ', 'Mon ', '- ', '1', 'a (', 'a:', '\u00a0']) {
      const cell = `Mon${part.repeat(200_000)}x`;
      const { items } = readMenu(Buffer.from(`Name,Price,${heading}\nKopi,2.00,"${cell}"\n`), { currency: 'SGD' });
      expect(items).toHaveLength(1);
    }
  },
);

test('no bytes make it fail in any other way, or take long', { timeout: 60_000 }, () => {
  const changed = fc
    .array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    .map((changes) => {
      const bytes = Buffer.from(sample.subarray(0, 4096));
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes;
    });
  const pieces = fc.constantFrom(
    'Name',
    'Price',
    'Menu\n---\n',
    '1 Kopi',
    '2.50',
    ',',
    ';',
    '\t',
    '|',
    '"',
    '\n',
    '\r',
    '{"items": [',
    '{"name": ',
    ']}',
    'Sizes',
    'Allergens',
    'A, G',
    'Language',
    ' ',
    '.',
    '(0-1): ',
    'Served',
    'Choices',
    'Mon-Fri 11:00-14:30',
    'Mon - ',
    ' '.repeat(1000),
  );
  const text = fc.array(pieces, { maxLength: 400 }).map((parts) => Buffer.from(parts.join('')));
  const again = fc
    .tuple(fc.array(pieces, { minLength: 1, maxLength: 6 }), fc.nat(65_536))
    .map(([parts, length]) => Buffer.from(parts.join('').repeat(length).slice(0, length)));
  const noise = fc.uint8Array({ maxLength: 65_536, size: 'max' }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(changed, text, again, noise), (bytes) => {
      try {
        return readMenu(bytes).items.length > 0;
      } catch (error) {
        return error instanceof SpamsError && error.code === 'menu-unreadable';
      }
    }),
    { numRuns: 400 },
  );
});
