import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type MenuItem, menuItem } from '../../../src/shared/menu/item.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';

const fixture = (name: string) => readMenu(readFileSync(join(import.meta.dirname, 'fixtures', name)));

/** The expected items of a file, by hand; those without a code are numbered. */
const expected = (...items: (Omit<Partial<MenuItem>, 'name'> & { name: string })[]): MenuItem[] =>
  items.map((item, index) => menuItem({ code: String(index + 1), ...item }));

const codesOf = ({ warnings }: ReturnType<typeof fixture>): string[] =>
  warnings.map(({ code }) => code).filter((code) => code !== 'currency-assumed');

describe('sizes', () => {
  it('are columns', () => {
    const reading = fixture('sizes-as-columns.csv');
    const sizes = (...each: [string, number][]) => ({ sizes: each.map(([name, price]) => ({ name, price })) });
    expect(reading.items).toEqual(
      expected(
        { category: 'Coffee', name: 'Long black', ...sizes(['Small', 240], ['Double', 310]) },
        { category: 'Coffee', name: 'Flat white', ...sizes(['Small', 320], ['Medium', 380], ['Large', 440]) },
        { category: 'Tea', name: 'Teh tarik', ...sizes(['Medium', 260], ['Large', 300]) },
        { category: 'Tea', name: 'Barley water', ...sizes(['Small', 150]) },
      ),
    );
    expect(reading).toMatchObject({ format: 'csv', dialect: { delimiter: ',' }, needsReview: false });
    expect(codesOf(reading)).toEqual([]);
  });

  it('are rows of the same name, whose allergens are those of any', () => {
    const reading = fixture('sizes-as-rows.csv');
    expect(reading.items).toEqual(
      expected(
        {
          category: 'Cold',
          name: 'Iced latte',
          description: 'Over ice.\nespresso; milk',
          sizes: [
            { name: '12 oz', price: 410 },
            { name: '16 oz', price: 490 },
          ],
          allergens: ['milk'],
        },
        { category: 'Cold', name: 'Lemonade', description: 'lemon; sugar', price: 325, diets: ['vegan'] },
        {
          category: 'Bakery',
          name: 'Carrot cake',
          description: 'flour; eggs; walnuts',
          sizes: [
            { name: 'Slice', price: 360 },
            { name: 'Whole', price: 2800 },
          ],
          allergens: ['gluten', 'eggs', 'nuts', 'milk'],
          diets: ['vegetarian'],
        },
      ),
    );
    expect(codesOf(reading)).toEqual(['tags-unused']);
  });

  it('are rows of the same code, where a database names items by theirs', () => {
    const reading = fixture('sizes-by-id.csv');
    expect(reading.items.map(({ code, name, sizes }) => [code, name, sizes.map(({ price }) => price)])).toEqual([
      ['leek', 'leek', [850, 1100, 1425]],
      ['beef', 'beef', [900, 1550]],
    ]);
    expect(codesOf(reading)).toEqual(['columns-unused']);
  });
});

describe('prices per branch', () => {
  it('are overrides, by codes and by names that look like one', () => {
    const reading = fixture('prices-per-branch.csv');
    expect(reading.items.map(({ code, price }) => [code, price])).toEqual([
      ['101', 650],
      ['102', 160],
      ['103', 160],
    ]);
    expect(reading.overrides).toEqual([
      { branch: 'SG-01', code: '101', size: null, price: 720 },
      { branch: 'ORCHARD', code: '102', size: null, price: 190 },
      { branch: 'SG-01', code: '103', size: null, price: 180 },
      { branch: 'ORCHARD', code: '103', size: null, price: 200 },
    ]);
    expect(codesOf(reading)).toEqual([]);
  });

  it.each([['SG-01'], ['Orchard Road'], ['airports']])('have headings that are codes or names alone: %s', (branch) => {
    const bytes = Buffer.from(`Code,Name,Price,${branch},SG-99\n101,Laksa,6.50,7.20,9.00\n`);
    const reading = readMenu(bytes, { currency: 'SGD', branches: ['SG-01', 'Orchard Road', 'airports'] });
    expect(reading.items).toMatchObject([{ code: '101', name: 'Laksa', price: 650 }]);
    expect(reading.overrides).toEqual([{ branch, code: '101', size: null, price: 720 }]);
    expect(reading.warnings).toMatchObject([{ code: 'prices-unused', text: expect.stringContaining('SG-99') }]);
  });

  it('of a branch that there is not are said to be left out', () => {
    const bytes = Buffer.from('Name,Price,Price SG-01,price_orchard\nLaksa,6.50,7.20,7.00\n');
    const reading = readMenu(bytes, { currency: 'SGD', branches: ['SG-01', 'SG-02'] });
    expect(reading.overrides).toEqual([{ branch: 'SG-01', code: '1', size: null, price: 720 }]);
    expect(reading).toMatchObject({ needsReview: true, warnings: [{ code: 'prices-unused', row: null }] });
  });
});

