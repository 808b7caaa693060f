import type { MenuView } from '../../preload/index.ts';

export type Dish = MenuView['items'][number];

/** What no Unicode decomposition takes apart. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Text without case, accents and width, to compare by. */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return plain.replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter] ?? letter);
}

interface Allergen {
  key: string;
  /** As the menu writes it first. */
  name: string;
  /** How many dishes contain it. */
  count: number;
}

interface Indexed {
  dish: Dish;
  /** All that is searched, folded once. */
  text: string;
  allergens: string[];
}

export interface MenuIndex {
  dishes: Indexed[];
  /** In the order in which the menu names them. */
  allergens: Allergen[];
}

/** Prepares a menu, so that each key typed costs little. */
export function indexMenu(items: readonly Dish[]): MenuIndex {
  const known = new Map<string, Allergen>();
  const dishes = items.map((dish) => {
    const allergens = new Map(dish.allergens.map((name) => [fold(name), name]));
    for (const [key, name] of allergens) count(known, key, name);
    const text = fold(searchedOf(dish).join('\n'));
    return { dish, text, allergens: [...allergens.keys()] };
  });
  return { dishes, allergens: [...known.values()] };
}

/** Whatever a guest may ask for a dish by. */
const searchedOf = ({ name, code, description, category, names, descriptions, sizes, modifiers }: Dish): string[] => [
  ...[name, code, description, category, ...Object.values(names), ...Object.values(descriptions)],
  ...sizes.map((size) => size.name),
  ...modifiers.flatMap((group) => [group.name, ...group.options.map((option) => option.name)]),
];

function count(known: Map<string, Allergen>, key: string, name: string): void {
  const seen = known.get(key);
  if (seen) seen.count += 1;
  else known.set(key, { key, name, count: 1 });
}

/** The dishes that hold every word searched for, and none of the allergens, in the menu's order. */
export function findDishes(index: MenuIndex, text: string, without: readonly string[]): Dish[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return index.dishes
    .filter(({ allergens }) => !without.some((key) => allergens.includes(key)))
    .filter((each) => words.every((word) => each.text.includes(word)))
    .map(({ dish }) => dish);
}
