import { z } from 'zod';

/** At most so many allergens, diets, sizes, times, modifier groups of one item, or options of one group. */
const MAX_LISTED = 50;
/** At most so many languages beside the menu's own. */
const MAX_LANGUAGES = 20;
const MAX_OPTIONS = 200;

/** The category of items that a file puts in none. */
export const DEFAULT_CATEGORY = 'Menu';

/** What CSV and JSON can both hold and a screen can show: whole characters, no control characters but TAB, LF, CR. */
const isPrintable = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text);
const isTrimmed = (text: string): boolean => text === text.trim();

const text = (longest: number) =>
  z.string().max(longest).refine(isPrintable, 'holds unprintable characters').refine(isTrimmed, 'has spaces around it');
const named = (longest: number) => text(longest).refine((value) => value !== '', 'is blank');
/** A CSV cell lists these, so none holds what separates them there. */
const label = (separators: RegExp) => named(100).refine((value) => !separators.test(value), 'holds a separator');

const word = label(/[;|,]/);
const price = z.int().min(0).nullable();
/** BCP 47: "fr", "zh-Hant". */
const language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/);
const translations = (translated: z.ZodString) =>
  z.record(language, translated).refine((all) => Object.keys(all).length <= MAX_LANGUAGES, 'too many languages');

const sizeSchema = z.strictObject({ name: label(/[;|\r\n]/), price });

/** Choices that go with an item: at least `min` of them, at most `max` (null: any number). */
const modifierGroupSchema = z
  .strictObject({
    name: label(/[;|:\r\n]/),
    min: z.int().min(0).max(99),
    max: z.int().min(1).max(99).nullable(),
    /** What each adds to the price; negative where it takes off. */
    options: z
      .array(z.strictObject({ name: label(/[;|\r\n]/), price: z.int() }))
      .min(1)
      .max(MAX_OPTIONS),
  })
  .refine(({ min, max }) => max === null || min <= max, 'asks for more than it allows');

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const isAscending = (days: number[]): boolean => days.every((day, index) => index === 0 || day > days[index - 1]!);

/** When an item is sold, by the branch's clock; `to` before `from` is on the next day. */
const servedSchema = z.strictObject({
  /** ISO 8601: Monday is 1, Sunday is 7. */
  days: z.array(z.int().min(1).max(7)).min(1).refine(isAscending, 'are not in order'),
  from: timeOfDay,
  to: timeOfDay,
});

export const menuItemSchema = z.strictObject({
  category: named(200),
  /** What tills and kitchens call the item; unique within a menu. */
  code: named(64),
  name: named(10_000),
  /** The name in other languages. */
  names: translations(named(1000)).default({}),
  description: text(2000),
  descriptions: translations(named(2000)).default({}),
  /** Minor units of the menu's currency; null when no price is given, or each size has its own. */
  price,
  sizes: z.array(sizeSchema).max(MAX_LISTED).refine(haveOwnNames, 'repeat a name').default([]),
  modifiers: z.array(modifierGroupSchema).max(MAX_LISTED).default([]),
  available: z.boolean(),
  /** Those of the EU's fourteen by their key in ALLERGENS, others by the word that the menu has for them. */
  allergens: z.array(word).max(MAX_LISTED),
  /** By their key in DIETS, others by the word that the menu has for them. */
  diets: z.array(word).max(MAX_LISTED).default([]),
  /** Empty when it is sold all day, every day. */
  served: z.array(servedSchema).max(MAX_LISTED).default([]),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

/** An item of which nothing is known but what is given. */
export function menuItem(given: Pick<MenuItem, 'code' | 'name'> & Partial<MenuItem>): MenuItem {
  return {
    category: DEFAULT_CATEGORY,
    names: {},
    description: '',
    descriptions: {},
    price: null,
    sizes: [],
    modifiers: [],
    available: true,
    allergens: [],
    diets: [],
    served: [],
    ...given,
  };
}

function haveOwnNames(sizes: { name: string }[]): boolean {
  return new Set(sizes.map(({ name }) => name)).size === sizes.length;
}
