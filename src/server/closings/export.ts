import { formatAmount } from '../../shared/money.ts';
import type { SalesLine, SalesTotals } from '../../shared/sales/sales.ts';
import { writeCsv } from '../../shared/table/write-csv.ts';
import type { Db } from '../store/store.ts';
import { loadLines } from './lines.ts';
import { type ClosingSummary, listClosings } from './list.ts';
import { sumKnown, sumQuantity } from './sums.ts';

export type Grouping = 'branch' | 'item' | 'line';

type Line = SalesLine & { closing: ClosingSummary };

/** The sales that count, from one business date to another, as CSV that opens in a spreadsheet. */
export async function exportClosings(
  db: Db,
  from: string,
  to: string,
  by: Grouping,
): Promise<{ csv: Buffer; rows: number }> {
  const closings = (await listClosings(db, { from, to })).filter(({ current }) => current);
  const rows = by === 'branch' ? byBranch(closings) : await fromLines(db, closings, by);
  return { csv: writeCsv(rows), rows: rows.length - 1 };
}

type Cell = string | number | null;

/** One row a branch and day: a business day is the sum of its parts. */
function byBranch(closings: ClosingSummary[]): Cell[][] {
  const days = groups(closings, ({ branch, businessDate, totals }) => [branch, businessDate, totals.currency]);
  const rows = days.map((members) => {
    const { branch, businessDate, totals } = members[0]!;
    const { currency } = totals;
    const all = members.map(({ totals }) => totals);
    const total = (field: 'net' | 'gross' | 'discounts' | 'refunds' | 'tax' | 'tips'): Cell =>
      money(
        all.map((totals) => totals[field]),
        currency,
      );
    return [
      branch,
      businessDate,
      members.length,
      all.reduce((sum, { lines }) => sum + lines, 0),
      sumQuantity(all),
      total('net'),
      currency,
      members.some(({ needsReview }) => needsReview) ? 'yes' : 'no',
      total('gross'),
      total('discounts'),
      total('refunds'),
      total('tax'),
      total('tips'),
    ];
  });
  const heading = ['Branch', 'Business date', 'Parts', 'Lines', 'Quantity', 'Net', 'Currency', 'Needs review'];
  return [[...heading, 'Gross', 'Discounts', 'Refunds', 'Tax', 'Tips'], ...rows];
}

async function fromLines(db: Db, closings: ClosingSummary[], by: 'item' | 'line'): Promise<Cell[][]> {
  const lines: Line[] = [];
  for (const closing of closings) {
    for (const line of await loadLines(db, closing.documentId)) lines.push({ closing, ...line });
  }
  return by === 'item' ? byItem(lines) : byLine(lines);
}

/** Void lines aren't sold; what was taken back is apart, as in a closing's totals: net is gross less discounts and refunds. */
function byItem(lines: Line[]): Cell[][] {
  const sold = lines.filter((line) => !line.void);
  const items = groups(sold, ({ code, item, category, closing }) => [
    code ?? '',
    item,
    category ?? '',
    closing.totals.currency,
  ]);
  const rows = items.map((members) => {
    const { code, item, category, closing } = members[0]!;
    const { currency } = closing.totals;
    const total = (of: (line: Line) => number | null): Cell => money(members.map(of), currency);
    return [
      code,
      item,
      category,
      sumQuantity(members),
      total(({ net }) => net),
      currency,
      total(({ refund, gross }) => (refund ? null : gross)),
      total(({ refund, discount }) => (refund ? null : discount)),
      total(refundOf),
      total(({ tax }) => tax),
      total(({ tip }) => tip),
    ];
  });
  const heading = ['Code', 'Item', 'Category', 'Quantity', 'Net', 'Currency'];
  return [[...heading, 'Gross', 'Discounts', 'Refunds', 'Tax', 'Tips'], ...rows];
}

/** What was taken back in a line of its own, or beside the sale, where the file's sums show that it is all that lowers net. */
function refundOf({ refund, gross, discount, net, closing }: Line): number | null {
  if (net === null) return null;
  if (refund) return -net;
  if (gross === null || !isNetOfRefunds(closing.totals)) return null;
  return gross - (discount ?? 0) - net || null;
}

const isNetOfRefunds = ({ gross, discounts, refunds, net }: SalesTotals): boolean =>
  gross !== null && refunds !== null && gross - (discounts ?? 0) - refunds === net;

/** Every line as it was read, void ones too, which say so. */
function byLine(lines: Line[]): Cell[][] {
  const rows = lines.map(({ closing, ...line }) => {
    const { currency } = closing.totals;
    const amount = (minor: number | null): Cell => money([minor], currency);
    return [
      closing.branch,
      closing.businessDate,
      closing.part,
      closing.number,
      line.code,
      line.item,
      line.category,
      line.quantity,
      amount(line.unitPrice),
      amount(line.net),
      currency,
      amount(line.gross),
      amount(line.discount),
      amount(line.tax),
      amount(line.tip),
      line.tender,
      line.time,
      ...(['void', 'comp', 'refund'] as const).map((mark) => (line[mark] ? 'yes' : 'no')),
    ];
  });
  return [LINE_HEADING, ...rows];
}

const LINE_HEADING = [
  ...['Branch', 'Business date', 'Part', 'Receipt', 'Code', 'Item', 'Category', 'Quantity', 'Unit price', 'Net'],
  ...['Currency', 'Gross', 'Discount', 'Tax', 'Tip', 'Tender', 'Time', 'Void', 'Comp', 'Refund'],
];

/** Members that have the same key. */
const groups = <T>(members: T[], keyOf: (member: T) => unknown[]): T[][] => [
  ...Map.groupBy(members, (member) => JSON.stringify(keyOf(member))).values(),
];

/** A number, not text, so that a spreadsheet adds it up; empty when nothing is known. */
function money(values: (number | null)[], currency: string): Cell {
  const total = sumKnown(values);
  return total === null ? null : Number(formatAmount(total, currency));
}
