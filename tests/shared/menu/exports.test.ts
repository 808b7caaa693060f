import { expect, it } from 'vitest';
import { readMenu } from '../../../src/shared/menu/read.ts';

const read = (text: string) => readMenu(Buffer.from(text), { currency: 'SGD' });
const codesOf = (text: string): string[] => read(text).warnings.map(({ code }) => code);

it('variations of an item, with a set of choices that is called like an allergen, are its sizes', () => {
  const text =
    'Token,Item Name,Variation Name,SKU,Category,Price,Modifier Set - Milk,Price SG-01\n' +
    'a,Latte,Small,L-S,Coffee,4.50,Y,5.00\nb,Latte,Large,L-L,Coffee,5.50,Y,\n';
  expect(read(text)).toMatchObject({
    items: [{ code: 'L-S', name: 'Latte', sizes: [{ price: 450 }, { price: 550 }], allergens: [] }],
    overrides: [{ branch: 'SG-01', code: 'L-S', size: 'Small', price: 500 }],
  });
  expect(codesOf(text)).toEqual(['columns-unused', 'size-codes']);
});

it('variants in rows without a name belong to the item above', () => {
  const text = 'SKU,Name,Category,Option 1 value,Price\n1,Latte,Coffee,S,4.50\n2,,,L,5.50\n3,Tea,Tea,,2.00\n';
  expect(read(text).items).toMatchObject([
    { code: '1', name: 'Latte', sizes: [{ name: 'S' }, { name: 'L' }] },
    { code: '3', name: 'Tea', category: 'Tea', price: 200 },
  ]);
});

it('two items a row are two items, and titles above the headings are said', () => {
  const text = 'Our menu\nItem,Price,Item,Price\nSoup,5.00,Pie,12.00\nSalad,6.00,,\n';
  expect(read(text).items.map(({ name, price }) => [name, price])).toEqual([
    ['Soup', 500],
    ['Pie', 1200],
    ['Salad', 600],
  ]);
  expect(codesOf(text)).toEqual(['titles-unused']);
});

it('a size that comes twice, and one that is sold out, are left out and said', () => {
  const text =
    'Name,Size,Price,Available\nTea,S,2.00,yes\nTea,S,2.50,yes\nTea,L,3.00,no\nKopi,S,1.60,no\nKopi,L,2.00,yes\n';
  expect(read(text).items).toMatchObject([
    { name: 'Tea', available: true, sizes: [{ name: 'S', price: 200 }] },
    { name: 'Kopi', available: true, sizes: [{ name: 'L', price: 200 }] },
  ]);
  expect(codesOf(text)).toEqual(['size-repeated', 'size-sold-out']);
});

it('a heading over nothing is said', () => {
  expect(codesOf('Name;Price\nFood;\nPie;5,00\nCake;4,00\nDrinks;\n')).toEqual(['heading-empty']);
});

it('columns of prices without a known name are the price, or somebody must look', () => {
  expect(read('Name,Category,Cena\nPie,Food,5.00\n')).toMatchObject({
    items: [{ price: 500 }],
    warnings: [{ code: 'price-guessed' }],
  });
  expect(read('Name,Price,Cena\nPie,5.00,6.00\n')).toMatchObject({ needsReview: true, items: [{ price: 500 }] });
});

it('an item in JSON keeps what goes with it, and schema.org is read', () => {
  const pizza = { name: 'Pizza', price: { small: 8, large: 12 }, toppings: [{ name: 'Olives', price: 1 }] };
  const modifiers = [{ name: 'toppings', min: 0, max: null, options: [{ name: 'Olives', price: 100 }] }];
  expect(read(JSON.stringify([pizza])).items).toMatchObject([{ sizes: [{ price: 800 }, { price: 1200 }], modifiers }]);
  const onion = { '@type': 'MenuItem', name: 'Onion', offers: { price: '6.00', priceCurrency: 'EUR' } };
  const menu = { '@type': 'Menu', hasMenuSection: [{ name: 'Soups', hasMenuItem: [onion] }] };
  const reading = readMenu(Buffer.from(JSON.stringify(menu)));
  expect(reading).toMatchObject({ currency: 'EUR', items: [{ category: 'Soups', name: 'Onion', price: 600 }] });
});
