import { describe, expect, it, test } from 'vitest';
import { type Dialect, detectDialect } from '../../../src/shared/table/dialect.ts';
import { eachRecord, firstRecords } from '../../../src/shared/table/records.ts';

const COMMA: Dialect = { delimiter: ',', quotes: true };
const all = (text: string, dialect: Dialect = COMMA): string[][] => firstRecords(text, dialect, Number.MAX_VALUE);

test('rows have the number that a spreadsheet shows: empty rows count, quoted line breaks do not', () => {
  const rows: [number, string[]][] = [];
  eachRecord('\n"Item\nname",Quantity\r\n\r\n"a\nb",1\r,,\nc,2\n', COMMA, (cells, row) => rows.push([row, cells]));
  expect(rows).toEqual([
    [1, ['']],
    [2, ['Item\nname', 'Quantity']],
    [3, ['']],
    [4, ['a\nb', '1']],
    [5, ['', '', '']],
    [6, ['c', '2']],
  ]);
});

test.each([
  ['LF', 'a,1\nb,2\n'],
  ['CRLF', 'a,1\r\nb,2\r\n'],
  ['CR', 'a,1\rb,2\r'],
  ['mixed', 'a,1\r\nb,2\n'],
  ['quoted before CRLF', '"a","1"\r\n"b","2"\r\n'],
  ['quoted before CR', '"a","1"\r"b","2"\r'],
  ['no end', 'a,1\nb,2'],
])('lines may end in %s', (_, text) => {
  expect(all(text)).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

describe('a cell', () => {
  it.each([
    ['  Kopi \u00a0', 'Kopi'],
    ['" Kopi "', 'Kopi'],
    ['"Kopi ""O"""', 'Kopi "O"'],
    ['"Kopi "O" kosong"', 'Kopi "O" kosong'],
    [' "Kopi, iced" ', 'Kopi, iced'],
    ['"$1,149.00 "', '$1,149.00'],
    ['="0012"', '0012'],
    ['"=""0012"""', '0012'],
    ['1300000015734303122', '1300000015734303122'],
    ["'=1+1", "'=1+1"],
    ['=""', ''],
    ['", "","', ', ",'],
  ])('written %j is %j', (written, cell) => {
    expect(all(`Item,${written},x\n`)).toEqual([['Item', cell, 'x']]);
  });

  it('without a partner for its quotation mark has it as a character', () => {
    const text = 'Item,Qty\nPizza 12",5\n"Pizza 14,6\n"Pie",7\n';
    expect(all(text, detectDialect(text))).toEqual([
      ['Item', 'Qty'],
      ['Pizza 12"', '5'],
      ['"Pizza 14', '6'],
      ['Pie', '7'],
    ]);
  });
});

test('without a delimiter each line is a cell', () => {
  expect(all('Sale of the day\n100 apple, red; "big"\n', { delimiter: null, quotes: true })).toEqual([
    ['Sale of the day'],
    ['100 apple, red; "big"'],
  ]);
});

test("Excel's line that names the delimiter is no row", () => {
  expect(all('sep=;\r\nItem;Qty\r\n', { delimiter: ';', quotes: true })).toEqual([['Item', 'Qty']]);
});

test('reading ends when it is told to', () => {
  let seen = 0;
  eachRecord('a\n'.repeat(1_000_000), COMMA, () => {
    seen += 1;
    return seen < 3;
  });
  expect(seen).toBe(3);
  expect(firstRecords('a\nb\nc\n', COMMA, 2)).toEqual([['a'], ['b']]);
  expect(firstRecords('a\nb\n', COMMA, 0)).toEqual([]);
});

test('rows are whole wherever the text is cut for parsing', () => {
  const row = (at: number): string[] => [`Laksa, no. ${at}`, `spicy\n"very"`, String(at)];
  const rows = Array.from({ length: 30_000 }, (_, at) => row(at));
  const text = rows.map(([name, note, qty]) => `"${name}","${note?.replaceAll('"', '""')}",${qty}\r\n`).join('');
  expect(all(text)).toEqual(rows);
});
