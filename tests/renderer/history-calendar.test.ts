import { describe, expect, it } from 'vitest';
import { addMonths, dateAfterKey, spanOf, weeksOf, within } from '../../src/renderer/history/calendar.ts';

const [MONDAY, SATURDAY, SUNDAY] = [1, 6, 7];

describe('a month', () => {
  it.each([
    ['2026-11', MONDAY, 6, 6],
    ['2026-11', SUNDAY, 5, 0],
    ['2026-11', SATURDAY, 5, 1],
    // Four whole weeks.
    ['2027-02', MONDAY, 4, 0],
    ['2028-02', MONDAY, 5, 1],
  ])('%s, where weeks begin on day %i, has %i rows, the first date in column %i', (month, first, rows, column) => {
    const weeks = weeksOf(month, first);
    expect(weeks).toHaveLength(rows);
    expect(weeks[0]!.indexOf(`${month}-01`)).toBe(column);
    expect(new Set(weeks.map(({ length }) => length))).toEqual(new Set([7]));
    const dates = weeks.flat().filter((date) => date !== null);
    expect(dates).toEqual([...dates].sort());
    expect(addMonths(`${month}-31`, 0)).toBe(dates.at(-1));
  });
});

describe('from the first of April 2026, a Wednesday', () => {
  it.each([
    ['ArrowLeft', '2026-03-31'],
    ['ArrowRight', '2026-04-02'],
    ['ArrowUp', '2026-03-25'],
    ['ArrowDown', '2026-04-08'],
    ['Home', '2026-04-01'],
    ['End', '2026-04-05'],
    ['PageUp', '2026-03-01'],
    ['PageDown', '2026-05-01'],
    ['a', null],
    ['constructor', null],
  ])('%s leads to %s', (key, date) => {
    expect(dateAfterKey(key, '2026-04-01', MONDAY, false)).toBe(date);
  });

  it('the keys to the side go as the page is read', () => {
    expect(dateAfterKey('ArrowLeft', '2026-04-01', SUNDAY, true)).toBe('2026-04-02');
    expect(dateAfterKey('ArrowRight', '2026-04-01', SUNDAY, true)).toBe('2026-03-31');
  });
});

describe('a month on', () => {
  it.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 1, '2027-01-31'],
  ])('%s, %i: %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));
});

it('no key leads beyond what there is to be known', () => {
  const span = spanOf('2026-08', '2026-11');
  expect(['2026-07-31', '2026-09-30', '2026-12-01'].map((date) => within(date, span))).toEqual([
    ...['2026-08-01', '2026-09-30', '2026-11-30'],
  ]);
});
