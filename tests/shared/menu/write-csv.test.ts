import fc from 'fast-check';
import { expect, test } from 'vitest';
import { menuItem } from '../../../src/shared/menu/item.ts';
import { menuContentSchema } from '../../../src/shared/menu/menu.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';
import { writeMenuCsv } from '../../../src/shared/menu/write-csv.ts';
import { anyMenu } from './any-menu.ts';

test('a menu that is written and read again is the same menu', () => {
  fc.assert(
    fc.property(anyMenu, (menu) => {
      menuContentSchema.parse(menu);
      expect(readMenu(writeMenuCsv(menu), { currency: menu.currency }).items).toEqual(menu.items);
    }),
    { numRuns: 500 },
  );
});

test('what an item has several of is listed in a cell that people can edit', () => {
  const latte = menuItem({
    code: '7',
    name: 'Latte',
    names: { fr: 'Café au lait' },
    sizes: [
      { name: 'S', price: 450 },
      { name: '12 oz', price: null },
    ],
    modifiers: [
      {
        name: 'Milk',
        min: 1,
        max: 1,
        options: [
          { name: 'Oat', price: 50 },
          { name: 'Cow', price: 0 },
        ],
      },
      { name: 'Extras', min: 0, max: null, options: [{ name: 'No foam', price: -10 }] },
    ],
    diets: ['vegetarian'],
    served: [
      { days: [1, 2, 3, 4, 5], from: '07:00', to: '11:30' },
      { days: [6, 7], from: '22:00', to: '02:00' },
    ],
  });
  expect(
    writeMenuCsv({ currency: 'EUR', items: [latte] })
      .toString()
      .split('\r\n')
      .slice(0, 2),
  ).toEqual([
    '\ufeffCategory,Code,Name,Name (fr),Description,Price,Sizes,Modifiers,Available,Allergens,Diets,Served',
    'Menu,7,Latte,Café au lait,,,S 4.50 | 12 oz -,Milk (1-1): Oat 0.50; Cow 0.00 | Extras (0+): No foam -0.10,' +
      'yes,,vegetarian,"Mon-Fri 07:00-11:30 | Sat,Sun 22:00-02:00"',
  ]);
});

test('no cell of a written menu starts a formula', () => {
  const item = menuItem({
    category: '@x',
    code: '-1',
    description: '+1',
    price: 5,
    allergens: ['=a', 'b'],
    name: '=HYPERLINK("http://x","y")',
  });
  const csv = writeMenuCsv({ currency: 'SGD', items: [item] });
  expect(csv.toString()).toBe(
    '\ufeffCategory,Code,Name,Description,Price,Available,Allergens\r\n' +
      `'@x,'-1,"'=HYPERLINK(""http://x"",""y"")",'+1,0.05,yes,'=a; b\r\n`,
  );
});
