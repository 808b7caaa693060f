import { addDays } from '../../shared/business-date.ts';
import { type ClosingSummary, listClosings } from '../closings/list.ts';
import { sumKnown } from '../closings/sums.ts';
import type { Db } from '../store/store.ts';
import type { Pair } from './trend.ts';

/** Business dates, both ends included, of one branch or all. */
export interface Period {
  from: string;
  to: string;
  branch?: string | undefined;
}

/** A branch's day in one currency, beside the same weekday a week before. */
export interface Taking extends Pair {
  branch: string;
  date: string;
  currency: string;
  /** How many closings make up the day. */
  parts: number;
}

const WEEK = 7;

export const weekBefore = ({ from, to, branch }: Period): Period => ({
  from: addDays(from, -WEEK),
  to: addDays(to, -WEEK),
  branch,
});

/** The closings of a period, held and replaced ones too. */
export const closingsOf = (db: Db, { from, to, branch }: Period): Promise<ClosingSummary[]> =>
  listClosings(db, { from, to, ...(branch !== undefined && { branch }) });

/** Every branch's day of the period, or of the week before it, that has a closing that counts: a day is the sum of its parts. */
export function takingsOf(now: readonly ClosingSummary[], before: readonly ClosingSummary[]): Taking[] {
  const aligned = before.map((each) => ({ ...each, businessDate: addDays(each.businessDate, WEEK) }));
  const [today, lastWeek] = [daysOf(now), daysOf(aligned)];
  const keys = new Set([...today.keys(), ...lastWeek.keys()]);
  return [...keys].map((key) => {
    const [closings, earlier] = [today.get(key) ?? [], lastWeek.get(key) ?? []];
    const { branch, businessDate, totals } = [...closings, ...earlier][0]!;
    return {
      branch,
      date: businessDate,
      currency: totals.currency,
      parts: closings.length,
      net: netOf(closings),
      before: netOf(earlier),
    };
  });
}

const daysOf = (closings: readonly ClosingSummary[]): Map<string, ClosingSummary[]> =>
  Map.groupBy(
    closings.filter(({ current }) => current),
    ({ branch, businessDate, totals }) => `${branch} ${businessDate} ${totals.currency}`,
  );

const netOf = (closings: readonly ClosingSummary[]): number | null =>
  sumKnown(closings.map(({ totals }) => totals.net));
