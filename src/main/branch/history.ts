import { z } from 'zod';
import { addDays, businessDateAt, OLDEST_DAYS } from '../../shared/business-date.ts';
import type { SpamsError } from '../../shared/errors.ts';
import type { Branch } from './branch.ts';
import { settingsOf } from './closing.ts';
import { closingsBetween, type KeptClosing, lastOfEachPart, signedAt } from './closings-on.ts';
import { closingsIn } from './home.ts';
import { listManagers } from './managers.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { likelyToday } from './preview.ts';

/** A calendar month, `YYYY-MM`. */
export const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM');

/** `sending`: queued, and on its way just now. */
export type ClosingState = OutboxEntry['state'] | 'sending' | 'delivered';

/**
 * What a business day has come to: as its closings have, or without any: `closed`: head office expects none · `open`: it
 * isn't over yet · `coming` · `missing` · `none`: nothing is known of it, and nothing was to be expected from this PC.
 */
export type DayState = ClosingState | 'closed' | 'open' | 'coming' | 'missing' | 'none';

export interface HistoryClosing
  extends Pick<OutboxEntry, 'documentId' | 'part' | 'revision' | 'manager' | 'fileName' | 'queuedAt' | 'lastError'> {
  state: ClosingState;
  /** A later file of the same day and part counts instead. */
  isReplaced: boolean;
}

export interface HistoryDay {
  businessDate: string;
  state: DayState;
  /** Why head office expects no closing of it, where it says so. */
  reason: string | null;
  /** By part and revision. */
  closings: HistoryClosing[];
}

/** The business days of a month, as this PC alone knows of them. */
export interface HistoryMonth {
  month: string;
  /** The months that there is anything to know of, first and last. */
  oldest: string;
  latest: string;
  /** The business day that goes on. */
  today: string;
  /** The business day on which this PC began to keep what it sends. */
  since: string;
  days: HistoryDay[];
  /** Why some of what was delivered can't be read any more. */
  damaged: SpamsError[];
}

/** By what a day without closings is judged. */
export interface Expectations {
  today: string;
  since: string;
  /** Whether sales are sent from this PC at all: one that only shows the menu misses none. */
  sendsSales: boolean;
  closedDays: ReadonlySet<string>;
}

/** A month of this PC's own closings. Throws `office-never-reached`: until then nobody knows when its days end. */
export async function historyMonth(branch: Branch, month: string): Promise<HistoryMonth> {
  const { closedDays } = settingsOf(branch);
  const expectations = await expectationsOf(branch);
  const { today, since } = expectations;
  const dates = datesOf(month);
  const kept = await closingsBetween(branch, dates[0]!, dates.at(-1)!);
  const last = [today, ...closedDays].sort().at(-1)!;
  return {
    ...{ month, today, since, damaged: kept.damaged },
    // Days from before there was this PC may have been sent late.
    oldest: monthOf(addDays(since, -OLDEST_DAYS)),
    latest: monthOf(last),
    days: dates.map((date) => dayOf(branch, date, kept.items, expectations)),
  };
}

/** One day of it. Throws `office-never-reached`. */
export async function historyDay(branch: Branch, businessDate: string): Promise<HistoryDay> {
  const { items } = await closingsBetween(branch, businessDate, businessDate);
  return dayOf(branch, businessDate, items, await expectationsOf(branch));
}

/** What a day has come to. What needs a person counts before what needs none. */
export function dayState(date: string, closings: readonly HistoryClosing[], expected: Expectations): DayState {
  const current = new Set(lastOfEachPart(closings).map(({ state }) => state));
  const found = (['refused', 'held', 'sending', 'queued', 'delivered'] as const).find((state) => current.has(state));
  if (found) return found;
  if (expected.closedDays.has(date)) return 'closed';
  if (date >= expected.today) return date === expected.today ? 'open' : 'coming';
  return expected.sendsSales && date >= expected.since ? 'missing' : 'none';
}

/**
 * Whether a later one of the day's closings counts instead. One that was refused has only to be followed by another of
 * its part; what head office has counts until it takes the next.
 */
export function isReplaced({ entry, isDelivered }: KeptClosing, ofDay: readonly KeptClosing[]): boolean {
  const later = ofDay.filter((other) => other.entry.part === entry.part && other.entry.revision > entry.revision);
  return later.some((other) => isRefused({ entry, isDelivered }) || !isRefused(other));
}

const isRefused = ({ entry, isDelivered }: KeptClosing): boolean => !isDelivered && entry.state === 'refused';

function dayOf(branch: Branch, businessDate: string, kept: readonly KeptClosing[], expected: Expectations): HistoryDay {
  const ofDay = kept.filter(({ entry }) => entry.businessDate === businessDate);
  const closings = ofDay.map((each) => closingOf(branch, each, ofDay));
  return {
    businessDate,
    state: dayState(businessDate, closings, expected),
    reason: settingsOf(branch).closedReasons?.[businessDate] ?? null,
    closings,
  };
}

function closingOf({ sending }: Branch, closing: KeptClosing, ofDay: readonly KeptClosing[]): HistoryClosing {
  const { documentId, part, revision, manager, fileName, queuedAt, state, lastError } = closing.entry;
  const facts = { documentId, part, revision, manager, fileName, queuedAt, isReplaced: isReplaced(closing, ofDay) };
  if (closing.isDelivered) return { ...facts, state: 'delivered', lastError: null };
  return { ...facts, state: state === 'queued' && sending.has(documentId) ? 'sending' : state, lastError };
}

async function expectationsOf(branch: Branch): Promise<Expectations> {
  const settings = settingsOf(branch);
  const { outbox, receipts } = branch.home;
  const sent = [...(await closingsIn(outbox)), ...(await closingsIn(receipts))];
  const keys = [branch.device.current, ...branch.device.earlier].map(({ certificate }) => certificate.notBefore);
  const began = Math.min(...keys.map(Number), ...sent.map(signedAt));
  return {
    today: likelyToday(branch),
    since: businessDateAt(new Date(began), settings),
    sendsSales: sent.length > 0 || (await listManagers(branch)).items.length > 0,
    closedDays: new Set(settings.closedDays),
  };
}

/** Every date of a month. */
function datesOf(month: string): string[] {
  const dates = [`${month}-01`];
  for (let date = addDays(dates[0]!, 1); monthOf(date) === month; date = addDays(date, 1)) dates.push(date);
  return dates;
}

const monthOf = (date: string): string => date.slice(0, 7);
