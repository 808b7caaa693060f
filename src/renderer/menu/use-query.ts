import { useDeferredValue, useMemo, useState } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { type Category, categoriesOf } from './rows.ts';
import { findDishes, indexMenu, type MenuIndex } from './search.ts';

export interface Query {
  /** As it is typed. */
  text: string;
  /** What the dishes found belong to: it follows the typing. */
  searched: string;
  /** Keys of the allergens whose dishes are hidden. */
  without: string[];
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
export function useQuery({ items }: MenuView): Query {
  const { compare } = useApp().format;
  const [text, setText] = useState('');
  const [without, setWithout] = useState<string[]>([]);
  const searched = useDeferredValue(text);
  const index = useMemo(() => indexMenu(items), [items]);
  const found = useMemo(() => findDishes(index, searched, without), [index, searched, without]);
  const hidden = useMemo(
    () => (without.length > 0 ? findDishes(index, searched, []).length - found.length : 0),
    [index, searched, without, found],
  );
  const allergens = useMemo(
    () => index.allergens.toSorted((a, b) => compare(a.name, b.name)),
    [index.allergens, compare],
  );
  const categories = useMemo(() => categoriesOf(found), [found]);
  const clear = (): void => {
    setText('');
    setWithout([]);
  };
  return { text, searched, without, allergens, categories, hidden, setText, setWithout, clear };
}
