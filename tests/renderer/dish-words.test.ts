import { describe, expect, it } from 'vitest';
import { dishNotes, translated } from '../../src/renderer/menu/dish-words.ts';
import type { Dish } from '../../src/renderer/menu/search.ts';
import { dish } from './dish.ts';
import { WRITTEN } from './written.ts';

const notes = (given: Partial<Dish>) => dishNotes(dish(given), { currency: 'EUR', digits: 2 }, WRITTEN);

const OPTIONS = [
  { name: 'egg', price: 50 },
  { name: 'no noodles', price: -100 },
  { name: 'chilli', price: 0 },
];

describe('what goes with a dish', () => {
  it.each([
    [0, null, 'as many as you like'],
    [0, 2, 'choose up to 2'],
    [1, 1, 'choose 1'],
    [2, null, 'choose at least 2'],
    [1, 3, 'choose 1 to 3'],
  ])('says of its choices how many, from %s to %s, and what each costs', (min, max, rule) => {
    expect(notes({ modifiers: [{ name: 'Extras', min, max, options: OPTIONS }] })).toEqual([
      `Extras (${rule}): egg +€0.50, no noodles −€1.00, chilli`,
    ]);
  });

  it.each([
    [[1, 2, 3, 4, 5], 'Served: Monday to Friday 11:30 to 15:00'],
    [[1, 2, 3, 4, 5, 6, 7], 'Served: every day 11:30 to 15:00'],
    [[6, 7], 'Served: Saturday, Sunday 11:30 to 15:00'],
    [[1, 2, 5], 'Served: Monday, Tuesday, Friday 11:30 to 15:00'],
  ])('says on the days %j when it is served', (days, line) => {
    expect(notes({ served: [{ days, from: '11:30', to: '15:00' }] })).toEqual([line]);
  });

  it('calls allergens and diets by words, those that are only the menu\u2019s own as the menu does', () => {
    expect(notes({ allergens: ['nuts', 'soybeans', 'Kiwi'], diets: ['gluten-free', 'Low carb'] })).toEqual([
      'Contains: Nuts, Soybeans, Kiwi',
      'Diet: Gluten-free, Low carb',
    ]);
  });

  it('is nothing where the menu says nothing', () => {
    expect(notes({})).toEqual([]);
  });
});

describe('a name in the language of the branch', () => {
  const names = { fr: 'Nouilles', 'zh-Hant': '叻沙麵', zh: '叻沙面' };

  it.each([
    ['fr-CH', 'Nouilles'],
    ['zh-TW', '叻沙麵'],
    ['zh-SG', '叻沙面'],
    ['en-SG', undefined],
    [undefined, undefined],
  ])('for %s is %s', (locale, name) => {
    expect(translated(names, locale)).toBe(name);
  });

  it('is none in what is no language', () => {
    expect(translated({ 'xx-1': 'Laksa' }, 'en')).toBeUndefined();
  });
});
