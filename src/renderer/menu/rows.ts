import type { Dish } from './search.ts';

/** One row of the list: a category's heading, or a dish. */
export type Row = { kind: 'heading'; name: string } | { kind: 'dish'; dish: Dish };

export interface Category {
  name: string;
  dishes: Dish[];
  /** Where its heading is in the list. */
  row: number;
}

/** The dishes by category, in the order in which the menu names them first. */
export function categoriesOf(dishes: readonly Dish[]): Category[] {
  const byName = Map.groupBy(dishes, ({ category }) => category);
  let row = 0;
  return [...byName].map(([name, members]) => {
    const category = { name, dishes: members, row };
    row += members.length + 1;
    return category;
  });
}

export function rowsOf(categories: readonly Category[]): Row[] {
  return categories.flatMap(({ name, dishes }): Row[] => [
    { kind: 'heading', name },
    ...dishes.map((dish): Row => ({ kind: 'dish', dish })),
  ]);
}
