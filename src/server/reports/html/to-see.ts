import { money, shortDate } from '../format.ts';
import type { ClosingToSee, PeriodReport } from '../period.ts';
import { html, type Markup } from './markup.ts';
import { branchName } from './trends.ts';

/** What a person should see to: each list a table, where there is any. */
export function toSee({ missing, excused, needsReview, held, branches }: PeriodReport): Markup {
  const nameOf = (code: string): string => branches.find(({ branch }) => branch === code)?.name ?? '';
  const closing = ({ businessDate, branch, part, number, fileName, totals }: ClosingToSee): Markup[] => [
    html`${shortDate(businessDate)}`,
    branchName({ branch, name: nameOf(branch) }),
    html`${number}`,
    html`part ${part}, <bdi>${fileName}</bdi>, net ${totals.currency} ${money(totals.net, totals.currency)}`,
  ];
  const tables = [
    ...list(
      'Missing: no closing that counts',
      ['Day', 'Branch', 'Notes'],
      missing.map((day) => [
        html`${shortDate(day.businessDate)}`,
        branchName(day),
        html`${[day.over ? '' : 'not over yet', day.held > 0 ? `${day.held} on hold` : ''].filter(Boolean).join(', ')}`,
      ]),
    ),
    ...list(
      'Excused: no closing is expected',
      ['Day', 'Branch', 'Reason'],
      excused.map((day) => [html`${shortDate(day.businessDate)}`, branchName(day), html`<bdi>${day.reason}</bdi>`]),
    ),
    ...list('Needs review', ['Day', 'Branch', 'Number', 'File'], needsReview.map(closing)),
    ...list('On hold: its manager had been revoked', ['Day', 'Branch', 'Number', 'File'], held.map(closing)),
  ];
  return tables.length === 0 ? html`` : html`<h2>Needs attention</h2>${tables}`;
}

function list(caption: string, headings: string[], rows: Markup[][]): Markup[] {
  if (rows.length === 0) return [];
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  const body = rows.map(
    (cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  );
  return [
    html`<table class="list"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  ];
}
