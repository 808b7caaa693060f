import { describe, expect, it } from 'vitest';
import { menuItem } from '../../../src/shared/menu/item.ts';
import { type MenuReading, readMenu } from '../../../src/shared/menu/read.ts';

const read = (text: string, currency = 'SGD'): MenuReading => readMenu(Buffer.from(text), { currency });
const warningsOf = (text: string): [string, number | null][] =>
  read(text).warnings.map((warning) => [warning.code, warning.row]);

describe('a menu as CSV', () => {
  it('is read whatever its columns are called and however they are ordered', () => {
    const reading = read(
      'PRICE; item_name ;Allergens;In stock;SKU;Section;Desc\r\n"8,90 €";Croissant;Gluten | Milk, Eggs;no;0017;Pastry;Flaky\r\n',
      'EUR',
    );
    expect(reading).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      warnings: [],
      items: [
        {
          category: 'Pastry',
          code: '0017',
          name: 'Croissant',
          description: 'Flaky',
          price: 890,
          available: false,
          allergens: ['Gluten', 'Milk', 'Eggs'],
        },
      ],
    });
  });

  it('needs no column but the name', () => {
    expect(read('Name\nKopi\n').items).toEqual([menuItem({ code: '1', name: 'Kopi' })]);
  });

  it('gets codes where it has none, beside those that it has', () => {
    const codes = read('Code,Name\n2,Kopi\n,Teh\n,Milo\n1,Barley\n').items.map((item) => item.code);
    expect(codes).toEqual(['2', '3', '4', '1']);
  });

  it('gets another code where one is repeated, and says so', () => {
    const reading = read('Code,Name\n7,Kopi\n7,Teh\n');
    expect(reading.items.map((item) => item.code)).toEqual(['7', '1']);
    expect(reading.warnings).toEqual([
      { code: 'code-repeated', row: 3, text: 'The code “7” is already used above, so this item got the code 1.' },
    ]);
  });

  it.each([
    ['yes', true],
    ['TRUE', true],
    ['1', true],
    ['', true],
    ['No', false],
    ['false', false],
    ['0', false],
    ['Sold out', false],
    ["86'd", false],
  ])('takes availability %j for %s', (cell, available) => {
    expect(read(`Name,Available\nKopi,${cell}\n`)).toMatchObject({ items: [{ available }], warnings: [] });
  });

  it('says what it could not use, row by row', () => {
    expect(warningsOf('Name,Price,Available,Chef\nKopi,market,perhaps,Ann\n,5,yes,Ann\nTeh,2,yes,Bo,9\n')).toEqual([
      ['columns-unused', null],
      ['price-unreadable', 2],
      ['availability-unknown', 2],
      ['name-missing', 3],
      ['row-too-wide', 4],
    ]);
  });

  it('leaves out an item that a menu cannot hold, and says which', () => {
    const reading = read(`Name,Description\nKopi,\n${'x'.repeat(10_001)},\nTeh,"a\u0007b"\n`);
    expect(reading.items.map((item) => item.name)).toEqual(['Kopi']);
    expect(reading.warnings.map(({ code, row }) => [code, row])).toEqual([
      ['text-unusable', 3],
      ['text-unusable', 4],
    ]);
  });

  it('never takes a price in another currency for its own', () => {
    const reading = read('Name,Price,Currency\nKopi,2.40,SGD\nTeh,2.60,EUR\nMilo,€3,\n');
    expect(reading.items.map((item) => [item.name, item.price])).toEqual([
      ['Kopi', 240],
      ['Milo', null],
    ]);
    expect(reading.warnings.map(({ code, row }) => [code, row])).toEqual([
      ['currency-other', 3],
      ['price-unreadable', 4],
    ]);
  });

  it('is read in Windows-1252 with a note to check', () => {
    const reading = readMenu(Buffer.from('Name\nCrème brûlée\n', 'latin1'), { currency: 'SGD' });
    expect(reading.items[0]?.name).toBe('Crème brûlée');
    expect(reading.warnings.map(({ code }) => code)).toEqual(['encoding-guessed']);
  });
});
