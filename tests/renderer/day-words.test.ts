import { describe, expect, it } from 'vitest';
import {
  addDays,
  barShare,
  daysOf,
  grouped,
  otherDays,
  rowRanges,
  shareDone,
  sizeOf,
  spoken,
} from '../../src/renderer/day/words.ts';
import { DRAFT } from './day-views.ts';

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

describe("of a file's rows, other days", () => {
  /** A file of 10 rows that is taken for the 22nd. */
  const daysOfRows = (days: Record<string, number>) => {
    const { businessDate, summary, totals } = DRAFT;
    const lines = Object.values(days).reduce((sum, each) => sum + each, 0);
    return otherDays({
      ...DRAFT,
      totals: { ...totals, lines: 10 },
      summary: {
        ...summary,
        days: Object.entries(days).map(([date, rows]) => ({ date, lines: rows })),
        outsideDay: lines - (days[businessDate] ?? 0),
      },
    });
  };

  it('are not asked about where half of the rows are of the day that it is taken for', () => {
    expect(daysOfRows({ '2026-11-22': 5, '2026-11-21': 5 })).toBeNull();
    expect(otherDays({ ...DRAFT, summary: { ...DRAFT.summary, outsideDay: null } })).toBeNull();
  });

  it.each([
    ['one has most rows', { '2026-11-21': 6, '2026-11-22': 4 }, '2026-11-21', ['2026-11-21']],
    ['none has most rows', { '2026-11-22': 4, '2026-11-21': 3, '2026-11-20': 3 }, null, ['2026-11-21', '2026-11-20']],
    ['that with most rows is too long ago', { '2025-11-21': 6, '2026-11-20': 4 }, '2025-11-21', ['2026-11-20']],
    ['none can be chosen', { '2025-11-21': 5, '2026-11-23': 5 }, null, []],
    [
      'more can be chosen than anybody needs',
      { '2026-11-21': 3, '2026-11-20': 3, '2026-11-19': 2, '2026-11-18': 2 },
      null,
      ['2026-11-21', '2026-11-20', '2026-11-19'],
    ],
  ])('are named and offered where %s', (_, days, most, choices) => {
    expect(daysOfRows(days)).toEqual({ most, choices });
  });
});

describe('shares', () => {
  const share = (quantity: number, net: number | null) => ({ name: 'Laksa', quantity, net });

  it('are compared by money, and what has none comes to nothing', () => {
    const shares = [share(1, 500), share(9, null)];
    expect(shares.map(sizeOf(shares))).toEqual([500, 0]);
  });

  it('are compared by how many were sold where none has money', () => {
    const shares = [share(1, null), share(9, null)];
    expect(shares.map(sizeOf(shares))).toEqual([1, 9]);
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
