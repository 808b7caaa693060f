import type { BranchView, Money } from '../../preload/index.ts';

/** Writes numbers, money and times as the branch reads them: by its locale, time zone and currency. */
export interface Format {
  /** Minor units, as in "S$1,149.00". */
  money(minor: number, money: Money): string;
  number(value: number): string;
  percent(share: number): string;
  /** A share more or less, as in "+7 %". */
  change(share: number): string;
  /** As in "Eggs, Fish, Milk". */
  list(names: readonly string[]): string;
  /** Which of two names comes first in the branch's alphabet: for `sort`. */
  compare(a: string, b: string): number;
  /** A business date `YYYY-MM-DD`, as in "Sunday 22 November". */
  day(date: string): string;
  /** The same in the fewest characters that tell it from others, as in "Sun 22 Nov". */
  shortDay(date: string): string;
  /** For paper, which is read in another year: "Sunday 22 November 2026". */
  fullDay(date: string): string;
  /** The day of a moment, as in "22 November 2026". */
  date(at: string): string;
  /** As in "Sunday 22 November 2026 at 23:52". */
  fullMoment(at: string): string;
  /** As in "Sunday". */
  weekday(date: string): string;
  /** A whole hour of the day, as in "04:00". */
  hour(hour: number): string;
  /** A time of the day, `HH:MM`, as in "11:30". */
  clock(time: string): string;
  /** As in "18 kB"; "71 bytes" where it is that little. */
  size(bytes: number): string;
  /** A time span in the largest unit that tells enough of it, as in "14 minutes"; seconds in. */
  duration(seconds: number): string;
  /** "09:12" today, "Sat 21 Nov, 09:12" on another day. */
  moment(at: string): string;
}

type Place = Pick<BranchView, 'locale' | 'timeZone'>;

/** Before the office has said where the branch is, this PC's own settings serve. */
export function formatFor(branch: Place | null, now: () => Date = () => new Date()): Format {
  const locale = branch?.locale ?? navigator.language;
  const zone = branch ? { timeZone: branch.timeZone } : {};
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const day = date({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const shortDay = date({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const fullDay = date({ dateStyle: 'full', timeZone: 'UTC' });
  const longDate = date({ dateStyle: 'long', ...zone });
  const fullMoment = date({ dateStyle: 'full', timeStyle: 'short', ...zone });
  const weekday = date({ weekday: 'long', timeZone: 'UTC' });
  const hour = date({ timeStyle: 'short', timeZone: 'UTC' });
  const localDay = date({ weekday: 'short', day: 'numeric', month: 'short', ...zone });
  const time = date({ timeStyle: 'short', ...zone });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const change = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' });
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const { compare } = new Intl.Collator(locale);
  const currencies = new Map<string, Intl.NumberFormat>();
  return {
    money: (minor, money) => moneyFormat(locale, money, currencies).format(decimal(minor, money.digits)),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    change: (share) => change.format(share),
    list: (names) => list.format(names),
    compare,
    day: (text) => day.format(new Date(text)),
    shortDay: (text) => shortDay.format(new Date(text)),
    fullDay: (text) => fullDay.format(new Date(text)),
    date: (at) => longDate.format(new Date(at)),
    fullMoment: (at) => fullMoment.format(new Date(at)),
    weekday: (text) => weekday.format(new Date(text)),
    hour: (value) => hour.format(Date.UTC(2000, 0, 1, value)),
    clock: (time) => hour.format(new Date(`2000-01-01T${time}:00Z`)),
    size: (bytes) => sizeText(locale, bytes),
    duration: (seconds) => durationText(locale, seconds),
    moment: (at) => {
      const [then, today] = [localDay.format(new Date(at)), localDay.format(now())];
      return then === today ? time.format(new Date(at)) : `${then}, ${time.format(new Date(at))}`;
    },
  };
}

function sizeText(locale: string, bytes: number): string {
  if (bytes < 1000)
    return new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);
  const [unit, size] = bytes < 1_000_000 ? (['kilobyte', 1000] as const) : (['megabyte', 1_000_000] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 3 }).format(bytes / size);
}

/** The largest unit of which there are two at least. */
function durationText(locale: string, seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  const [unit, length] = units.find((each) => seconds >= 2 * each[1]) ?? (['second', 1] as const);
  const maximumFractionDigits = seconds < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits }).format(
    seconds / length,
  );
}

function moneyFormat(locale: string, { currency, digits }: Money, known: Map<string, Intl.NumberFormat>) {
  const format =
    known.get(currency) ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  known.set(currency, format);
  return format;
}

/** A decimal as text, which Intl formats exactly. */
function decimal(minor: number, digits: number): `${number}` {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const [whole, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${fraction}` : ''}` as `${number}`;
}
