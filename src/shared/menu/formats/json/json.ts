import { findCurrency } from '../../../table/currency.ts';
import { NumberEvidence } from '../../../table/numbers.ts';
import { listed, type WarningList } from '../../../table/warnings.ts';
import { AllergenReader } from '../allergen-words.ts';
import { type Role, roleOf } from '../csv/headings.ts';
import type { MenuFormat } from '../format.ts';
import { PriceReader } from '../prices.ts';
import { type FoundMenu, findItems, nameKey } from './find-items.ts';
import { allergenWords, type ItemContext, readItem } from './read-item.ts';
import { isObject, type Json, type JsonObject, objectsIn, textOf } from './values.ts';

/** What of a category is read. */
const USED: Role[] = ['name', 'category', 'served', 'allergens', 'code'];

/** JSON: categories with their items, a list of items, sections of sections, or lists that refer to each other by id. */
export const json: MenuFormat = {
  name: 'json',
  read({ text, currency: asked, branches }, warnings) {
    if (!/^\s*(?:\{|\[\s*[{[\]])/.test(text)) return undefined;
    const root = parse(text, warnings);
    const menu = findItems(root ?? null);
    const texts = [...currencyTexts(root ?? null, 0)];
    const { currency, from } = findCurrency(asked, texts);
    const context = contextOf(menu, new PriceReader(currency, decimalOf(texts), warnings), branches, warnings);
    const rows = menu.items.map((item, index) => readItem(item, index + 1, context));
    for (const { around } of menu.items) for (const node of around) addUnused(node, context.unusedKeys);
    if (context.otherTags.size > 0) warnings.add('tags-unused', null, { tags: listed([...context.otherTags]) });
    if (context.unusedKeys.size > 0) warnings.add('keys-unused', null, { keys: listed([...context.unusedKeys]) });
    return { rows, currency, currencyFrom: from, delimiter: null };
  },
};

function parse(text: string, warnings: WarningList): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    warnings.add('json-broken');
    return undefined;
  }
}

function contextOf(
  { items, legend, byId }: FoundMenu,
  prices: PriceReader,
  branches: readonly string[],
  warnings: WarningList,
): ItemContext {
  const allergens = new AllergenReader(items.flatMap(allergenWords), legend, warnings);
  return { prices, allergens, byId, branches, warnings, otherTags: new Set(), unusedKeys: new Set() };
}

/** What a category has that isn't its items', nor its own name. */
function addUnused(category: JsonObject, unused: Set<string>): void {
  for (const [key, value] of Object.entries(category)) {
    const isUsed =
      USED.includes(roleOf(key) ?? 'quantity') || key === 'id' || objectsIn(value).some((each) => nameKey(each));
    if (!isUsed && value !== null && value !== '') unused.add(key);
  }
}

/** What may name the currency: entries that are one, and prices that are texts. */
function* currencyTexts(node: Json, depth: number): Generator<string> {
  if (depth > 12) return;
  if (Array.isArray(node)) for (const each of node) yield* currencyTexts(each, depth + 1);
  if (!isObject(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && (roleOf(key) === 'price' || /currency/i.test(key))) yield textOf(value);
    else if (isObject(value) || objectsIn(value).length > 0) yield* currencyTexts(value, depth + 1);
  }
}

function decimalOf(texts: string[]) {
  const evidence = new NumberEvidence();
  for (const text of texts) evidence.add(text);
  return evidence.decimal();
}
