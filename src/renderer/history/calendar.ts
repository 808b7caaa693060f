import { addDays } from '../day/words.ts';

/** Business dates that can be gone to, `YYYY-MM-DD`, first and last. */
export interface Span {
  first: string;
  last: string;
}

/** Every day of some months, `YYYY-MM`. */
export const spanOf = (oldest: string, latest: string): Span => ({ first: `${oldest}-01`, last: lastOf(latest) });

/** A month's dates in rows of seven, each from the first day of its week on; null before the first and after the last. */
export function weeksOf(month: string, firstWeekday: number): (string | null)[][] {
  const first = `${month}-01`;
  const days = Number(lastOf(month).slice(8));
  const before = (weekdayOf(first) - firstWeekday + 7) % 7;
  const rows = Math.ceil((before + days) / 7);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 7 }, (_, column) => {
      const index = row * 7 + column - before;
      return index < 0 || index >= days ? null : addDays(first, index);
    }),
  );
}

/** The same day so many months on, or the last one of a shorter month. */
export function addMonths(date: string, months: number): string {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const wanted = new Date(Date.UTC(year, month - 1 + months)).toISOString().slice(0, 7);
  const last = lastOf(wanted);
  return date.slice(8) < last.slice(8) ? `${wanted}-${date.slice(8)}` : last;
}

export const within = (date: string, { first, last }: Span): string =>
  date < first ? first : date > last ? last : date;

/** Where a key leads from a date in the calendar, as in the grid of the ARIA practices; null for other keys. */
export function dateAfterKey(key: string, date: string, firstWeekday: number, isRightToLeft: boolean): string | null {
  const forward = isRightToLeft ? -1 : 1;
  const inWeek = (weekdayOf(date) - firstWeekday + 7) % 7;
  const month = { first: `${date.slice(0, 7)}-01`, last: lastOf(date.slice(0, 7)) };
  const moves = new Map([
    ['ArrowLeft', addDays(date, -forward)],
    ['ArrowRight', addDays(date, forward)],
    ['ArrowUp', addDays(date, -7)],
    ['ArrowDown', addDays(date, 7)],
    // A week's days in other months are not in its row.
    ['Home', within(addDays(date, -inWeek), month)],
    ['End', within(addDays(date, 6 - inWeek), month)],
    ['PageUp', addMonths(date, -1)],
    ['PageDown', addMonths(date, 1)],
  ]);
  return moves.get(key) ?? null;
}

/** 1 (Monday) to 7 (Sunday). */
const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7;

function lastOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
