import type { Dish } from '../../src/renderer/menu/search.ts';

/** A dish of which only what a test speaks of matters. */
export const dish = (given: Partial<Dish>): Dish => ({
  category: 'Mains',
  code: '101',
  name: 'Laksa',
  description: '',
  price: 650,
  available: true,
  allergens: [],
  ...given,
});
