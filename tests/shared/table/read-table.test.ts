import { describe, expect, it, test } from 'vitest';
import { guessDelimiter, looksJoined, readTable } from '../../../src/shared/table/read-table.ts';

describe('the delimiter', () => {
  it.each([
    ['Item,Quantity\n"a;b;c;d",1', ','],
    ['Item;Price\nPie;1,50', ';'],
    ['Item\tPrice (incl. tax, service)\tQty\nPie\t1,50\t2', '\t'],
    ['Item|Price\nPie|1', '|'],
    ['\n\n;;\nItem;Price\n', ';'],
    ['Sale of the day\n1 pie, small', null],
    ['', null],
  ])('of %j is %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });
});

test('rows keep the number that a spreadsheet shows, over empty rows and quoted line breaks', () => {
  const { headers, rows } = readTable('\n"Item\nname",Quantity\r\n\r\n"a\nb",1\r,,\nc,2');
  expect(headers).toEqual(['Item\nname', 'Quantity']);
  expect(rows).toEqual([
    { row: 4, cells: ['a\nb', '1'] },
    { row: 6, cells: ['c', '2'] },
  ]);
});

test('cells are trimmed unless they were quoted', () => {
  expect(readTable('a,b\n  x , " y "\n').rows[0]?.cells).toEqual(['x', ' y ']);
});

test('an empty cell between tabs is a cell', () => {
  expect(readTable('a\tb\tc\n\t\tx\n').rows[0]?.cells).toEqual(['', '', 'x']);
});

describe('quotation marks without a partner', () => {
  it('inside a cell is a character', () => {
    expect(readTable('Item,Qty\nPizza 12",5\n')).toMatchObject({
      rows: [{ cells: ['Pizza 12"', '5'] }],
      quotesBroken: false,
    });
  });

  it.each(['"Pizza 12,5\nPie,6\n', '"Pizza" special,5\nPie,6\n'])('makes all of them characters in %j', (rows) => {
    const table = readTable(`Item,Qty\n${rows}`);
    expect(table.quotesBroken).toBe(true);
    expect(table.rows[1]).toEqual({ row: 3, cells: ['Pie', '6'] });
  });

  it('is suspected where it joins two rows', () => {
    const table = readTable('Item,Qty,Price\n"Pizza 12,5,1\nPie 9",6,2\n"Pie\nslice",1,2\n');
    expect(table.rows.map((row) => looksJoined(row, table))).toEqual([true, false]);
  });
});

test('a text without rows is an empty table', () => {
  expect(readTable('')).toEqual({ headers: [], rows: [], delimiter: ',', quotesBroken: false });
});
