import { addDays } from '../../shared/business-date.ts';
import type { SalesShare, SalesTotals } from '../../shared/sales/sales.ts';
import type { ClosingSummary } from '../closings/list.ts';
import { type UnclosedDay, unclosedDays } from '../closings/missing.ts';
import type { OfficeContext } from '../context.ts';
import type { Db } from '../store/store.ts';
import { type Sides, sidesOf } from './shares.ts';
import { closingsOf, type Period, type Taking, takingsOf, weekBefore } from './takings.ts';
import { topItems } from './top-items.ts';
import { currenciesOf, type Trend, trendOf } from './trend.ts';

/** A branch's takings in one currency, beside those of a week before. */
export interface BranchTrend extends Trend {
  branch: string;
  name: string;
  currency: string;
  /** Days with a closing that counts. */
  days: number;
}

/** All that was sold in one currency: never added to another. */
export type CurrencyReport = Trend & Omit<SalesTotals, 'net'> & Sides & { topItems: SalesShare[] };

type MissingDay = Omit<UnclosedDay, 'excused'>;
type ExcusedDay = Pick<UnclosedDay, 'branch' | 'name' | 'businessDate'> & { reason: string };

/** A closing that a person should look at. */
export type ClosingToSee = Pick<
  ClosingSummary,
  'number' | 'branch' | 'businessDate' | 'part' | 'revision' | 'fileName' | 'totals'
>;

/** What head office knows of the sales of some business dates. */
export interface PeriodReport {
  from: string;
  to: string;
  before: { from: string; to: string };
  /** The one branch that it is of; null: all. */
  branch: string | null;
  branches: BranchTrend[];
  currencies: CurrencyReport[];
  missing: MissingDay[];
  excused: ExcusedDay[];
  needsReview: ClosingToSee[];
  held: ClosingToSee[];
}

const TOP_ITEMS = 10;

/** Throws `unknown-subject` for a branch that there isn't. */
export async function periodReport(office: OfficeContext, period: Period) {
  const { db } = office;
  const earlier = weekBefore(period);
  const closings = await closingsOf(db, period);
  const takings = takingsOf(closings, await closingsOf(db, earlier));
  const unclosed = await unclosedOf(office, period);
  const report: PeriodReport = {
    from: period.from,
    to: period.to,
    before: { from: earlier.from, to: earlier.to },
    branch: period.branch ?? null,
    branches: await branchTrends(db, takings, unclosed),
    currencies: await currencyReports(db, period, takings),
    missing: unclosed.filter(({ excused }) => excused === null).map(({ excused: _, ...day }) => day),
    excused: unclosed.flatMap(({ branch, name, businessDate, excused }) =>
      excused === null ? [] : [{ branch, name, businessDate, reason: excused }],
    ),
    needsReview: closings.filter(({ current, needsReview }) => current && needsReview).map(toSee),
    held: closings.filter(({ state }) => state === 'held').map(toSee),
  };
  return { report, takings };
}

async function unclosedOf(office: OfficeContext, { from, to, branch }: Period): Promise<UnclosedDay[]> {
  const days: UnclosedDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1))
    days.push(...(await unclosedDays(office, { date, branch })));
  return days;
}

/** Every branch that sold or should have, by currency; those that took most first. */
async function branchTrends(db: Db, takings: Taking[], unclosed: UnclosedDay[]): Promise<BranchTrend[]> {
  const rows = await db.selectFrom('branches').select(['code', 'name', 'currency']).execute();
  const known = new Map(rows.map((row) => [row.code, row]));
  const sold = new Set(takings.map(({ branch }) => branch));
  const silent = new Set(unclosed.map(({ branch }) => branch).filter((branch) => !sold.has(branch)));
  const trends = [...Map.groupBy(takings, ({ branch, currency }) => `${branch} ${currency}`).values()].map((days) => {
    const { branch, currency } = days[0]!;
    return { branch, currency, days: days.filter(({ parts }) => parts > 0).length, ...trendOf(days) };
  });
  const none = [...silent].map((branch) => ({
    branch,
    currency: known.get(branch)?.currency ?? '',
    days: 0,
    ...trendOf([]),
  }));
  const named = [...trends, ...none].map((each) => ({ name: known.get(each.branch)?.name ?? '', ...each }));
  return currenciesOf(named).flatMap((currency) => named.filter((each) => each.currency === currency).sort(byNet));
}

const byNet = (a: BranchTrend, b: BranchTrend): number =>
  (b.net ?? Number.NEGATIVE_INFINITY) - (a.net ?? Number.NEGATIVE_INFINITY) || a.branch.localeCompare(b.branch);

async function currencyReports(db: Db, period: Period, takings: Taking[]): Promise<CurrencyReport[]> {
  const reports: CurrencyReport[] = [];
  for (const { itemised, ...sides } of await sidesOf(db, period, currenciesOf(takings))) {
    const trend = trendOf(takings.filter(({ currency }) => currency === sides.currency));
    reports.push({ ...sides, ...trend, topItems: await topItems(db, itemised, TOP_ITEMS) });
  }
  return reports;
}

function toSee({ number, branch, businessDate, part, revision, fileName, totals }: ClosingSummary): ClosingToSee {
  return { number, branch, businessDate, part, revision, fileName, totals };
}
