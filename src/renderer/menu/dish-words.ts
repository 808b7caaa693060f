import type { Money } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';
import type { Dish } from './search.ts';

type Modifiers = Dish['modifiers'][number];
type Served = Dish['served'][number];

/** An allergen as the window calls it, where it is one of the EU's fourteen; others as the menu does. */
export const allergenWord = (name: string, { strings }: Pick<Words, 'strings'>): string =>
  strings.menu.allergens.words.get(name.toLowerCase()) ?? name;

/** All that goes with a dish, a line each: its choices, when it is served, what it contains and whom it suits. */
export function dishNotes(dish: Dish, money: Money, words: Words): string[] {
  const { strings, format } = words;
  const { contains, diet, diets, served } = strings.menu;
  const lines = dish.modifiers.map((group) => choicesLine(group, money, words));
  if (dish.served.length > 0) lines.push(served.line(dish.served.map((times) => timesOf(times, words)).join('; ')));
  const allergens = dish.allergens.map((name) => allergenWord(name, words));
  if (allergens.length > 0) lines.push(contains(format.list(allergens)));
  if (dish.diets.length > 0) lines.push(diet(format.list(dish.diets.map((key) => diets.get(key) ?? key))));
  return [...new Set(lines)];
}

function choicesLine({ name, options, ...limits }: Modifiers, money: Money, words: Words): string {
  const { strings, format } = words;
  const { choices } = strings.menu;
  const named = options.map((option) => {
    if (option.price === 0) return option.name;
    const price = format.money(Math.abs(option.price), money);
    return option.price > 0 ? choices.dearer(option.name, price) : choices.cheaper(option.name, price);
  });
  return choices.line(name, ruleOf(limits, words), format.list(named));
}

/** How many of a group's options go with a dish. */
function ruleOf({ min, max }: Pick<Modifiers, 'min' | 'max'>, { strings, format }: Words): string {
  const { choices } = strings.menu;
  const [least, most] = [format.number(min), format.number(max ?? 0)];
  if (max === null) return min === 0 ? choices.any : choices.atLeast(least);
  if (min === max) return choices.exactly(least);
  return min === 0 ? choices.upTo(most) : choices.between(least, most);
}

function timesOf({ days, from, to }: Served, words: Words): string {
  const { strings, format } = words;
  return strings.menu.served.time(daysOf(days, words), format.clock(from), format.clock(to));
}

/** ISO 8601 weekdays: all of them, those from one to another, or each. */
function daysOf(days: number[], { strings, format }: Words): string {
  const { served } = strings.menu;
  // 1 January 2024 was a Monday.
  const names = days.map((day) => format.weekday(`2024-01-0${day}`));
  const [first, last] = [names[0] ?? '', names.at(-1) ?? ''];
  if (days.length === 7) return served.everyDay;
  const isRun = days.every((day, at) => at === 0 || day === (days[at - 1] ?? 0) + 1);
  return isRun && days.length > 2 ? served.days(first, last) : format.list(names);
}

/** What a text is in the branch's language and script, where the menu has it beside its own. */
export function translated(texts: Record<string, string>, locale: string | undefined): string | undefined {
  if (locale === undefined) return undefined;
  const written = writingOf(locale);
  return Object.entries(texts).find(([language]) => writingOf(language) === written)?.[1];
}

function writingOf(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language} ${script}`;
  } catch {
    return tag;
  }
}
