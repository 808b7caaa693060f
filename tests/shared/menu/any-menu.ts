import fc from 'fast-check';
import { listedWords } from '../../../src/shared/menu/formats/allergen-words.ts';
import { type MenuItem, menuItem, menuItemSchema } from '../../../src/shared/menu/item.ts';
import { findCodes } from '../../../src/shared/menu/words/allergen-codes.ts';
import { ALLERGENS, allergensOf } from '../../../src/shared/menu/words/allergens.ts';
import { dietOf } from '../../../src/shared/menu/words/diets.ts';

const { shape } = menuItemSchema;

const nasty = fc.constantFrom(...'=+-@\'\t\n ",;|\ufeff\u00a0\u2028叻😀é0%', 'NULL', 'none', '\r\n', "'=", '1,5');
const anyText = fc
  .oneof(
    fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  )
  .map((text) => text.trim())
  .filter((text) => shape.description.safeParse(text).success);
const anyName = anyText.filter((text) => text !== '');
const anyLabel = anyName.filter((name) => !/[;|:\n]/.test(name));

/** A word that means itself: another may be read as what it stands for. */
const isOwn = (word: string): boolean =>
  shape.allergens.safeParse([word]).success &&
  findCodes([word]) === undefined &&
  listedWords(word).join() === word &&
  allergensOf(word).join() === word &&
  dietOf(word) === undefined;
const anyWord = anyName.filter(isOwn);
const wordsFrom = (known: string[]) => fc.uniqueArray(fc.oneof(fc.constantFrom(...known), anyWord), { maxLength: 3 });

const anyPrice = fc.option(fc.maxSafeNat());
const anyTime = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((time) => time.map((part) => String(part).padStart(2, '0')).join(':'));
const anyTranslations = fc.dictionary(fc.constantFrom('fr', 'ja', 'zh-Hant', 'pt-BR', 'uk', 'fi'), anyName, {
  maxKeys: 3,
});

const anyModifiers = fc.array(
  fc.record({
    name: anyLabel,
    min: fc.nat(2),
    max: fc.option(fc.integer({ min: 2, max: 9 })),
    options: fc.array(fc.record({ name: anyLabel, price: fc.integer() }), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 2 },
);

const anyItem: fc.Arbitrary<MenuItem> = fc
  .record({
    category: anyName,
    code: anyName,
    name: anyName,
    names: anyTranslations,
    description: anyText,
    descriptions: anyTranslations,
    price: anyPrice,
    sizes: fc.uniqueArray(fc.record({ name: anyLabel, price: anyPrice }), {
      maxLength: 3,
      selector: ({ name }) => name,
    }),
    modifiers: anyModifiers,
    available: fc.boolean(),
    allergens: wordsFrom(ALLERGENS),
    diets: wordsFrom(['vegan', 'halal', 'gluten-free']),
    served: fc.array(
      fc.record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: anyTime, to: anyTime }),
      { maxLength: 2 },
    ),
  })
  .map(menuItem);

/** A menu with anything in it that the schema allows. */
export const anyMenu = fc.record({
  currency: fc.constantFrom('SGD', 'JPY', 'KWD', 'IDR'),
  items: fc.uniqueArray(anyItem, { minLength: 1, maxLength: 6, selector: (item) => item.code }),
});
