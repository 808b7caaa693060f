import { describe, expect, it } from 'vitest';
import type { MonthView, PastClosingView, PastDayView } from '../../src/preload/index.ts';
import { cellName, countsOf, dayText, refusedIn, wayToSend } from '../../src/renderer/history/words.ts';
import { anEntry } from './day-views.ts';
import { WRITTEN } from './written.ts';

const SINCE = '2026-11-03';

const day = (changes: Partial<PastDayView>): PastDayView => ({
  ...{ businessDate: '2026-11-20', state: 'missing', reason: null, canSend: true, closings: [] },
  ...changes,
});

const FILE = {} as PastClosingView;

describe('a day in the calendar', () => {
  it.each([
    ['delivered', 'Friday 20 November: Receipt'],
    ['missing', 'Friday 20 November: Missing'],
    ['open', 'Friday 20 November: Open'],
    // There is nothing to be said of them.
    ['coming', 'Friday 20 November'],
    ['none', 'Friday 20 November'],
    [undefined, 'Friday 20 November'],
  ] as const)('that is %s is called "%s"', (state, name) => {
    expect(cellName('2026-11-20', state, WRITTEN)).toBe(name);
  });
});

it('a month is summed up by what is marked in it', () => {
  const states = ['delivered', 'missing', 'delivered', 'open', 'coming', 'none'] as const;
  const days = states.map((state) => ({ businessDate: '', state }));
  expect(countsOf({ days } as unknown as MonthView)).toEqual([
    ['delivered', 2],
    ['missing', 1],
  ]);
});

describe('what is said of a day of which nothing is known', () => {
  it('is since when this PC would, or that nothing was expected', () => {
    const before = day({ state: 'none', businessDate: '2026-11-02' });
    expect(dayText(before, SINCE, WRITTEN)).toMatch(/^This PC was set up on Tuesday,? 3 November 2026/);
    expect(dayText(day({ state: 'none' }), SINCE, WRITTEN)).toMatch(/^Nothing was sent for this day from this PC/);
  });
});

describe('for a day as a whole', () => {
  it.each([
    ['its first file is sent', day({}), 'send'],
    ['another one is', day({ state: 'delivered', closings: [FILE] }), 'sendAnother'],
    ['what was refused is corrected first', day({ state: 'refused', closings: [FILE] }), null],
    ['nothing is sent that head office would not take', day({ canSend: false }), null],
  ])('%s', (_, of, way) => expect(wayToSend(of)).toBe(way));
});

it('what head office refused waits for a person until it is replaced, the oldest day first', () => {
  const refused = (businessDate: string, replaced = false) => anEntry({ state: 'refused', businessDate, replaced });
  const outbox = [refused('2026-11-21'), anEntry(), refused('2026-11-19', true), refused('2026-11-20')];
  expect(refusedIn(outbox).map(({ businessDate }) => businessDate)).toEqual(['2026-11-20', '2026-11-21']);
});
