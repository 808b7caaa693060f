import type { DayReport } from '../day.ts';
import { change, comparedOver, FAIR, money, percent, titleOf } from '../format.ts';
import type { CurrencyReport } from '../period.ts';
import type { WeekReport } from '../week.ts';
import { html, Markup } from './markup.ts';
import { sides } from './sides.ts';
import { STYLE } from './style.ts';
import { toSee } from './to-see.ts';
import { branchTables, dayTables } from './trends.ts';

type Report = DayReport | WeekReport;

/** A report as one page that needs nothing else: no script, no font, no address. */
export function reportPage(report: Report, office: { name: string; at: Date }): string {
  const { title, compared } = titleOf(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${office.name}</title>
<style>${STYLE_MARKUP}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="soft"><bdi>${office.name}</bdi>. ${compared}.</p>
${figures(report)}
<h2>Branches</h2>
${report.branches.length === 0 ? html`<p>No branch was expected to sell.</p>` : branchTables(report)}
${report.kind === 'week' && report.days.length > 0 ? html`<h2>Days</h2>${dayTables(report)}` : ''}
${toSee(report)}
${report.currencies.map(sides)}
</main>
<footer class="soft"><p>${FAIR}</p><p>Made by SPAMS on ${office.at.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p></footer>
</body>
</html>
`.text;
}

const STYLE_MARKUP = new Markup(STYLE);

/** The director's first question, in large. */
function figures(report: Report): Markup {
  const { currencies, missing, needsReview, held } = report;
  const over = missing.filter((day) => day.over).length;
  return html`<ul class="figures">${currencies.map((total) => figure(report, total))}
<li><strong>${over}</strong> ${over === 1 ? 'closing' : 'closings'} missing</li>
<li><strong>${needsReview.length}</strong> to review</li>
<li><strong>${held.length}</strong> on hold</li></ul>`;
}

function figure(report: Report, { currency, net, difference, percent: share, compared }: CurrencyReport): Markup {
  const trend =
    difference === null
      ? 'nothing to compare with'
      : `${change(difference, currency)} (${percent(share)}) over ${comparedOver(report, compared)}`;
  return html`<li><strong>${currency} ${money(net, currency)}</strong> net, ${trend}</li>
`;
}
