import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDateAt, hoursToCutoff, wallDateAt } from '../../src/shared/business-date.ts';

/** Each local moment with the UTC one, and the business date by a cut-off. */
type Case = [local: string, utc: string, cutoff: number, date: string];

const check = (timeZone: string) => (_: string, utc: string, cutoff: number, date: string) => {
  expect(businessDateAt(new Date(utc), { timeZone, cutoff })).toBe(date);
};

describe('when the cut-off is near', () => {
  it.each<Case>([
    ['03:59:59.999', '2026-11-22T19:59:59.999Z', 4, '2026-11-22'],
    ['04:00', '2026-11-22T20:00:00.000Z', 4, '2026-11-23'],
    ['04:01', '2026-11-22T20:01:00.000Z', 4, '2026-11-23'],
    ['23:59', '2026-11-23T15:59:00.000Z', 4, '2026-11-23'],
    ['00:00', '2026-11-23T16:00:00.000Z', 4, '2026-11-23'],
    ['00:00, cut off there', '2026-11-23T16:00:00.000Z', 0, '2026-11-24'],
    ['23:59, cut off at midnight', '2026-11-23T15:59:00.000Z', 0, '2026-11-23'],
    ['11:59, cut off at noon', '2026-11-23T03:59:00.000Z', 12, '2026-11-22'],
    ['12:00, cut off at noon', '2026-11-23T04:00:00.000Z', 12, '2026-11-23'],
  ])('Singapore %s', check('Asia/Singapore'));

  it.each<Case>([
    ["03:59 on New Year's Day", '2025-12-31T22:14:00Z', 4, '2025-12-31'],
    ["04:00 on New Year's Day", '2025-12-31T22:15:00Z', 4, '2026-01-01'],
    ['03:59 on 1 March of a leap year', '2028-02-29T22:14:00Z', 4, '2028-02-29'],
    ['03:59 on 1 March of another year', '2026-02-28T22:14:00Z', 4, '2026-02-28'],
  ])('Kathmandu, a quarter of an hour off the rest, %s', check('Asia/Kathmandu'));
});

describe('when the clocks go forward', () => {
  it.each<Case>([
    ['01:59 EST, the hour before 2', '2026-03-08T06:59:00Z', 2, '2026-03-07'],
    ['03:00 EDT, which 02:00 became', '2026-03-08T07:00:00Z', 2, '2026-03-08'],
    ['03:00 EDT, cut off at 3', '2026-03-08T07:00:00Z', 3, '2026-03-08'],
    ['03:59 EDT, cut off at 4', '2026-03-08T07:59:00Z', 4, '2026-03-07'],
    ['04:00 EDT, cut off at 4', '2026-03-08T08:00:00Z', 4, '2026-03-08'],
  ])('New York %s', check('America/New_York'));

  it.each<Case>([
    ['01:59 CET', '2026-03-29T00:59:00Z', 2, '2026-03-28'],
    ['03:00 CEST', '2026-03-29T01:00:00Z', 2, '2026-03-29'],
    ['03:59 CEST, cut off at 4', '2026-03-29T01:59:00Z', 4, '2026-03-28'],
    ['04:00 CEST, cut off at 4', '2026-03-29T02:00:00Z', 4, '2026-03-29'],
  ])('Berlin %s', check('Europe/Berlin'));

  it.each<Case>([
    ['01:59 AEST', '2026-10-03T15:59:00Z', 2, '2026-10-03'],
    ['03:00 AEDT', '2026-10-03T16:00:00Z', 2, '2026-10-04'],
    ['03:59 AEDT, cut off at 4', '2026-10-03T16:59:00Z', 4, '2026-10-03'],
    ['04:00 AEDT, cut off at 4', '2026-10-03T17:00:00Z', 4, '2026-10-04'],
  ])('Sydney, in the south, %s', check('Australia/Sydney'));

  it.each<Case>([
    ['23:59, the last minute before there is no midnight', '2026-03-08T04:59:00Z', 0, '2026-03-07'],
    ['01:00, which midnight became', '2026-03-08T05:00:00Z', 0, '2026-03-08'],
  ])('Havana %s', check('America/Havana'));

  it.each<Case>([
    ['01:59 LHST, the minute before 2', '2026-10-03T15:29:00Z', 2, '2026-10-03'],
    ['02:30 LHDT, which 02:00 became', '2026-10-03T15:30:00Z', 2, '2026-10-04'],
    ['02:59 LHDT, cut off at 3', '2026-10-03T15:59:00Z', 3, '2026-10-03'],
    ['03:00 LHDT, cut off at 3', '2026-10-03T16:00:00Z', 3, '2026-10-04'],
  ])('Lord Howe, by half an hour, %s', check('Australia/Lord_Howe'));
});

