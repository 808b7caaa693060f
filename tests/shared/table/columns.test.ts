import { expect, it, test } from 'vitest';
import { findColumns, normalHeader } from '../../../src/shared/table/columns.ts';

it.each([
  ['Item Name', 'itemname'],
  ['item_name', 'itemname'],
  [' UNIT-PRICE: ', 'unitprice'],
  ['Price (S$)', 'price'],
  ['Price SGD', 'price'],
  ['Price (USD)', 'priceusd'],
  ['Void?', 'void'],
  ['메뉴명', '메뉴명'],
])('%s is spelled %s', (header, normal) => {
  expect(normalHeader(header, 'SGD')).toBe(normal);
});

test('the best name wins, whatever the order of the columns; a second column of that name is reported', () => {
  const names = { item: ['item', 'name'], amount: ['net', 'amount'], code: ['code'] };
  expect(findColumns(['Amount', 'Net', 'Name', 'NET', '', 'Tax'], names, 'SGD')).toEqual({
    index: { item: 2, amount: 1 },
    repeated: ['Net'],
    unused: ['Amount', 'NET', 'Tax'],
  });
});