describe('a table without headings over its columns', () => {
  it('may have categories as rows', () => {
    const reading = fixture('headings-as-rows.csv');
    expect(reading.items).toEqual(
      expected(
        { category: 'Suppen', name: 'Tagessuppe', description: 'Mit Brot', price: 550 },
        { category: 'Suppen', name: 'Kürbis', description: 'Kürbis, Ingwer, Kokosmilch', price: 680 },
        { category: 'Nachtisch', name: 'Eis', description: 'Drei Kugeln, Sahne', price: 400 },
      ),
    );
    expect(codesOf(reading)).toEqual(['headings-missing']);
  });

  it('may be names and prices', () => {
    const { items } = fixture('no-header.csv');
    expect(items.map(({ name, price }) => [name, price])).toEqual([
      ['burger', 245_000],
      ['fries', 90_000],
      ['soup', 120_000],
    ]);
  });

  it('may have a category that comes again, or a description', () => {
    expect(fixture('no-header-category.txt').items.map(({ category, name }) => [category, name])).toEqual([
      ['Small plates', 'Satay'],
      ['Small plates', 'Rojak'],
      ['Noodles', 'Laksa'],
      ['Noodles', 'Mee siam'],
    ]);
    const { items, dialect } = fixture('no-header-tabs.txt');
    expect(dialect).toEqual({ delimiter: '\t' });
    expect(items.map(({ category, name, description, price }) => [category, name, description, price])).toEqual([
      ['Pasta', 'Arrabbiata', 'Tomato, chilli', 1100],
      ['Pasta', 'Pesto', 'Basil, pine nuts, cheese', 1250],
      ['Dolci', 'Tiramisu', 'Coffee, mascarpone', 600],
    ]);
  });
});

describe('names in several languages', () => {
  it('are columns', () => {
    expect(fixture('names-as-columns.csv').items).toEqual(
      expected(
        {
          category: 'Soups',
          name: 'Onion soup',
          names: { fr: "Soupe à l'oignon", ja: 'オニオンスープ' },
          description: 'With cheese',
          descriptions: { fr: 'Au fromage' },
          price: 700,
        },
        { category: 'Soups', name: 'Pumpkin soup', names: { fr: 'Velouté de potiron' }, price: 650 },
      ),
    );
  });

  it('are rows that follow each other and cost the same', () => {
    const reading = fixture('languages-as-rows.csv');
    expect(reading).toMatchObject({ currency: 'EUR', currencyFrom: 'file', needsReview: false });
    expect(reading.items).toEqual(
      expected(
        {
          category: 'Σούπες',
          name: 'Φακές',
          names: { en: 'Lentils' },
          description: 'Ζεστή',
          descriptions: { en: 'Hot' },
          sizes: [{ name: '300 ml', price: 450 }],
        },
        { category: 'Γλυκά', name: 'Χαλβάς', names: { en: 'Halva' }, sizes: [{ name: '120 gr', price: 300 }] },
      ),
    );
    expect(codesOf(reading)).toEqual(['languages-paired']);
  });

  it('stay apart where it is not clear what belongs together', () => {
    const reading = fixture('languages-apart.csv');
    expect(reading.items.map(({ name }) => name)).toEqual(['Φακές', 'Lentils', 'Halva']);
    expect(reading.needsReview).toBe(true);
    expect(codesOf(reading)).toEqual(['languages-apart']);
  });
});

