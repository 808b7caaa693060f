import { describe, expect, it } from 'vitest';
import { addDays, barShare, daysOf, grouped, rowRanges, shareDone, spoken } from '../../src/renderer/day/words.ts';

describe('what is read aloud', () => {
  it('is a receipt number in groups of four that no line break parts', () => {
    expect(grouped('4F7K2M9Q')).toBe('4F7K\u00a02M9Q');
    expect(grouped('')).toBe('');
  });

  it('is progress by quarters, so that a screen reader can keep up', () => {
    expect(spoken({ step: 'sending', sent: 0.63 })).toEqual({ step: 'sending', sent: 0.5 });
    expect(spoken({ step: 'sending', sent: 1 })).toEqual({ step: 'sending', sent: 1 });
  });
});

describe('row numbers', () => {
  it.each([
    [[], ''],
    [[12], '12'],
    [[3, 5, 6, 7, 12], '3, 5–7, 12'],
    [[5, 5, 6], '5–6'],
  ])('%j are written as %j', (rows, text) => {
    expect(rowRanges(rows)).toBe(text);
  });
});

describe('days', () => {
  it('are counted over the end of a month, a year and February', () => {
    expect([addDays('2026-12-31', 1), addDays('2028-03-01', -1)]).toEqual(['2027-01-01', '2028-02-29']);
  });

  it('to choose from begin with the latest', () => {
    expect(daysOf({ oldest: '2026-10-31', latest: '2026-11-02' })).toEqual(['2026-11-02', '2026-11-01', '2026-10-31']);
    expect(daysOf({ oldest: '2026-11-02', latest: '2026-11-01' })).toEqual([]);
  });
});

describe('bars', () => {
  it('only ever grow during an upload', () => {
    const shares = [
      shareDone({ step: 'signing', sent: 0 }),
      shareDone({ step: 'encrypting', sent: 0 }),
      shareDone({ step: 'sending', sent: 0 }),
      shareDone({ step: 'sending', sent: 1 }),
      shareDone({ step: 'waiting', sent: 1 }),
    ];
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThan(1);
  });

  it('are as long as their share of the longest; refunds have none', () => {
    expect([10, 5, -5].map((value) => barShare(value, [10, 5, -5]))).toEqual([1, 0.5, 0]);
    expect(barShare(-5, [-5])).toBe(0);
  });
});
