import { describe, expect, it } from 'vitest';
import { topItems } from '../../../src/main/app/draft-view.ts';
import type { SalesLine } from '../../../src/shared/sales/sales.ts';

const line = (item: string, quantity: number, net: number | null): SalesLine => {
  return { row: 2, item, category: null, code: null, quantity, unitPrice: null, net };
};
const sizes = (lines: SalesLine[]) => topItems(lines).map(({ item, size }) => [item, size]);

describe('the top items', () => {
  it('are those that brought in the most, the lines of each together', () => {
    const lines = [line('Kopi', 9, 900), line('Laksa', 1, 650), line('Laksa', 1, 650)];
    expect(topItems(lines)).toEqual([
      { item: 'Laksa', quantity: 2, net: 1300, size: 1300 },
      { item: 'Kopi', quantity: 9, net: 900, size: 900 },
    ]);
  });

  it('of a file without money are those of which the most were sold', () => {
    expect(sizes([line('Laksa', 2, null), line('Kopi', 9, null)])).toEqual([
      ['Kopi', 9],
      ['Laksa', 2],
    ]);
  });

  it('of a file where only some lines have money are compared by it alone, however many were sold', () => {
    const lines = [line('Water', 40, null), line('Refund', -1, -650), line('Kopi', 9, 900), line('Laksa', 2, 1300)];
    expect(sizes(lines)).toEqual([
      ['Laksa', 1300],
      ['Kopi', 900],
      ['Water', 0],
      ['Refund', -650],
    ]);
  });

  it('are eight at most', () => {
    expect(topItems(Array.from({ length: 20 }, (_, dish) => line(`Dish ${dish}`, 1, dish)))).toHaveLength(8);
  });
});
