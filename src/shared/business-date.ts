/** Where a branch's day begins and ends. */
export interface DayRule {
  timeZone: string;
  /** Whole hour of the local clock before which a sale still belongs to the day before. */
  cutoff: number;
}

/**
 * The business date, `YYYY-MM-DD`, of a moment: the local wall date, less one day when the wall hour is before the
 * cut-off. No elapsed time enters, so a change of the clocks can't move it (DESIGN section 7).
 */
export function businessDateAt(at: Date, { timeZone, cutoff }: DayRule): string {
  const { date, hour } = wallClock(at, timeZone);
  return hour < cutoff ? addDays(date, -1) : date;
}

/** The local wall date, `YYYY-MM-DD`. */
export const wallDateAt = (at: Date, timeZone: string): string => wallClock(at, timeZone).date;

/** How many whole hours of the local clock are left until the cut-off, 1 to 24. */
export function hoursToCutoff(at: Date, { timeZone, cutoff }: DayRule): number {
  return ((cutoff - wallClock(at, timeZone).hour + 23) % 24) + 1;
}

/** A day's sales may be sent late, but not from a mistyped year. */
export const OLDEST_DAYS = 92;

/** The business dates that a closing signed at one time may have when it arrives at another, first and last. */
export function plausibleDates(signed: Date, arrival: Date, timeZone: string): { oldest: string; latest: string } {
  return { oldest: addDays(wallDateAt(signed, timeZone), -OLDEST_DAYS), latest: wallDateAt(arrival, timeZone) };
}

/** Calendar arithmetic on `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

function wallClock(at: Date, timeZone: string): { date: string; hour: number } {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { date: `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`, hour: Number(parts.hour) };
}
