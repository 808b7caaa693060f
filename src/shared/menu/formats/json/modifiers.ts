import type { MenuItem } from '../../item.ts';
import { compact } from '../../words/fold.ts';
import { nameKey } from './find-items.ts';
import { isObject, type Json, type JsonObject, labelOf, textOf } from './values.ts';

type Group = MenuItem['modifiers'][number];
type Option = Group['options'][number];
/** Reads the price of an option; undefined where it can't be. */
type ReadPrice = (value: Json | undefined) => number | undefined;

/**
 * Reads an item's groups of choices: groups with options, ids of groups, or options alone, which are one group called by
 * their key. Undefined when something in it can't be read.
 */
export function readGroups(
  value: Json,
  key: string,
  byId: ReadonlyMap<string, JsonObject>,
  price: ReadPrice,
): Group[] | undefined {
  const entries = isObject(value) ? Object.entries(value).map(([name, list]) => ({ name, options: list })) : value;
  if (!Array.isArray(entries)) return undefined;
  const areNames = entries.every((each) => typeof each === 'string' && !byId.has(each));
  const nodes = entries.map((each) => (isObject(each) ? each : areNames ? { name: each } : byId.get(textOf(each))));
  if (nodes.some((node) => node === undefined)) return undefined;
  const known = nodes.filter((node) => node !== undefined);
  const groups = known.filter((node) => optionsIn(node) !== undefined);
  const options = known.filter((node) => !groups.includes(node));
  const read = groups.map((node) => readGroup(node, price));
  if (options.length > 0) read.push(groupOf(labelOf(key), 0, null, options, price));
  return read.some((group) => group === undefined) ? undefined : read.filter((group) => group !== undefined);
}

function readGroup(node: JsonObject, price: ReadPrice): Group | undefined {
  const number = (start: string): number | undefined => {
    const value = Object.entries(node).find(
      ([key, each]) => compact(key).startsWith(start) && textOf(each) !== '',
    )?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const isSingle = node.multiple === false || /single|radio|one/.test(textOf(node.type ?? node.selectionType));
  const min = number('min') ?? (node.required === true ? 1 : 0);
  const max = number('max') ?? (isSingle ? 1 : null);
  const name = labelOf(node[nameKey(node) ?? 'label'] ?? node.prompt);
  return groupOf(name, min, max === 0 ? null : max, objectsOrNames(optionsIn(node)), price);
}

function groupOf(
  name: string,
  min: number,
  max: number | null,
  nodes: JsonObject[],
  price: ReadPrice,
): Group | undefined {
  const options = nodes.map((node) => readOption(node, price));
  if (name === '' || options.length === 0 || options.some((option) => option === undefined)) return undefined;
  return { name, min, max, options: options.filter((option) => option !== undefined) };
}

function readOption(node: JsonObject, price: ReadPrice): Option | undefined {
  const name = labelOf(node[nameKey(node) ?? 'label'] ?? node.value);
  const key = Object.keys(node).find((each) =>
    /price|cost|surcharge|aufpreis|prix|precio|prezzo|amount|delta/.test(compact(each)),
  );
  const amount = key === undefined ? 0 : price(node[key]);
  return name === '' || amount === undefined ? undefined : { name, price: amount };
}

/** The list of options that a group has. */
function optionsIn(node: JsonObject): Json[] | undefined {
  return Object.values(node).find((value) => Array.isArray(value) && value.length > 0 && isListOfOptions(value)) as
    | Json[]
    | undefined;
}

const isListOfOptions = (list: Json[]): boolean =>
  list.every((each) => typeof each === 'string' || (isObject(each) && Object.keys(each).length > 0));

const objectsOrNames = (list: Json[] = []): JsonObject[] =>
  list.map((each) => (isObject(each) ? each : { name: textOf(each) }));
