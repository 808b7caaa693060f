import type { DraftView, SalesShare, UploadProgress } from '../../preload/index.ts';
import { inGroups } from '../app/in-groups.ts';

/** A receipt number in groups, never broken over two lines. */
export const grouped = (number: string): string => inGroups(number, '\u00a0');

/** Row numbers as a person writes them: 3, 5–9, 12. */
export function rowRanges(rows: number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const row of new Set(rows)) {
    const range = ranges.at(-1);
    if (range && row === range[1] + 1) range[1] = row;
    else ranges.push([row, row]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

/** So many days are offered to choose from. */
const MOST_DAYS = 3;

interface OtherDays {
  /** The day of more than half of the rows; null where no day has so many. */
  most: string | null;
  /** The days of rows that head office takes, the most frequent first. */
  choices: string[];
}

/** Of which days a file's rows are, where more than half of them are of another than it is taken for. */
export function otherDays({ businessDate, dates, summary, totals }: DraftView): OtherDays | null {
  if ((summary.outsideDay ?? 0) * 2 <= totals.lines) return null;
  const most = summary.days.find(({ lines }) => lines * 2 > totals.lines);
  const others = summary.days.map(({ date }) => date).filter((date) => date !== businessDate);
  const choices = others.filter((date) => date >= dates.oldest && date <= dates.latest).slice(0, MOST_DAYS);
  return { most: most?.date ?? null, choices };
}

/** Each day from the latest to the oldest, `YYYY-MM-DD`. */
export function daysOf({ oldest, latest }: { oldest: string; latest: string }): string[] {
  const days: string[] = [];
  for (let day = latest; day >= oldest; day = addDays(day, -1)) days.push(day);
  return days;
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** How far the whole upload is, 0 to 1: most of its time goes into sending. */
export function shareDone({ step, sent }: UploadProgress): number {
  return { signing: 0.04, encrypting: 0.08, sending: 0.1 + 0.85 * sent, waiting: 0.96 }[step];
}

/** Progress in steps that are worth saying aloud: each quarter of what is sent. */
export const spoken = ({ step, sent }: UploadProgress): UploadProgress => ({ step, sent: Math.floor(sent * 4) / 4 });

/** What shares are compared by: money, or how many were sold where none of them has any. */
export function sizeOf(shares: SalesShare[]): (share: SalesShare) => number {
  const hasMoney = shares.some(({ net }) => net !== null);
  return ({ net, quantity }) => (hasMoney ? (net ?? 0) : quantity);
}

/** The length of a bar beside the longest, 0 to 1; what is below nothing has none. */
export function barShare(value: number, values: number[]): number {
  const most = Math.max(0, ...values);
  return most === 0 ? 0 : Math.max(0, value) / most;
}
