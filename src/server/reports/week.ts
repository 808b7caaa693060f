import { addDays } from '../../shared/business-date.ts';
import type { OfficeContext } from '../context.ts';
import { type PeriodReport, periodReport } from './period.ts';
import type { Taking } from './takings.ts';
import { currenciesOf, type Trend, trendOf } from './trend.ts';

/** All branches' takings of one day in one currency. */
interface DayTrend extends Trend {
  date: string;
  currency: string;
  /** Branches with a closing that counts. */
  branches: number;
}

export interface WeekReport extends PeriodReport {
  kind: 'week';
  days: DayTrend[];
}

/** The seven business dates that end with this one: always whole, and each with its own weekday a week before. Throws `unknown-subject`. */
export async function weekReport(office: OfficeContext, last: string, branch?: string): Promise<WeekReport> {
  const { report, takings } = await periodReport(office, { from: addDays(last, -6), to: last, branch });
  const days = currenciesOf(takings).flatMap((currency) =>
    datesOf(report).map((date) => dayTrend(date, currency, takings)),
  );
  return { kind: 'week', ...report, days };
}

const datesOf = ({ from }: PeriodReport): string[] => Array.from({ length: 7 }, (_, day) => addDays(from, day));

function dayTrend(date: string, currency: string, takings: Taking[]): DayTrend {
  const that = takings.filter((taking) => taking.date === date && taking.currency === currency);
  return { date, currency, branches: that.filter(({ parts }) => parts > 0).length, ...trendOf(that) };
}
