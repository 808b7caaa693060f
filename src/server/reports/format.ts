import { currencyDigits, formatAmount } from '../../shared/money.ts';
import type { DayReport } from './day.ts';
import type { WeekReport } from './week.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** "1,234.50"; a dash for what isn't known. */
export function money(minor: number | null, currency: string): string {
  if (minor === null) return '–';
  const digits = currencyDigits(currency);
  const known = formats.get(currency);
  const format = known ?? new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(currency, format);
  return format.format(Number(formatAmount(minor, currency))).replace('-', '−');
}

/** "+1,234.50": with its sign, so that no colour has to say it. */
export const change = (minor: number | null, currency: string): string =>
  `${minor !== null && minor > 0 ? '+' : ''}${money(minor, currency)}`;

/** "+5.3 %"; a dash where there is nothing to compare with. */
export function percent(value: number | null): string {
  if (value === null) return '–';
  return `${value > 0 ? '+' : ''}${value.toFixed(1)} %`.replace('-', '−');
}

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** "1,013.5" */
export const quantity = (value: number): string => NUMBER.format(value).replace('-', '−');

const LONG = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const SHORT = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });

/** "Sunday 22 November 2026" */
export const longDate = (date: string): string => LONG.format(new Date(date)).replace(',', '');

/** "Sun 22 Nov" */
export const shortDate = (date: string): string => SHORT.format(new Date(date)).replace(',', '');

export const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** What a report is of, and what it is compared with. */
export function titleOf(report: DayReport | WeekReport): { title: string; compared: string } {
  const { from, to, before } = report;
  const of = report.branch === null ? '' : ` at ${report.branch}`;
  if (report.kind === 'day')
    return { title: `Sales of ${longDate(to)}${of}`, compared: `Compared with ${longDate(before.to)}` };
  return {
    title: `Sales of the seven days to ${longDate(to)}${of}`,
    compared: `${longDate(from)} to ${longDate(to)}, compared with the seven days before`,
  };
}

/** What a difference is over: branches on a day, their days in a week. */
export const comparedOver = ({ kind }: DayReport | WeekReport, compared: number): string =>
  kind === 'day' ? count(compared, 'branch', 'branches') : count(compared, 'branch day', 'branch days');

/** How the differences were come by. */
export const FAIR =
  'Differences count only the days of a branch that have sales both now and a week before, so that a missing closing looks like no loss.';

/** A share without a name. */
export const UNNAMED = 'Other or not stated';
