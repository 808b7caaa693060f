import { sumKnown } from '../closings/sums.ts';

/** Net takings of a branch's day, and of the same weekday a week before; null: not closed, or without amounts. */
export interface Pair {
  net: number | null;
  before: number | null;
}

/** Net takings beside those of a week before, in minor units of one currency. */
export interface Trend extends Pair {
  /** Over the days that have both alone, so that a missing closing looks like no loss. */
  difference: number | null;
  /** Of `difference`, to one decimal; null also where there was nothing before. */
  percent: number | null;
  /** How many days, of all branches, have both. */
  compared: number;
}

export function trendOf(pairs: readonly Pair[]): Trend {
  const both = pairs.filter(({ net, before }) => net !== null && before !== null);
  const base = sumKnown(both.map(({ before }) => before)) ?? 0;
  const difference = both.length === 0 ? null : (sumKnown(both.map(({ net }) => net)) ?? 0) - base;
  return {
    net: sumKnown(pairs.map(({ net }) => net)),
    before: sumKnown(pairs.map(({ before }) => before)),
    difference,
    percent: difference === null || base <= 0 ? null : Math.round((difference / base) * 1000) / 10,
    compared: both.length,
  };
}

/** Each currency once, the one that most are in first. */
export function currenciesOf(members: readonly { currency: string }[]): string[] {
  const groups = [...Map.groupBy(members, ({ currency }) => currency)];
  return groups
    .sort(([a, one], [b, two]) => two.length - one.length || a.localeCompare(b))
    .map(([currency]) => currency);
}