describe('when the clocks go back', () => {
  it.each<Case>([
    ['01:30 EDT, the first', '2026-11-01T05:30:00Z', 2, '2026-10-31'],
    ['01:30 EST, the second', '2026-11-01T06:30:00Z', 2, '2026-10-31'],
    ['02:00 EST', '2026-11-01T07:00:00Z', 2, '2026-11-01'],
    ['01:00 EDT, cut off at 1', '2026-11-01T05:00:00Z', 1, '2026-11-01'],
    ['01:00 EST, cut off at 1: no second night', '2026-11-01T06:00:00Z', 1, '2026-11-01'],
    ['03:59 EST, cut off at 4', '2026-11-01T08:59:00Z', 4, '2026-10-31'],
    ['04:00 EST, cut off at 4', '2026-11-01T09:00:00Z', 4, '2026-11-01'],
  ])('New York %s', check('America/New_York'));

  it.each<Case>([
    ['02:59 CEST, the first', '2026-10-25T00:59:00Z', 3, '2026-10-24'],
    ['02:59 CET, the second', '2026-10-25T01:59:00Z', 3, '2026-10-24'],
    ['03:00 CET', '2026-10-25T02:00:00Z', 3, '2026-10-25'],
    ['04:00 CET, cut off at 4', '2026-10-25T03:00:00Z', 4, '2026-10-25'],
  ])('Berlin %s', check('Europe/Berlin'));

  it.each<Case>([
    ['02:59 AEDT, the first', '2026-04-04T15:59:00Z', 3, '2026-04-04'],
    ['02:59 AEST, the second', '2026-04-04T16:59:00Z', 3, '2026-04-04'],
    ['03:00 AEST', '2026-04-04T17:00:00Z', 3, '2026-04-05'],
  ])('Sydney %s', check('Australia/Sydney'));

  it.each<Case>([
    ['01:59 LHDT, the first', '2026-04-04T14:59:00Z', 2, '2026-04-04'],
    ['01:59 LHST, the second', '2026-04-04T15:29:00Z', 2, '2026-04-04'],
    ['02:00 LHST', '2026-04-04T15:30:00Z', 2, '2026-04-05'],
  ])('Lord Howe, by half an hour, %s', check('Australia/Lord_Howe'));

  it.each<Case>([
    ['23:59 EEST, the first', '2026-10-24T20:59:00Z', 0, '2026-10-24'],
    ['23:00 EET, which midnight became', '2026-10-24T21:00:00Z', 0, '2026-10-24'],
    ['23:59 EET, the second', '2026-10-24T21:59:00Z', 0, '2026-10-24'],
    ['00:00 EET', '2026-10-24T22:00:00Z', 0, '2026-10-25'],
  ])('Beirut, at midnight, %s', check('Asia/Beirut'));
});

describe('when time goes on, in any zone and whatever the clocks do', () => {
  const rule = fc.record({
    timeZone: fc.constantFrom(
      'America/New_York',
      'America/Havana',
      'America/St_Johns',
      'Europe/Berlin',
      'Asia/Beirut',
      'Asia/Singapore',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ),
    cutoff: fc.integer({ min: 0, max: 12 }),
  });
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });

  it('the business date never goes back', () => {
    fc.assert(
      fc.property(rule, moment, fc.integer({ min: 0, max: 48 * 60 }), (day, at, minutes) => {
        const later = new Date(at.getTime() + minutes * 60_000);
        expect(businessDateAt(later, day) >= businessDateAt(at, day)).toBe(true);
      }),
    );
  });

  it('it is the wall date or the day before, and the wall date alone without a cut-off', () => {
    fc.assert(
      fc.property(rule, moment, (day, at) => {
        const wall = wallDateAt(at, day.timeZone);
        expect([wall, addDays(wall, -1)]).toContain(businessDateAt(at, day));
        expect(businessDateAt(at, { ...day, cutoff: 0 })).toBe(wall);
      }),
    );
  });
});

describe('when days are counted', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-03-08', 1, '2026-03-09'],
    ['2026-11-23', -92, '2026-08-23'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });
});

describe('the hours that are left of a business day', () => {
  const rule = { timeZone: 'Asia/Singapore', cutoff: 4 };

  it.each([
    ['03:59', '2026-11-22T19:59:00Z', 1],
    ['04:00', '2026-11-22T20:00:00Z', 24],
    ['21:59', '2026-11-22T13:59:00Z', 7],
    ['22:00', '2026-11-22T14:00:00Z', 6],
    ['00:00', '2026-11-22T16:00:00Z', 4],
  ])('at %s are counted by the local clock', (_, utc, hours) => {
    expect(hoursToCutoff(new Date(utc), rule)).toBe(hours);
  });

  it('end at midnight where the day does', () => {
    expect(hoursToCutoff(new Date('2026-11-22T15:00:00Z'), { ...rule, cutoff: 0 })).toBe(1);
  });
});
