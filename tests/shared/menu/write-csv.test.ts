import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MenuItem, menuItem, menuItemSchema } from '../../../src/shared/menu/item.ts';
import { menuContentSchema } from '../../../src/shared/menu/menu.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';
import { writeMenuCsv } from '../../../src/shared/menu/write-csv.ts';

const nasty = fc.constantFrom(...'=+-@\'\t\r\n ",;|\ufeff\u00a0\u2028叻😀é0%', 'NULL', 'none', '\r\n', "'=", '1,5');
const anyText = fc
  .oneof(
    fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  )
  .filter((value) => menuItemSchema.shape.description.safeParse(value).success);
const anyName = anyText.filter((value) => value.trim() !== '');
const anyAllergen = anyText.filter((value) => menuItemSchema.shape.allergens.safeParse([value]).success);
const anyItem: fc.Arbitrary<MenuItem> = fc
  .record({
    category: anyName,
    code: anyName.filter((value) => value === value.trim()),
    name: anyName,
    description: anyText,
    price: fc.option(fc.maxSafeNat()),
    available: fc.boolean(),
    allergens: fc.array(anyAllergen, { maxLength: 3 }),
  })
  .map(menuItem);
const anyMenu = fc.record({
  currency: fc.constantFrom('SGD', 'JPY', 'KWD', 'IDR'),
  items: fc.uniqueArray(anyItem, { minLength: 1, maxLength: 6, selector: (item) => item.code }),
});

test('a menu that is written and read again is the same menu', () => {
  fc.assert(
    fc.property(anyMenu, (menu) => {
      menuContentSchema.parse(menu);
      expect(readMenu(writeMenuCsv(menu), { currency: menu.currency }).items).toEqual(menu.items);
    }),
    { numRuns: 500 },
  );
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
