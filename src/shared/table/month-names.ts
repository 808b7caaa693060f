import { isoDate } from './calendar.ts';

const LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'pt'];
/** Abbreviations that tills use besides those of the Unicode CLDR. */
const MORE_MONTHS: [string, number][] = [
  ['sept', 9],
  ['sep', 9],
  ['mrz', 3],
  ['maerz', 3],
  ['juin', 6],
  ['jui', 7],
];
const FILLERS = new Set('a al alle as at de del den er las le nd of ore rd st th the um'.split(' '));

/** Reads a date with a month's name: "22 Nov 2026", "Sunday, November 22nd, 2026", "1er août 2026", "22-Nov-26". */
export function readNamedDate(text: string): string | undefined {
  const [first, second, ...others] = text.match(/\d+/g) ?? [];
  const month = monthOf(text);
  if (first === undefined || second === undefined || others.length > 0 || month === undefined) return undefined;
  return first.length === 4 ? isoDate(first, month, Number(second)) : isoDate(second, month, Number(first));
}

/** The month that the words name; undefined when they say anything else. "Mar" may be a weekday, too (fr.), beside a month. */
function monthOf(text: string): number | undefined {
  const { months, weekdays } = names();
  const meant = words(text).filter((word) => !FILLERS.has(word));
  if (meant.some((word) => !months.has(word) && !weekdays.has(word))) return undefined;
  const named = meant.filter((word) => months.has(word));
  const certain = named.filter((word) => !weekdays.has(word));
  const [name, ...others] = certain.length > 0 ? certain : new Set(named);
  return name === undefined || others.length > 0 ? undefined : months.get(name);
}

interface Names {
  months: Map<string, number>;
  weekdays: Set<string>;
}

let known: Names | undefined;

function names(): Names {
  known ??= { months: new Map([...monthNames(), ...MORE_MONTHS]), weekdays: new Set(weekdayNames()) };
  return known;
}

function monthNames(): [string, number][] {
  const dates = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)));
  return namesOf('month', dates).map(([name, at]) => [name, at + 1]);
}

function weekdayNames(): string[] {
  const dates = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)));
  return namesOf('weekday', dates).map(([name]) => name);
}

function namesOf(part: 'month' | 'weekday', dates: Date[]): [string, number][] {
  return LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { [part]: style, timeZone: 'UTC' });
      return dates.flatMap((date, at) => words(format.format(date)).map((word): [string, number] => [word, at]));
    }),
  );
}

/** The words of a text in lower case, without accents. */
function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/\p{L}+/gu) ?? []
  );
}
