import { formatAmount } from '../../shared/money.ts';
import { writeCsv } from '../../shared/table/write-csv.ts';
import type { Db } from '../store/store.ts';
import { loadLines } from './lines.ts';
import { type ClosingSummary, listClosings } from './list.ts';

export type Grouping = 'branch' | 'item' | 'line';

interface Line {
  closing: ClosingSummary;
  item: string;
  category: string | null;
  code: string | null;
  quantity: number;
  unitPrice: number | null;
  net: number | null;
}

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
  const rows = days.map(({ key: [branch, date, currency], members }) => [
    branch,
    date,
    members.length,
    sum(members.map(({ totals }) => totals.lines)),
    thousandths(members.map(({ totals }) => totals.quantity)),
    money(
      members.map(({ totals }) => totals.net),
      currency,
    ),
    currency,
    members.some(({ needsReview }) => needsReview) ? 'yes' : 'no',
  ]);
  return [['Branch', 'Business date', 'Parts', 'Lines', 'Quantity', 'Net', 'Currency', 'Needs review'], ...rows];
}

async function fromLines(db: Db, closings: ClosingSummary[], by: 'item' | 'line'): Promise<Cell[][]> {
  const lines: Line[] = [];
  for (const closing of closings) {
    for (const line of await loadLines(db, closing.documentId)) lines.push({ closing, ...line });
  }
  return by === 'item' ? byItem(lines) : byLine(lines);
}

function byItem(lines: Line[]): Cell[][] {
  const items = groups(lines, ({ code, item, category, closing }) => [
    code ?? '',
    item,
    category ?? '',
    closing.totals.currency,
  ]);
  const rows = items.map(({ key: [code, item, category, currency], members }) => [
    code,
    item,
    category,
    thousandths(members.map(({ quantity }) => quantity)),
    money(
      members.map(({ net }) => net),
      currency,
    ),
    currency,
  ]);
  return [['Code', 'Item', 'Category', 'Quantity', 'Net', 'Currency'], ...rows];
}

function byLine(lines: Line[]): Cell[][] {
  const rows = lines.map(({ closing, item, category, code, quantity, unitPrice, net }) => [
    closing.branch,
    closing.businessDate,
    closing.part,
    closing.number,
    code,
    item,
    category,
    quantity,
    money([unitPrice], closing.totals.currency),
    money([net], closing.totals.currency),
    closing.totals.currency,
  ]);
  const heading = [
    'Branch',
    'Business date',
    'Part',
    'Receipt',
    'Code',
    'Item',
    'Category',
    'Quantity',
    'Unit price',
    'Net',
  ];
  return [[...heading, 'Currency'], ...rows];
}

function groups<T, K extends string[]>(members: T[], keyOf: (member: T) => [...K]): { key: [...K]; members: T[] }[] {
  const found = new Map<string, { key: [...K]; members: T[] }>();
  for (const member of members) {
    const key = keyOf(member);
    const id = JSON.stringify(key);
    const group = found.get(id) ?? { key, members: [] };
    group.members.push(member);
    found.set(id, group);
  }
  return [...found.values()];
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Quantities have at most three decimals: summed as whole thousandths, they stay exact. */
const thousandths = (values: number[]): number => sum(values.map((value) => Math.round(value * 1000))) / 1000;

/** A number, not text, so that a spreadsheet adds it up; empty when nothing is known. */
function money(values: (number | null)[], currency: string): Cell {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Number(formatAmount(sum(known), currency));
}