describe('allergens', () => {
  it('are letters, which somebody has to compare', () => {
    const reading = fixture('allergen-letters.csv');
    expect(reading.items.map(({ allergens }) => allergens)).toEqual([
      ['gluten', 'eggs', 'milk'],
      ['gluten', 'celery', 'sulphites'],
      ['fish', 'milk'],
    ]);
    expect(reading).toMatchObject({ currency: 'EUR', needsReview: true, warnings: [{ code: 'allergen-codes' }] });
  });

  it('are columns with marks, as diets are; what is unclear counts as an allergen', () => {
    const reading = fixture('allergen-columns.csv');
    expect(reading.items.map(({ allergens, diets }) => [allergens, diets])).toEqual([
      [['peanuts'], ['gluten-free']],
      [['gluten', 'milk'], []],
      [['milk'], ['vegan']],
    ]);
    expect(codesOf(reading)).toEqual(['mark-unclear']);
  });
});

describe('JSON', () => {
  it("has categories with hours, and the menu's own letters for allergens", () => {
    const reading = fixture('categories.json');
    const served = [
      { days: [1, 5], from: '11:30', to: '14:00' },
      { days: [6], from: '12:00', to: '15:00' },
    ];
    expect(reading.items).toEqual(
      expected(
        { category: 'Mittag', name: 'Reis mit Tofu', price: 690, allergens: ['peanuts'], diets: ['vegan'], served },
        { category: 'Mittag', name: 'Nudeln', price: 700, allergens: ['gluten', 'milk'], served },
        { category: 'Abend', name: 'Sushi', price: 1150, allergens: ['Surimi', 'fish'] },
      ),
    );
    expect(reading).toMatchObject({ format: 'json', dialect: null });
    expect(codesOf(reading)).toEqual(['tags-unused', 'keys-unused']);
  });

  it('has items that refer to categories and groups of choices', () => {
    const reading = fixture('modifiers.json');
    expect(reading.items).toEqual(
      expected(
        {
          category: 'Coffee',
          code: 'c1',
          name: 'Latte',
          names: { fr: 'Café au lait' },
          sizes: [
            { name: 'S', price: 310 },
            { name: 'L', price: 390 },
          ],
          modifiers: [
            {
              name: 'Milk',
              min: 1,
              max: 1,
              options: [
                { name: 'Cow', price: 0 },
                { name: 'Oat', price: 40 },
              ],
            },
            { name: 'Extras', min: 0, max: null, options: [{ name: 'Shot', price: 80 }] },
          ],
        },
        { category: 'Food', code: 'f1', name: 'Toastie', price: 550, diets: ['vegetarian'], available: false },
      ),
    );
    expect(reading).toMatchObject({ currency: 'GBP', currencyFrom: 'file', warnings: [], needsReview: false });
  });

  it('has names with their prices', () => {
    expect(fixture('prices.json').items).toEqual(
      expected(
        { category: 'Starters', name: 'Soup', price: 550 },
        { category: 'Starters', name: 'Salad', price: 625 },
        { category: 'Mains', name: 'Pie', price: 1200 },
        { category: 'Mains', name: 'Fish', price: 1480 },
      ),
    );
  });
});

describe('plain text', () => {
  it('has prices at the end of lines, headings over items and descriptions below', () => {
    const reading = fixture('priced-text.txt');
    expect(reading.items).toEqual(
      expected(
        { category: 'Breakfast', name: 'Porridge', description: 'with honey and almonds', price: 450 },
        { category: 'Breakfast', name: 'Full English', description: 'eggs, bacon, beans, toast', price: 980 },
        {
          category: 'Drinks',
          name: 'Latte',
          description: 'oat milk on request',
          sizes: [
            { name: 'S', price: 310 },
            { name: 'L', price: 390 },
          ],
        },
        { category: 'Drinks', name: 'Tea', price: 220 },
      ),
    );
    expect(reading).toMatchObject({ format: 'plain-text', currency: 'GBP', warnings: [], needsReview: false });
  });

  it('has bullets', () => {
    expect(fixture('bullets.txt').items).toEqual(
      expected({ category: 'Specials', name: 'Crab cakes' }, { category: 'Specials', name: 'Sunday roast' }),
    );
  });
});
