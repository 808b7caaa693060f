import { describe, expect, it } from 'vitest';
import type { OutboxView } from '../../src/preload/index.ts';
import { dayReducer } from '../../src/renderer/day/day-reducer.ts';
import { type DayEvent, type DayState, START } from '../../src/renderer/day/day-state.ts';
import { newsSince } from '../../src/renderer/day/news.ts';
import { anEntry, anError, DELIVERED, DRAFT, QUEUED } from './day-views.ts';
import { WRITTEN } from './written.ts';

const dayAfter = (events: DayEvent[], from = START): DayState => events.reduce(dayReducer, from);

const SENDING = dayAfter([{ type: 'kept', draft: DRAFT }, { type: 'sending' }]);

/** What is told on another screen of what happened since the day was left, while the outbox went from one to the other. */
function told(left: DayState, events: DayEvent[], before: OutboxView[] = [], now = before) {
  return newsSince({ day: left, outbox: before }, { day: dayAfter(events, left), outbox: now }, WRITTEN);
}

const done = (outcome = DELIVERED): DayEvent => ({ type: 'done', outcome });
const failed = (code: Parameters<typeof anError>[0]): DayEvent => ({
  type: 'failed',
  error: anError(code),
  draft: DRAFT,
});

describe('on another screen, it is told', () => {
  it('nothing while the upload goes on', () => {
    expect(told(SENDING, [{ type: 'progress', progress: { step: 'waiting', sent: 1 } }])).toBeNull();
  });

  it('that head office has the sales, with the receipt number', () => {
    expect(told(SENDING, [done()])).toMatchObject({
      intent: 'success',
      title: expect.stringMatching(/^Head office has your sales for Sunday/),
      text: 'Receipt number: 4F7K\u00a02M9Q',
    });
  });

  it('that they are queued, on hold or refused', () => {
    const now = (state: OutboxView['state']) => told(SENDING, [done({ ...QUEUED, state })], [], [anEntry({ state })]);
    expect([now('queued'), now('held'), now('refused')].map((news) => [news?.intent, news?.title])).toEqual([
      ['info', expect.stringMatching(/are queued$/)],
      ['warning', expect.stringMatching(/are on hold$/)],
      ['warning', expect.stringMatching(/were not taken yet$/)],
    ]);
  });

  it('that the upload failed, with the code to read out', () => {
    const expected = { intent: 'error', title: 'It.', text: 'Safe. Do.', code: 'passphrase-wrong' };
    expect(told(SENDING, [failed('passphrase-wrong')])).toEqual(expected);
  });

  it('that it was cancelled', () => {
    expect(told(SENDING, [failed('upload-cancelled')])?.text).toBe('Cancelled. Nothing was sent.');
  });

  it('what becomes later of sales that were queued', () => {
    const left = dayAfter([done(QUEUED)], SENDING);
    expect(told(left, [], [anEntry()], [anEntry({ state: 'refused' })])?.intent).toBe('warning');
    // Its receipt is being looked up.
    expect(told(left, [], [anEntry({ state: 'held' })], [])).toBeNull();
    expect(told(left, [done()], [anEntry()], [])?.intent).toBe('success');
  });

  it('nothing that was seen before the day was left', () => {
    expect(told(dayAfter([done()], SENDING), [])).toBeNull();
    expect(told(dayAfter([done(QUEUED)], SENDING), [], [], [anEntry()])).toBeNull();
    expect(told(dayAfter([failed('passphrase-wrong')], SENDING), [])).toBeNull();
    expect(told(dayAfter([failed('upload-cancelled')], SENDING), [])).toBeNull();
  });
});
