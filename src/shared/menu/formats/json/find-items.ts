import { compact } from '../../words/fold.ts';
import { roleOf } from '../csv/headings.ts';
import { isObject, type Json, type JsonObject, objectsIn, textOf } from './values.ts';

/** An object that is an item, with what it has from those around it. */
export interface FoundItem {
  item: JsonObject;
  category: string;
  /** The categories around it, whose hours and allergens are the item's too. */
  around: JsonObject[];
}

export interface FoundMenu {
  items: FoundItem[];
  /** By their id: categories and groups of choices that items refer to. */
  byId: Map<string, JsonObject>;
  /** What the codes of allergens stand for. */
  legend: Map<string, string>;
  /** Lists of things with names and without prices, where others have prices: they aren't items. */
  unused: string[];
}

const DEEPEST = 12;
/** Keys of lists that say nothing of what is in them. */
const GENERIC =
  /^(?:menus?|menuitems?|items?|dishes|products?|articles?|entries|data|list|results?|content|hasmenuitem|hasmenusection|sections?|categories|groups?|children|subcategories|courses?|plats|produits|gerichte|speisen|artikel|speisekarte|platos|productos|piatti|prodotti|pratos|produtos|メニュー|商品|메뉴|菜单|菜單)$/;
const DEFINES = /categor|section|rubri|group/;
const NEVER_ITEMS = /image|pic|photo|media|tax|nutrition|additiv|supplement|branch|location|store|language|review|hour/;

/** Finds a menu's items wherever they are: in a list, in lists of categories, in sections of sections. */
export function findItems(root: Json): FoundMenu {
  const found: FoundMenu = { items: [], byId: new Map(), legend: new Map(), unused: [] };
  if (Array.isArray(root)) walkList(objectsIn(root), '', [], found, 0);
  else if (isObject(root)) walk(root, '', [], found, 0);
  return found;
}

function walk(node: JsonObject, category: string, around: JsonObject[], found: FoundMenu, depth: number): void {
  if (depth > DEEPEST) return;
  const own = nameOf(node) || textOf(node.category) || category;
  const lists = listsIn(node);
  for (const [key, value] of Object.entries(node)) {
    remember(key, value, found);
    if (NEVER_ITEMS.test(compact(key))) continue;
    const inside = lists.has(key) || !GENERIC.test(compact(key)) ? headingOf(key, own) : own;
    if (lists.has(key)) {
      if (isDefinition(key, objectsIn(value), lists)) continue;
      walkList(objectsIn(value), inside, nameOf(node) || node.category ? [...around, node] : around, found, depth + 1);
    } else if (isPriceList(value, key)) pricesOf(value, headingOf(key, own), found);
    else if (isObject(value) && roleOf(key) === undefined) walk(value, inside, around, found, depth + 1);
    else if (isObject(value) && GENERIC.test(compact(key))) walk(value, own, around, found, depth + 1);
  }
}

/** A key that isn't a common word for a list names its category, unless the object has a name itself. */
const headingOf = (key: string, own: string): string => (own !== '' || GENERIC.test(compact(key)) ? own : key);

function walkList(list: JsonObject[], category: string, around: JsonObject[], found: FoundMenu, depth: number): void {
  for (const node of list) {
    if (listsIn(node).size > 0 && !isItem(node)) walk(node, category, around, found, depth);
    else if (nameOf(node) !== '' || isObject(node[nameKey(node) ?? '']))
      found.items.push({ item: node, category, around });
    else walk(node, category, around, found, depth);
  }
}

/** The keys under which an object has lists of items or of categories. */
function listsIn(node: JsonObject): Set<string> {
  const keys = Object.keys(node).filter((key) => {
    const objects = objectsIn(node[key]);
    const isDetail = roleOf(key) !== undefined && !GENERIC.test(compact(key));
    return !isDetail && !NEVER_ITEMS.test(compact(key)) && objects.length > 0 && objects.some(isNamed);
  });
  return new Set(keys);
}

const isNamed = (node: JsonObject): boolean =>
  nameKey(node) !== undefined || (textOf(node.category) !== '' && Object.values(node).some(Array.isArray));

/** Categories that items refer to by id are listed beside the items, and have none themselves. */
const isDefinition = (key: string, list: JsonObject[], lists: Set<string>): boolean =>
  lists.size > 1 && DEFINES.test(compact(key)) && list.every((node) => listsIn(node).size === 0 && !hasPrice(node));

const hasPrice = (node: JsonObject): boolean =>
  Object.keys(node).some((key) => roleOf(key) === 'price' || roleOf(key) === 'sizes');

/** Lists in what has a price are of what goes with it, unless they are of items that have theirs. */
const isItem = (node: JsonObject): boolean =>
  hasPrice(node) &&
  ![...listsIn(node)].some((key) => GENERIC.test(compact(key)) && objectsIn(node[key]).some(hasPrice));

export const nameKey = (node: JsonObject): string | undefined =>
  ['name', ...Object.keys(node)].find(
    (key) => node[key] !== undefined && roleOf(key) === 'name' && !Array.isArray(node[key]),
  );

const nameOf = (node: JsonObject): string => textOf(node[nameKey(node) ?? '']);

/** `{"Soup": 5.00, "Salad": "6.50"}`: names with their prices. */
function isPriceList(value: Json | undefined, key: string): value is JsonObject {
  if (!isObject(value) || (roleOf(key) !== undefined && !GENERIC.test(compact(key)))) return false;
  const entries = Object.entries(value);
  return entries.length > 1 && entries.every(([name, price]) => isAmount(price) && roleOf(name) === undefined);
}

const isAmount = (value: Json): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\D{0,4}\d[\d.,]*\D{0,4}$/.test(value));

function pricesOf(prices: JsonObject, category: string, found: FoundMenu): void {
  for (const [name, price] of Object.entries(prices)) found.items.push({ item: { name, price }, category, around: [] });
}

function remember(key: string, value: Json | undefined, { byId, legend }: FoundMenu): void {
  for (const each of objectsIn(value)) {
    const id = textOf(each.id ?? each._id ?? each['@id'] ?? each.uuid);
    if (id !== '' && !byId.has(id)) byId.set(id, each);
  }
  if (roleOf(key) !== 'allergens') return;
  for (const each of objectsIn(value)) addMeaning(legend, textOf(each.code ?? each.id), nameOf(each));
  if (isObject(value)) for (const [name, code] of Object.entries(value)) addMeaning(legend, textOf(code), name);
}

/** The shorter of the two is the code. */
function addMeaning(legend: Map<string, string>, code: string, name: string): void {
  if (code === '' || name === '') return;
  if (code.length <= name.length) legend.set(code, name);
  else legend.set(name, code);
}
