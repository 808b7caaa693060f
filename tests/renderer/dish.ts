import type { Dish } from '../../src/renderer/menu/search.ts';
import { menuItem } from '../../src/shared/menu/item.ts';

/** A dish of which only what a test speaks of matters. */
export const dish = (given: Partial<Dish>): Dish =>
  menuItem({ category: 'Mains', code: '101', name: 'Laksa', price: 650, ...given });
