import { describe, expect, it } from 'vitest';
import { categoriesOf, rowsOf } from '../../src/renderer/menu/rows.ts';
import { dish } from './dish.ts';

const [soup, laksa, tea, roti] = [
  dish({ code: '1', category: 'Starters' }),
  dish({ code: '2', category: 'Mains' }),
  dish({ code: '3', category: 'Drinks' }),
  dish({ code: '4', category: 'Starters' }),
];

describe("the list's rows", () => {
  const categories = categoriesOf([soup, laksa, tea, roti]);

  it('are grouped by category, in the order in which the menu names them first', () => {
    expect(categories.map(({ name, dishes }) => [name, dishes.length])).toEqual([
      ['Starters', 2],
      ['Mains', 1],
      ['Drinks', 1],
    ]);
  });

  it('have a heading before the dishes of each category, where the category says', () => {
    const rows = rowsOf(categories);
    expect(rows).toHaveLength(7);
    for (const { name, row } of categories) expect(rows[row]).toEqual({ kind: 'heading', name });
    expect(rows[2]).toEqual({ kind: 'dish', dish: roti });
  });
});
