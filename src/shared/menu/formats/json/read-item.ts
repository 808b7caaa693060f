import { quoted, type WarningList } from '../../../table/warnings.ts';
import { dayOf, readServed, servedOn } from '../../cells.ts';
import { type MenuItem, menuItem } from '../../item.ts';
import { answerOf } from '../../words/availability.ts';
import { dietOf } from '../../words/diets.ts';
import { compact } from '../../words/fold.ts';
import { languageOf } from '../../words/languages.ts';
import { type AllergenReader, listedWords } from '../allergen-words.ts';
import { type Role, readHeading, roleOf } from '../csv/headings.ts';
import type { MenuRow } from '../format.ts';
import type { PriceReader } from '../prices.ts';
import type { FoundItem } from './find-items.ts';
import { readGroups } from './modifiers.ts';
import { isObject, type Json, type JsonObject, labelOf, objectsIn, textOf } from './values.ts';

export interface ItemContext {
  prices: PriceReader;
  allergens: AllergenReader;
  byId: ReadonlyMap<string, JsonObject>;
  branches: readonly string[];
  warnings: WarningList;
  otherTags: Set<string>;
  unusedKeys: Set<string>;
}

/** Reads an object as an item; `row` is its place among all. */
export function readItem({ item, category, around }: FoundItem, row: number, context: ItemContext): MenuRow {
  const read: MenuRow = { row, item: { ...menuItem({ code: '', name: '' }), code: null }, overrides: [] };
  const own = around.map((each) => each[keyOf(each, 'served') ?? '']).findLast((value) => value !== undefined);
  if (category !== '') read.item.category = category;
  if (own !== undefined) readEntry(read, 'served', own, context);
  for (const each of around) readEntry(read, 'allergens', each[keyOf(each, 'allergens') ?? ''] ?? null, context);
  for (const [key, value] of Object.entries(item)) readEntry(read, key, value, context);
  return read;
}

/** The words for allergens that an object or those around it list. */
export const allergenWords = ({ item, around }: FoundItem): string[] =>
  [item, ...around].flatMap((node) => wordsIn(node[keyOf(node, 'allergens') ?? ''] ?? null));

const keyOf = (node: JsonObject, role: Role): string | undefined =>
  Object.keys(node).find((key) => roleOf(key) === role);

function readEntry(read: MenuRow, key: string, value: Json, context: ItemContext): void {
  if (value === null || value === '' || key.startsWith('@')) return;
  const heading = readHeading(key.replace(/^(?:is|contains)(?=[A-Z_])_?/, ''), context.branches);
  const { item, row } = read;
  const cents = /cents$|minor(?:units)?$/.test(compact(key));
  if (roleOf(key) !== undefined) readRole(read, roleOf(key)!, key, value, context);
  else if (/price/.test(compact(key)) && (cents || isObject(value))) readPrice(read, value, cents, context);
  else if (/categor|section/.test(compact(key))) readReference(item, value, context);
  else if (heading?.kind === 'translation' && heading.role === 'name') item.names[heading.language] = textOf(value);
  else if (heading?.kind === 'translation' && heading.role === 'description')
    item.descriptions[heading.language] = textOf(value);
  else if (heading?.kind === 'branch' && !isObject(value)) {
    const price = amountOf(value, row, context);
    if (price !== null) read.overrides.push({ branch: heading.branch, size: null, price });
  } else if ((heading?.kind === 'diet' || heading?.kind === 'allergen') && typeof value === 'boolean') {
    const marked = heading.kind === 'diet' ? item.diets : item.allergens;
    if (value && !marked.includes(heading.key)) marked.push(heading.key);
  } else context.unusedKeys.add(key);
}

function readRole(read: MenuRow, role: Role, key: string, value: Json, context: ItemContext): void {
  const { item, row } = read;
  const { warnings, unusedKeys } = context;
  if (role === 'name' || role === 'description') readText(item, role, value);
  else if (role === 'ingredients') item.description ||= wordsIn(value).join(', ');
  else if (role === 'category') readReference(item, value, context);
  else if (role === 'code') item.code ??= textOf(value) || null;
  else if (role === 'price') readPrice(read, value, false, context);
  else if (role === 'sizes' || (role === 'size' && Array.isArray(value))) readSizes(read, value, context);
  else if (role === 'modifiers') readModifiers(read, key, value, context);
  else if (role === 'available') item.available = answerOf(String(value)) ?? true;
  else if (role === 'hidden') item.available = answerOf(String(value)) !== true;
  else if (role === 'allergens') addWords(item.allergens, context.allergens.read(wordsIn(value)));
  else if (role === 'diets')
    addWords(
      item.diets,
      wordsIn(value).map((word) => dietOf(word) ?? word),
    );
  else if (role === 'tags') readTags(item, value, context);
  else if (role === 'served') {
    const served = typeof value === 'string' ? readServed(value) : readHours(value);
    if (served === undefined) warnings.add('times-unreadable', row, { value: quoted(JSON.stringify(value)) });
    else item.served = served;
  } else if (role !== 'currency') unusedKeys.add(key);
}

