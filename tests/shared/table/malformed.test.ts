import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DateEvidence, readDateTime } from '../../../src/shared/table/dates.ts';
import { decodeText, type Encoding } from '../../../src/shared/table/decode.ts';
import { type Dialect, detectDialect } from '../../../src/shared/table/dialect.ts';
import { NumberEvidence, parseMoney, parseNumber } from '../../../src/shared/table/numbers.ts';
import { eachRecord } from '../../../src/shared/table/records.ts';

/** Reads all there is to read in some bytes; gives how it went about it, and the rows. */
function read(bytes: Buffer, encoding?: Encoding): { encoding: Encoding; dialect: Dialect; rows: string[][] } {
  const decoded = decodeText(bytes, encoding);
  const dialect = detectDialect(decoded.text);
  const numbers = new NumberEvidence();
  const dates = new DateEvidence();
  const rows: string[][] = [];
  eachRecord(decoded.text, dialect, (cells) => {
    rows.push(cells);
    for (const cell of cells) {
      numbers.add(cell);
      dates.add(cell);
    }
  });
  const rule = dates.settle();
  for (const cell of rows.flat()) {
    readDateTime(cell, rule);
    parseMoney(cell, { currency: 'SGD', decimal: numbers.decimal() });
    parseNumber(cell, { scale: 3, decimal: numbers.decimal() });
  }
  return { encoding: decoded.encoding, dialect, rows };
}

const LARGE = 65_536;
const MARKS = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  ' ',
  '=',
  '1',
  '.',
  '-',
  '/',
  ':',
  'a',
  'è',
  '年',
  '\0',
];

describe('whatever the bytes, reading ends', () => {
  it('for any bytes', () => {
    const bytes = fc.uint8Array({ maxLength: LARGE, size: 'max' });
    fc.assert(
      fc.property(bytes, (any) => read(Buffer.from(any)).rows.length >= 0),
      { numRuns: 50 },
    );
  });

  it('for any text of the marks that mean something', () => {
    const text = fc.array(fc.constantFrom(...MARKS), { maxLength: 2000, size: 'max' });
    fc.assert(
      fc.property(text, (parts) => read(Buffer.from(parts.join(''))).rows.length >= 0),
      { numRuns: 200 },
    );
  });

  it.each(MARKS.flatMap((mark, at) => MARKS.slice(at).map((other) => [mark, other])))(
    'for %j and %j a thousand times over',
    (a, b) => {
      expect(read(Buffer.from(`${a}${b}`.repeat(LARGE / 4))).rows.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['spaces before a quotation mark', `a,${' '.repeat(LARGE)}"b"`],
    ['spaces behind one', `"b"${' '.repeat(LARGE)}x,1\n`],
    ['many opening quotation marks', `Item,Qty\n${',"a'.repeat(LARGE / 3)}`],
    ['quotation marks in threes', `${',"""x'.repeat(LARGE / 5)}`],
    ['quoted cells before one that never ends', `${'"a",'.repeat(LARGE / 4)}"`],
    ['digits', '1'.repeat(LARGE)],
    ['groups of digits', '1,234'.repeat(LARGE / 5)],
    ['a date of spaces', `22/11/2026${' '.repeat(LARGE)}x`],
  ])('for 64 kB of %s', (_, text) => {
    expect(read(Buffer.from(text)).rows.length).toBeGreaterThan(0);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'windows-1252'] as const)(
    'for bytes that are not %s',
    (encoding) => {
      expect(read(Buffer.from('41ff80d8fe2c0d0081a00a', 'hex'), encoding)).toMatchObject({ encoding });
    },
  );
});

test('a cell of a million characters is a cell', () => {
  const cell = 'laksa, '.repeat(150_000).trim();
  expect(read(Buffer.from(`Item,Qty\n"${cell}",1\nKopi,2\n`)).rows).toEqual([
    ['Item', 'Qty'],
    [cell, '1'],
    ['Kopi', '2'],
  ]);
});

test('a quotation mark that never ends swallows no row', () => {
  const rows = 'Kopi,1\n'.repeat(100_000);
  expect(read(Buffer.from(`Item,Qty\n"Laksa,2\n${rows}`)).rows).toHaveLength(100_002);
});

test('a row of a hundred thousand cells is a row', () => {
  expect(read(Buffer.from(`${'1,'.repeat(99_999)}1`)).rows[0]).toHaveLength(100_000);
});

test('zero bytes and half surrogate pairs stay in their cell', () => {
  expect(read(Buffer.from('Item,Qty\nKo\0pi,1\n')).rows[1]).toEqual(['Ko\0pi', '1']);
  const halves = Buffer.from('\ufeffItem,Qty\nKo\ud83dpi,1\n', 'utf16le');
  expect(read(halves).rows[1]).toEqual(['Ko\ufffdpi', '1']);
});

test('an empty file has no rows', () => {
  expect(read(Buffer.alloc(0))).toEqual({ encoding: 'utf-8', dialect: { delimiter: null, quotes: true }, rows: [] });
});
