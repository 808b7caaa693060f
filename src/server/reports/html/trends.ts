import { change, count, money, percent, shortDate } from '../format.ts';
import { notesOf } from '../notes.ts';
import type { BranchTrend, PeriodReport } from '../period.ts';
import type { Trend } from '../trend.ts';
import type { WeekReport } from '../week.ts';
import { bar, largestOf } from './bar.ts';
import { html, type Markup } from './markup.ts';

const LEGEND = 'The bar is net; the mark across it is the same a week before.';

interface Row {
  heading: Markup;
  trend: Trend;
  note: string;
}

/** Net by branch, a table for each currency: bars of different currencies can't be compared. */
export function branchTables(report: PeriodReport): Markup[] {
  return [...Map.groupBy(report.branches, ({ currency }) => currency)].map(([currency, branches]) => {
    const rows = branches.map((trend) => ({
      heading: branchName(trend),
      trend,
      note: notesOf(report, trend).join(', '),
    }));
    return trendTable(`Net by branch, ${currency}. ${LEGEND}`, 'Branch', rows, currency);
  });
}

export function dayTables({ days }: WeekReport): Markup[] {
  return [...Map.groupBy(days, ({ currency }) => currency)].map(([currency, members]) => {
    const rows = members.map((trend) => ({
      heading: html`${shortDate(trend.date)}`,
      trend,
      note: count(trend.branches, 'branch', 'branches'),
    }));
    return trendTable(`Net by day, ${currency}. ${LEGEND}`, 'Day', rows, currency);
  });
}

/** A branch's name may be written from right to left. */
export const branchName = ({ branch, name }: Pick<BranchTrend, 'branch' | 'name'>): Markup =>
  html`${branch} <bdi>${name}</bdi>`;

function trendTable(caption: string, of: string, rows: Row[], currency: string): Markup {
  const largest = largestOf(rows.flatMap(({ trend }) => [trend.net, trend.before]));
  return html`<div class="wide" tabindex="0" role="group" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${of}</th><th scope="col" class="number">Net</th><td class="chart"></td><th scope="col" class="number">Week before</th><th scope="col" class="number">Difference</th><th scope="col" class="number">%</th><th scope="col">Notes</th></tr></thead>
<tbody>${rows.map((row) => trendRow(row, largest, currency))}</tbody>
</table></div>`;
}

function trendRow({ heading, trend, note }: Row, largest: number, currency: string): Markup {
  const { net, before, difference, percent: share } = trend;
  return html`<tr><th scope="row">${heading}</th><td class="number">${money(net, currency)}</td><td class="chart">${bar(net, largest, before)}</td><td class="number">${money(before, currency)}</td><td class="number">${change(difference, currency)}</td><td class="number">${percent(share)}</td><td>${note}</td></tr>
`;
}
