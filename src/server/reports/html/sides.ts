import { money, quantity, UNNAMED } from '../format.ts';
import type { CurrencyReport } from '../period.ts';
import type { Share } from '../shares.ts';
import { bar, largestOf } from './bar.ts';
import { html, type Markup } from './markup.ts';

/** Top items, and the sales of one currency by tender, day part and category. */
export function sides({ currency, topItems, byTender, byDayPart, byCategory }: CurrencyReport): Markup {
  const tables = [
    ...side('Top items', 'Item', topItems, currency),
    ...side('By tender', 'Tender', byTender, currency),
    ...side('By day part', 'Day part', byDayPart, currency),
    ...side('By category', 'Category', byCategory, currency),
  ];
  return tables.length === 0 ? html`` : html`<h2>What was sold, in ${currency}</h2><div class="sides">${tables}</div>`;
}

function side(title: string, of: string, shares: Share[], currency: string): Markup[] {
  if (shares.length === 0) return [];
  const largest = largestOf(shares.map(({ net }) => net));
  const rows = shares.map(({ name, quantity: sold, net }) => {
    return html`<tr><th scope="row"><bdi>${name ?? UNNAMED}</bdi></th><td class="number">${quantity(sold)}</td><td class="number">${money(net, currency)}</td><td class="chart">${bar(net, largest)}</td></tr>
`;
  });
  return [
    html`<table class="side"><caption>${title}, ${currency}</caption>
<thead><tr><th scope="col">${of}</th><th scope="col" class="number">Quantity</th><th scope="col" class="number">Net</th><td class="chart"></td></tr></thead>
<tbody>${rows}</tbody></table>`,
  ];
}
