import { table } from '../../shared/command-line.ts';
import type { DayReport } from './day.ts';
import {
  change,
  comparedOver,
  count,
  FAIR,
  longDate,
  money,
  percent,
  quantity,
  shortDate,
  titleOf,
  UNNAMED,
} from './format.ts';
import { notesOf } from './notes.ts';
import type { ClosingToSee, CurrencyReport, PeriodReport } from './period.ts';
import type { Share } from './shares.ts';
import type { Trend } from './trend.ts';
import type { WeekReport } from './week.ts';

/** A report for the terminal. */
export function reportText(report: DayReport | WeekReport): string {
  const { title, compared } = titleOf(report);
  return [
    `${title}\n${compared}`,
    ...report.currencies.map((total) => totalText(report, total)),
    branchesText(report),
    ...(report.kind === 'week' && report.days.length > 0 ? [daysText(report)] : []),
    ...report.currencies.map(sidesText),
    ...toSeeTexts(report),
    FAIR,
  ].join('\n\n');
}

function totalText(report: DayReport | WeekReport, total: CurrencyReport): string {
  const { currency, net, difference, compared, gross, discounts, refunds, tax, tips } = total;
  const known = Object.entries({ gross, discounts, refunds, tax, tips }).filter(([, minor]) => minor !== null);
  const trend =
    difference === null
      ? 'nothing to compare with'
      : `${change(difference, currency)} (${percent(total.percent)}) over ${comparedOver(report, compared)}`;
  const more = known.map(([name, minor]) => `${name} ${money(minor, currency)}`).join(', ');
  return `Net ${currency} ${money(net, currency)}, ${trend}${more && `\n${more}`}`;
}

const TREND_HEADINGS = ['Net', 'Week before', 'Difference', '%'];

const trendCells = ({ net, before, difference, percent: share }: Trend, currency: string): string[] => [
  money(net, currency),
  money(before, currency),
  change(difference, currency),
  percent(share),
];

function branchesText(report: PeriodReport): string {
  const rows = report.branches.map((each) => [
    each.branch,
    each.name,
    each.currency,
    ...trendCells(each, each.currency),
    notesOf(report, each).join(', '),
  ]);
  return aligned(['Branch', 'Name', '', ...TREND_HEADINGS, ''], rows, [3, 4, 5, 6]);
}

function daysText({ days }: WeekReport): string {
  const rows = days.map((each) => [
    shortDate(each.date),
    each.currency,
    ...trendCells(each, each.currency),
    count(each.branches, 'branch', 'branches'),
  ]);
  return aligned(['Day', '', ...TREND_HEADINGS, ''], rows, [2, 3, 4, 5]);
}

function sidesText({ currency, topItems, byTender, byDayPart, byCategory }: CurrencyReport): string {
  const side = (title: string, shares: Share[]): string[] => {
    const rows = shares.map((each) => [each.name ?? UNNAMED, quantity(each.quantity), money(each.net, currency)]);
    return rows.length === 0 ? [] : [aligned([`${title}, ${currency}`, 'Quantity', 'Net'], rows, [1, 2])];
  };
  return [
    ...side('Top items', topItems),
    ...side('By tender', byTender),
    ...side('By day part', byDayPart),
    ...side('By category', byCategory),
  ].join('\n\n');
}

/** Every list of what a person should see to, where there is any. */
function toSeeTexts({ missing, excused, needsReview, held }: PeriodReport): string[] {
  const list = (title: string, lines: string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`];
  const closing = ({ businessDate, branch, part, number, fileName }: ClosingToSee): string =>
    `${businessDate} ${branch}, part ${part}: ${number}, ${fileName}`;
  return [
    ...list(
      'Missing',
      missing.map(
        (day) => `${longDate(day.businessDate)}: ${day.branch} ${day.name}${day.over ? '' : ' (not over yet)'}`,
      ),
    ),
    ...list(
      'Excused',
      excused.map((day) => `${longDate(day.businessDate)}: ${day.branch} ${day.name} (${day.reason})`),
    ),
    ...list('Needs review', needsReview.map(closing)),
    ...list('On hold', held.map(closing)),
  ];
}

/** A table whose columns of numbers end at the same place. */
function aligned(headings: string[], rows: string[][], numbers: number[]): string {
  const cells = [headings, ...rows].map((row) => [...row]);
  for (const column of numbers) {
    const width = Math.max(...cells.map((row) => row[column]?.length ?? 0));
    for (const row of cells) row[column] = row[column]?.padStart(width) ?? '';
  }
  const [first = [], ...rest] = cells;
  return table(first, rest);
}
