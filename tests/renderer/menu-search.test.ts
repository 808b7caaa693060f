import { describe, expect, it } from 'vitest';
import { findDishes, fold, indexMenu } from '../../src/renderer/menu/search.ts';
import { dish } from './dish.ts';

const laksa = dish({
  code: '201',
  name: 'Katong laksa 叻沙',
  description: 'Rice noodles',
  allergens: ['Fish', 'Peanuts'],
});
const brulee = dish({ code: '702', name: 'Crème brûlée', category: 'Desserts', allergens: ['Milk', 'EGGS'] });
const tea = dish({ code: '803', name: 'Teh tarik', category: 'Drinks' });
const index = indexMenu([laksa, brulee, tea]);
const find = (text: string, without: string[] = []) => findDishes(index, text, without);

describe('searching dishes', () => {
  it('finds by name, code, description and category', () => {
    expect(find('laksa')).toEqual([laksa]);
    expect(find('803')).toEqual([tea]);
    expect(find('noodles')).toEqual([laksa]);
    expect(find('desserts')).toEqual([brulee]);
  });

  it('finds by sizes, choices and names in other languages', () => {
    const noodles = dish({
      code: '9',
      names: { fr: 'Nouilles sautées' },
      descriptions: { de: 'Mit Ei' },
      sizes: [{ name: 'Family', price: 1800 }],
      modifiers: [{ name: 'Spiciness', min: 1, max: 1, options: [{ name: 'Volcano', price: 0 }] }],
    });
    const withNoodles = indexMenu([tea, noodles]);
    for (const text of ['sautees', 'mit ei', 'family', 'spiciness', 'volcano'])
      expect(findDishes(withNoodles, text, [])).toEqual([noodles]);
  });

  it('takes no heed of case and accents, in the menu or in what is typed', () => {
    expect(find('CREME brulee')).toEqual([brulee]);
    expect(find('LÀKSÁ')).toEqual([laksa]);
  });

  it('wants every word, in any order and wherever it is', () => {
    expect(find('rice katong')).toEqual([laksa]);
    expect(find('rice brulee')).toEqual([]);
  });

  it('finds other scripts', () => {
    expect(find('叻沙')).toEqual([laksa]);
  });

  it('gives the whole menu, in its order, for nothing but spaces', () => {
    expect(find('  ')).toEqual([laksa, brulee, tea]);
  });

  it('hides what contains an allergen chosen, however it is written', () => {
    expect(find('', [fold('eggs')])).toEqual([laksa, tea]);
    expect(find('', [fold('Fish'), fold('Milk')])).toEqual([tea]);
  });

  it('knows the plain form of letters that are more than a letter with an accent', () => {
    expect(fold('Straße Ærø Łódź Iğdır')).toBe('strasse aero lodz igdir');
    expect(fold('ＡＢＣ')).toBe('abc');
  });
});

describe("a menu's allergens", () => {
  it('are listed once each, as the menu names them, with the number of dishes', () => {
    const { allergens } = indexMenu([laksa, dish({ allergens: ['peanuts', 'Égg'] })]);
    expect(allergens.map(({ name, count }) => [name, count])).toEqual([
      ['Fish', 1],
      ['Peanuts', 2],
      ['Égg', 1],
    ]);
  });

  it('count a dish once that names one twice', () => {
    const { allergens } = indexMenu([dish({ allergens: ['Milk', 'milk'] })]);
    expect(allergens.map(({ count }) => count)).toEqual([1]);
  });
});
