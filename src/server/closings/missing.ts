import { addDays, businessDateAt } from '../../shared/business-date.ts';
import { activeBranches, branchOf } from '../authority/branches.ts';
import type { OfficeContext } from '../context.ts';
import type { Db } from '../store/store.ts';

/** A branch's business day of which the office has no closing that counts. */
export interface UnclosedDay {
  branch: string;
  name: string;
  businessDate: string;
  /** Whether that day has ended there. */
  over: boolean;
  /** How many closings of it are on hold. */
  held: number;
  /** Why none is expected; null: it is missing. */
  excused: string | null;
}

/**
 * The days without an accepted closing, of every branch that isn't shut out and was there before the day ended.
 * @param date the business date; if left out, the last one that has ended, wherever each branch is
 * @throws `unknown-subject` for a branch that there isn't
 */
export async function unclosedDays(
  { db, clock }: OfficeContext,
  { date, branch }: { date?: string | undefined; branch?: string | undefined },
): Promise<UnclosedDay[]> {
  const branches = branch === undefined ? await activeBranches(db) : [await branchOf(db, branch)];
  const expected = branches.flatMap((each) => {
    const rule = { timeZone: each.time_zone, cutoff: each.cutoff };
    const today = businessDateAt(clock(), rule);
    const businessDate = date ?? addDays(today, -1);
    const isThere = each.revoked_at === null && businessDateAt(new Date(each.created_at), rule) <= businessDate;
    return isThere ? [{ branch: each.code, name: each.name, businessDate, over: businessDate < today }] : [];
  });
  // There is no `in ()` in SQL.
  if (expected.length === 0) return [];
  const dates = [...new Set(expected.map(({ businessDate }) => businessDate))];
  const [known, excuses] = [await closingsOn(db, dates), await excusesOn(db, dates)];
  return expected
    .map((day) => ({ ...day, ...known(day), excused: excuses.get(keyOf(day)) ?? null }))
    .filter(({ accepted }) => accepted === 0)
    .map(({ accepted: _, ...day }) => day);
}

type Day = Pick<UnclosedDay, 'branch' | 'businessDate'>;

const keyOf = ({ branch, businessDate }: Day): string => `${branch} ${businessDate}`;

async function closingsOn(db: Db, dates: string[]): Promise<(day: Day) => { accepted: number; held: number }> {
  const rows = await db
    .selectFrom('closings')
    .select(({ fn }) => [
      'branch',
      'business_date as businessDate',
      'state',
      fn.countAll<number | string>().as('count'),
    ])
    .where('business_date', 'in', dates)
    .groupBy(['branch', 'business_date', 'state'])
    .execute();
  const counts = new Map(rows.map((row) => [`${keyOf(row)} ${row.state}`, Number(row.count)]));
  const count = (day: Day, state: string): number => counts.get(`${keyOf(day)} ${state}`) ?? 0;
  return (day) => ({ accepted: count(day, 'accepted'), held: count(day, 'held') });
}

async function excusesOn(db: Db, dates: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('excused_days')
    .select(['branch', 'business_date as businessDate', 'reason'])
    .where('business_date', 'in', dates)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.reason]));
}
