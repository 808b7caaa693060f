import { table } from '../../shared/command-line.ts';
import { formatAmount } from '../../shared/money.ts';
import { SALES_PROFILES } from '../../shared/sales/profiles/index.ts';
import type { SalesShare, SalesTotals, TotalCheck } from '../../shared/sales/sales.ts';
import type { showClosing } from '../closings/list.ts';
import { amountText } from './amount-text.ts';

type Shown = Awaited<ReturnType<typeof showClosing>>;

/** "SGD 17.80"; a hyphen for an amount that isn't known. */
export const netText = (totals: SalesTotals): string => `${totals.currency} ${amountText(totals.net, totals.currency)}`;

/** As the branch sees it, with what it is stored as: "Square item sales (square-items)". */
function profileText(id: string): string {
  const profile = SALES_PROFILES.find((each) => each.id === id);
  return profile ? `${profile.name} (${id})` : id;
}

/** All of a closing for a person, its lines last. */
export function closingText(closing: Shown): string {
  const { totals, summary, lines, warnings } = closing;
  const paragraphs = [
    facts(closing),
    warnings.map(({ row, text }) => `${row === null ? '' : `row ${row}: `}${text}`).join('\n'),
    summary?.checks.map((check) => checkText(check, totals.currency)).join('\n'),
    summary && sidesText(summary, totals.currency),
    linesText(lines, totals.currency),
  ];
  return paragraphs.filter(Boolean).join('\n\n');
}

function facts(closing: Shown): string {
  const { totals, encoding, rereadAt } = closing;
  const { lines, quantity, currency, gross, discounts, refunds, tax, tips } = totals;
  const more = Object.entries({ gross, discounts, refunds, tax, tips }).filter(([, minor]) => minor !== null);
  return [
    `Closing ${closing.documentId}, number ${closing.number}`,
    `${closing.branch}, ${closing.businessDate}, part ${closing.part}, revision ${closing.revision}: ${closing.state}${closing.current ? ', counts' : ''}`,
    `Signed by ${closing.manager} at ${closing.signedAt}, received ${closing.receivedAt}`,
    `${closing.fileName}, ${closing.fileSize} bytes, read as ${profileText(closing.profile)}${encoding ? `, ${encoding}` : ''}`,
    ...(rereadAt ? [`Read again ${rereadAt}; the receipt says what was understood first`] : []),
    `${lines} lines, quantity ${quantity}, net ${netText(totals)}`,
    ...(more.length > 0 ? [more.map(([name, minor]) => `${name} ${amountText(minor, currency)}`).join(', ')] : []),
  ].join('\n');
}

/** The file's own total beside ours. */
function checkText({ row, label, field, file, ours }: TotalCheck, currency: string): string {
  const unit = (value: number): string => (field === 'quantity' ? String(value) : formatAmount(value, currency));
  const verdict = file === ours ? 'agrees' : `its rows come to ${unit(ours)}: differs by ${unit(file - ours)}`;
  return `row ${row}: the file's own “${label}”, ${field} ${unit(file)}, ${verdict}`;
}

function sidesText({ byTender, byDayPart, voids, comps }: NonNullable<Shown['summary']>, currency: string): string {
  const side = (title: string, shares: SalesShare[]): string[] => {
    const each = shares.map(
      ({ name, quantity, net }) => `${name} ${net === null ? quantity : amountText(net, currency)}`,
    );
    return each.length > 0 ? [`${title}: ${each.join(', ')}`] : [];
  };
  return [
    ...side('By tender', byTender),
    ...side('By day part', byDayPart),
    ...(voids.lines > 0 ? [`Void lines, not counted: ${voids.lines}, net ${amountText(voids.net, currency)}`] : []),
    ...(comps.lines > 0 ? [`Comp lines: ${comps.lines}`] : []),
  ].join('\n');
}

function linesText(lines: Shown['lines'], currency: string): string {
  const rows = lines.map((line) => [
    line.row,
    line.code,
    line.item,
    line.quantity,
    amountText(line.net, currency),
    (['void', 'comp', 'refund'] as const).filter((mark) => line[mark]).join(' '),
  ]);
  return table(['Row', 'Code', 'Item', 'Quantity', 'Net', ''], rows);
}