/** A text, or one in each of several languages, of which the first is the menu's own. */
function readText(item: MenuRow['item'], role: 'name' | 'description', value: Json): void {
  if (!isObject(value)) {
    item[role] ||= textOf(value);
    return;
  }
  const texts = Object.entries(value).flatMap(([key, text]) => {
    const language = languageOf(key);
    return language === undefined || textOf(text) === '' ? [] : [[language, textOf(text)] as const];
  });
  const [first, ...others] = texts;
  item[role] ||= first?.[1] ?? '';
  Object.assign(role === 'name' ? item.names : item.descriptions, Object.fromEntries(others));
}

/** A category by its name, or by the id of one that is listed elsewhere. */
function readReference(item: MenuRow['item'], value: Json, { byId }: ItemContext): void {
  const node = isObject(value) ? value : byId.get(textOf(value));
  const name = node === undefined ? textOf(value) : textOf(node.name ?? node.title);
  if (name !== '') item.category = name;
}

function readPrice(read: MenuRow, value: Json, isMinor: boolean, context: ItemContext): void {
  if (!isObject(value) && !Array.isArray(value)) {
    read.item.price = isMinor ? Number(value) : amountOf(value, read.row, context);
    return;
  }
  const amount = isObject(value) ? (value.amount ?? value.value ?? value.price) : undefined;
  if (amount !== undefined && !isObject(amount)) read.item.price = amountOf(amount, read.row, context);
  else readSizes(read, value, context);
}

/** `[{name, price}]` or `{S: 4, L: 5}`. */
function readSizes({ item, row }: MenuRow, value: Json, context: ItemContext): void {
  const entries = isObject(value)
    ? Object.entries(value).map(([name, price]) => ({ name, price }))
    : objectsIn(value).map((node) => ({
        name: node[keyOf(node, 'size') ?? keyOf(node, 'name') ?? 'label'] ?? null,
        price: node[keyOf(node, 'price') ?? 'amount'] ?? null,
      }));
  const sizes = entries.map(({ name, price }) => ({ name: labelOf(name), price: amountOf(price, row, context) }));
  const names = new Set(sizes.map(({ name }) => name));
  if (sizes.length === 0 || names.has('') || names.size < sizes.length) {
    context.warnings.add('sizes-unreadable', row, { value: quoted(JSON.stringify(value)) });
  } else item.sizes = sizes;
}

function readModifiers({ item, row }: MenuRow, key: string, value: Json, context: ItemContext): void {
  if (Array.isArray(value) && value.length === 0) return;
  const { prices, warnings, byId } = context;
  const price = (each: Json | undefined): number | undefined =>
    typeof each === 'number' ? prices.number(each, row) : textOf(each) === '' ? 0 : prices.amount(textOf(each), row);
  const groups = readGroups(value, key, byId, price);
  if (groups === undefined) warnings.add('modifiers-unreadable', row, { value: quoted(JSON.stringify(value)) });
  else item.modifiers.push(...groups);
}

function readTags({ diets }: MenuRow['item'], value: Json, { otherTags }: ItemContext): void {
  for (const tag of wordsIn(value)) {
    const diet = dietOf(tag);
    if (diet === undefined) otherTags.add(tag);
    else addWords(diets, [diet]);
  }
}

/** `[{day: "Monday", from: "11:00", to: "14:30"}]`; days of the same hours are put together. */
function readHours(value: Json): MenuItem['served'] | undefined {
  const served: MenuItem['served'] = [];
  for (const node of objectsIn(value)) {
    const days = wordsIn(node.day ?? node.days ?? null).map(dayOf);
    const known = days.filter((day) => day !== undefined);
    const all = days.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : known;
    const hours = servedOn(
      all,
      textOf(node.from ?? node.start ?? node.open),
      textOf(node.to ?? node.end ?? node.close),
    );
    if (hours === undefined || known.length < days.length) return undefined;
    const same = served.find(({ from, to }) => from === hours.from && to === hours.to);
    if (same === undefined) served.push({ ...hours, days: hours.days.toSorted((a, b) => a - b) });
    else same.days = [...new Set([...same.days, ...hours.days])].sort((a, b) => a - b);
  }
  return served.length === 0 ? undefined : served;
}

function amountOf(value: Json, row: number, { prices }: ItemContext): number | null {
  if (typeof value !== 'number') return prices.price(textOf(value), row);
  return prices.price(String(value), row, prices.number(value, row));
}

/** Words in a list, a text that lists them, objects with a name, or an object that says yes of them. */
function wordsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(each));
  if (!isObject(value)) return listedWords(textOf(value));
  const name = textOf(value.name ?? value.label ?? value.code);
  return name !== '' ? [name] : Object.keys(value).filter((key) => value[key] === true);
}

function addWords(list: string[], words: string[]): void {
  list.push(...words.filter((word, at) => !list.includes(word) && words.indexOf(word) === at));
}
