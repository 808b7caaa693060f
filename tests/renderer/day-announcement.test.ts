import { describe, expect, it } from 'vitest';
import type { OutboxView } from '../../src/preload/index.ts';
import { announcement } from '../../src/renderer/day/announcement.ts';
import { type DayState, START } from '../../src/renderer/day/day-state.ts';
import { anEntry, DELIVERED, QUEUED } from './day-views.ts';
import { WRITTEN } from './written.ts';

const said = (changes: Partial<DayState>, outbox: OutboxView[] = []): string =>
  announcement({ ...START, ...changes }, outbox, WRITTEN);

describe('of the day, a screen reader says', () => {
  it('that a file is read, but not that the person looks for one', () => {
    expect(said({ reading: { choosing: false, fileName: 'day_end.csv' } })).toBe('Reading');
    expect(said({ reading: { choosing: true } })).toBe('');
  });

  it('how far the upload is', () => {
    expect(said({ progress: { step: 'signing', sent: 0 } })).toBe('Signing');
    expect(said({ progress: { step: 'sending', sent: 0.63 } })).toBe('Sending 50%');
  });

  it('that it is being cancelled, and that it is too late for that', () => {
    const progress = { step: 'waiting', sent: 1 } as const;
    expect(said({ progress, cancel: 'asked' })).toBe('Cancelling…');
    expect(said({ progress, cancel: 'too-late' })).toBe('It has already been sent; the receipt is on its way.');
    expect(said({ notice: 'cancelled' })).toBe('Cancelled. Nothing was sent.');
  });

  it('nothing of an outcome as it comes: the focus goes to its heading', () => {
    expect(said({ done: DELIVERED })).toBe('');
    expect(said({ done: QUEUED }, [anEntry()])).toBe('');
  });

  it('what head office says of it later', () => {
    expect(said({ done: QUEUED }, [anEntry({ state: 'refused' })])).toMatch(/^Sales for Sunday.* were not taken yet$/);
  });
});
