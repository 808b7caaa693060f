import type { HistoryState, MonthView, OutboxView, PastDayView } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';
import { MARKED, type MarkedState } from './states.ts';

/** What a cell of the calendar is called: "Sunday 22 November: Receipt". */
export function cellName(businessDate: string, state: HistoryState | undefined, { strings, format }: Words): string {
  const { states, calendar } = strings.history;
  const day = format.day(businessDate);
  return state === undefined || state === 'none' || state === 'coming' ? day : calendar.cell(day, states[state]);
}

/** How many of a month's days there are of each state, of those that there are any of. */
export const countsOf = ({ days }: MonthView): [state: MarkedState, count: number][] =>
  MARKED.map((state): [MarkedState, number] => [state, days.filter((day) => day.state === state).length]).filter(
    ([, count]) => count > 0,
  );

/** What a day has come to, in a sentence or two. */
export function dayText({ businessDate, state }: PastDayView, since: string, { strings, format }: Words): string {
  const { day } = strings.history;
  return state === 'none' && businessDate < since ? day.before(format.fullDay(since)) : day.states[state];
}

/** The way to send a file for a day as a whole; null where there is none. */
export function wayToSend({ state, canSend, closings }: PastDayView): 'send' | 'sendAnother' | null {
  if (!canSend || state === 'refused') return null;
  return closings.length === 0 ? 'send' : 'sendAnother';
}

/** What head office refused and nobody has replaced yet, oldest day first. */
export const refusedIn = (outbox: readonly OutboxView[]): OutboxView[] =>
  outbox
    .filter(({ state, replaced }) => state === 'refused' && !replaced)
    .sort((a, b) => a.businessDate.localeCompare(b.businessDate));
