import { table } from '../command-line.ts';
import { formatAmount } from '../money.ts';
import type { SalesReading } from './read.ts';
import type { SalesLine, SalesShare, TotalCheck } from './sales.ts';

const MOST_LINES = 20;
const DELIMITERS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** What was understood of a sales file, for a person. */
export function describeSales(reading: SalesReading): string {
  const { profileName, encoding, dialect, totals, summary, warnings, needsReview } = reading;
  const { delimiter } = dialect;
  const format = delimiter === null ? encoding : `${encoding}, cells between ${DELIMITERS[delimiter]}`;
  const shares = [
    ['Top items', summary.topItems],
    ['Categories', summary.byCategory],
    ['Tenders', summary.byTender],
    ['Day parts', summary.byDayPart],
  ] as const;
  return [
    `${profileName} (${format})`,
    figuresOf(reading),
    ...(needsReview ? ['Somebody must look at this before its totals are trusted.'] : []),
    ...warnings.map(({ row, text }) => `  ${row === null ? '' : `row ${row}: `}${text}`),
    ...summary.checks.map((check) => `  row ${check.row}: ${checkText(check, totals.currency)}`),
    ...shares.flatMap(([title, list]) => (list.length > 1 ? ['', sharesText(title, list, totals.currency)] : [])),
    ...(reading.lines.length > 0 ? ['', linesText(reading.lines, totals.currency)] : []),
  ].join('\n');
}

function figuresOf({ totals, summary }: SalesReading): string {
  const { currency, lines, quantity } = totals;
  const money = [
    ['gross', totals.gross],
    ['discounts', totals.discounts],
    ['refunds', totals.refunds],
    ['net', totals.net],
    ['tax', totals.tax],
    ['tips', totals.tips],
  ] as const;
  const known = money.flatMap(([name, minor]) => (minor === null ? [] : `${name} ${formatAmount(minor, currency)}`));
  const voids = summary.voids.lines > 0 ? [`${summary.voids.lines} void`] : [];
  return `${[`${lines} lines`, ...voids, `quantity ${quantity}`, ...known].join(', ')} (${currency})`;
}

function checkText({ label, field, file, ours }: TotalCheck, currency: string): string {
  const written = (value: number): string => (field === 'quantity' ? String(value) : formatAmount(value, currency));
  const verdict = file === ours ? 'agrees' : `differs from our ${written(ours)}`;
  return `“${label}”, ${field} ${written(file)}: ${verdict}`;
}

function sharesText(title: string, shares: readonly SalesShare[], currency: string): string {
  const rows = shares.slice(0, 10).map(({ name, quantity, net }) => [name, quantity, amount(net, currency)]);
  return table([title, 'Quantity', 'Net'], rows);
}

function linesText(lines: readonly SalesLine[], currency: string): string {
  const rows = lines.slice(0, MOST_LINES).map((line) => {
    const { row, time, item, quantity, net } = line;
    return [row, time, item, quantity, amount(net, currency), marksOf(line)];
  });
  const more = lines.length > MOST_LINES ? `\n… and ${lines.length - MOST_LINES} more` : '';
  return table(['Row', 'Time', 'Item', 'Quantity', 'Net', ''], rows) + more;
}

const amount = (minor: number | null, currency: string): string =>
  minor === null ? '' : formatAmount(minor, currency);

const marksOf = (line: SalesLine): string =>
  (['void', 'comp', 'refund'] as const).filter((mark) => line[mark]).join(', ');
