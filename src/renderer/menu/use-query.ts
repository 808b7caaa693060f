import { type Dispatch, type SetStateAction, useDeferredValue, useMemo } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { allergenWord } from './dish-words.ts';
import { type Category, categoriesOf } from './rows.ts';
import { findDishes, indexMenu, type MenuIndex } from './search.ts';

/** What a person wants to see of the menu. It outlives the screen. */
export interface Wanted {
  /** As it is typed. */
  text: string;
  /** Keys of the allergens whose dishes are hidden. */
  without: string[];
}

export const ALL_DISHES: Wanted = { text: '', without: [] };

export interface Wanting {
  wanted: Wanted;
  onWant: Dispatch<SetStateAction<Wanted>>;
}

export interface Query extends Wanted {
  /** What the dishes found belong to: it follows the typing. */
  searched: string;
  /** By name, in the branch's alphabet. */
  allergens: MenuIndex['allergens'];
  /** What was found, by category. */
  categories: Category[];
  /** What the allergens hide of it. */
  hidden: number;
  setText(text: string): void;
  setWithout(keys: string[]): void;
  clear(): void;
}

/** What is looked for in a menu, and what is found. Typing is never kept waiting for it. */
export function useQuery({ items }: MenuView, { wanted: { text, without }, onWant }: Wanting): Query {
  const { strings, format } = useApp();
  const { compare } = format;
  const searched = useDeferredValue(text);
  const index = useMemo(() => indexMenu(items), [items]);
  const found = useMemo(() => findDishes(index, searched, without), [index, searched, without]);
  const hidden = useMemo(
    () => (without.length > 0 ? findDishes(index, searched, []).length - found.length : 0),
    [index, searched, without, found],
  );
  const allergens = useMemo(
    () =>
      index.allergens
        .map((each) => ({ ...each, name: allergenWord(each.name, { strings }) }))
        .toSorted((a, b) => compare(a.name, b.name)),
    [index.allergens, strings, compare],
  );
  const categories = useMemo(() => categoriesOf(found), [found]);
  return {
    ...{ text, searched, without, allergens, categories, hidden },
    setText: (typed) => onWant((wanted) => ({ ...wanted, text: typed })),
    setWithout: (keys) => onWant((wanted) => ({ ...wanted, without: keys })),
    clear: () => onWant(ALL_DISHES),
  };
}
