import type { OutboxView, UploadOutcome } from '../../preload/index.ts';
import type { Words } from '../app/use-app.ts';
import { outcomeTitle } from './announcement.ts';
import { entryOf, outcomeNow } from './closings.ts';
import type { DayState } from './day-state.ts';
import { grouped } from './words.ts';

/** The day at one moment. */
export interface Moment {
  day: DayState;
  outbox: OutboxView[];
}

export interface News {
  intent: 'info' | 'success' | 'warning' | 'error';
  title?: string;
  text: string;
  /** To read out on the phone. */
  code?: string;
}

const INTENTS = { delivered: 'success', queued: 'info', held: 'warning', refused: 'warning' } as const;

/** What has come of an upload, or of reading a file, since its screen was left; null while there is nothing to say. */
export function newsSince(left: Moment, now: Moment, words: Words): News | null {
  const { trouble, notice } = now.day;
  const outcome = newOutcome(left, now);
  if (outcome) return outcomeNews(outcome, words);
  if (trouble && trouble !== left.day.trouble) {
    const { happened, means, next, code } = trouble.error;
    return { intent: 'error', title: happened, text: `${means} ${next}`, code };
  }
  const isCancelled = notice === 'cancelled' && left.day.notice !== 'cancelled';
  return isCancelled ? { intent: 'info', text: words.strings.day.sign.cancelled } : null;
}

function newOutcome(left: Moment, { day: { done }, outbox }: Moment): UploadOutcome | null {
  // What has left the outbox is queued no longer: its receipt is being looked up.
  if (!done || !(done.receipt || entryOf(outbox, done))) return null;
  const before = left.day.done && outcomeNow(left.day.done, left.outbox);
  const now = outcomeNow(done, outbox);
  return now.documentId === before?.documentId && now.state === before.state ? null : now;
}

function outcomeNews(outcome: UploadOutcome, words: Words): News {
  const { day } = words.strings;
  const { state, receipt } = outcome;
  const number = receipt && `${day.receipt.number}: ${grouped(receipt.number)}`;
  const text = state === 'delivered' ? (number ?? '') : day[state].text;
  return { intent: INTENTS[state], title: outcomeTitle(outcome, words), text };
}
