import { describe, expect, it } from 'vitest';
import { menuChanges } from '../../../src/shared/menu/changes.ts';
import { type MenuItem, menuItem } from '../../../src/shared/menu/item.ts';

const item = (code: string, rest: Partial<MenuItem> = {}): MenuItem =>
  menuItem({ category: 'Mains', code, name: `Dish ${code}`, price: 650, ...rest });

const menu = (...items: MenuItem[]) => ({ currency: 'SGD', items });

const dish = (code: string) => ({ code, name: `Dish ${code}` });

describe('what changed from one menu to the next', () => {
  it('is nothing for the same items, in whatever order', () => {
    const [a, b] = [item('1', { allergens: ['fish', 'nuts'] }), item('2')];
    expect(menuChanges(menu(a, b), menu(b, { ...a, allergens: ['nuts', 'fish'] }))).toEqual([]);
  });

  it.each([
    ['a price', { price: 700 }, [{ kind: 'price', ...dish('1'), size: null, before: 650, after: 700 }]],
    ['a price gone', { price: null }, [{ kind: 'price', ...dish('1'), size: null, before: 650, after: null }]],
    ['sold out', { available: false }, [{ kind: 'sold-out', ...dish('1') }]],
    ['an allergen', { allergens: ['fish'] }, [{ kind: 'allergens', ...dish('1') }]],
    ['a diet', { diets: ['vegan'] }, [{ kind: 'diets', ...dish('1') }]],
    ['other times', { served: [{ days: [1], from: '11:00', to: '14:00' }] }, [{ kind: 'served', ...dish('1') }]],
    [
      'a choice',
      { modifiers: [{ name: 'Egg', min: 0, max: null, options: [] }] },
      [{ kind: 'modifiers', ...dish('1') }],
    ],
    [
      'sizes in place of a price',
      { price: null, sizes: [{ name: 'S', price: 650 }] },
      [{ kind: 'sizes', ...dish('1') }],
    ],
    ['a name in another language', { names: { fr: 'Soupe' } }, [{ kind: 'text', ...dish('1') }]],
    ['a description', { description: 'hot' }, [{ kind: 'text', ...dish('1') }]],
    ['another category', { category: 'Soups' }, [{ kind: 'text', ...dish('1') }]],
    ['another name', { name: 'Laksa' }, [{ kind: 'text', code: '1', name: 'Laksa' }]],
  ])('%s', (_, change, changes) => {
    expect(menuChanges(menu(item('1')), menu(item('1', change)))).toEqual(changes);
  });

  it('a dish that is back, several changes of one, new ones in their place and removed ones last', () => {
    const before = menu(item('1', { available: false }), item('2'), item('3'));
    const after = menu(item('4'), item('1', { price: 600 }), item('3'));
    expect(menuChanges(before, after)).toEqual([
      { kind: 'new', ...dish('4') },
      { kind: 'back', ...dish('1') },
      { kind: 'price', ...dish('1'), size: null, before: 650, after: 600 },
      { kind: 'removed', ...dish('2') },
    ]);
  });

  it('the price of a size, and a size that came', () => {
    const before = item('1', { price: null, sizes: [{ name: 'S', price: 400 }] });
    const sizes = [
      { name: 'S', price: 450 },
      { name: 'L', price: 600 },
    ];
    expect(menuChanges(menu(before), menu({ ...before, sizes }))).toEqual([
      { kind: 'price', ...dish('1'), size: 'S', before: 400, after: 450 },
      { kind: 'sizes', ...dish('1') },
    ]);
  });

  it('every price, when the currency is another', () => {
    const after = { ...menu(item('1'), item('2')), currency: 'MYR' };
    expect(menuChanges(menu(item('1'), item('2')), after).map(({ kind }) => kind)).toEqual(['price', 'price']);
  });
});
