import type { OfficeContext } from '../context.ts';
import { type PeriodReport, periodReport } from './period.ts';

export interface DayReport extends PeriodReport {
  kind: 'day';
}

/** A business date, beside the same weekday a week before. Throws `unknown-subject`. */
export async function dayReport(office: OfficeContext, date: string, branch?: string): Promise<DayReport> {
  const { report } = await periodReport(office, { from: date, to: date, branch });
  return { kind: 'day', ...report };
}
