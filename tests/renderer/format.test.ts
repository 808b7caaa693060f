import { describe, expect, it } from 'vitest';
import { formatFor } from '../../src/renderer/app/format.ts';

const now = () => new Date('2026-11-22T10:00:00Z');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it("is written by the branch's locale and the menu's currency", () => {
    const place = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
    expect(plain(formatFor(place).money(114_900, { currency: 'EUR', digits: 2 }))).toBe('1.149,00 €');
    expect(plain(formatFor(place).money(5, { currency: 'EUR', digits: 2 }))).toBe('0,05 €');
    expect(plain(formatFor(place).money(-650, { currency: 'EUR', digits: 2 }))).toBe('-6,50 €');
  });

  it('has as many digits as its currency', () => {
    const place = { locale: 'en-GB', timeZone: 'Asia/Tokyo' };
    expect(formatFor(place).money(1200, { currency: 'JPY', digits: 0 })).toBe('JP¥1,200');
    expect(plain(formatFor(place).money(1200, { currency: 'KWD', digits: 3 }))).toBe('KWD 1.200');
  });

  it('is exact beyond what a fraction holds', () => {
    const place = { locale: 'en-GB', timeZone: 'UTC' };
    expect(formatFor(place).money(Number.MAX_SAFE_INTEGER, { currency: 'GBP', digits: 2 })).toBe(
      '£90,071,992,547,409.91',
    );
  });
});

describe('a time span', () => {
  it.each([
    [0.04, 'en-GB', '0 seconds'],
    [1.26, 'en-GB', '1.3 seconds'],
    [42.4, 'en-GB', '42 seconds'],
    [840, 'en-GB', '14 minutes'],
    [3_600 * 3, 'de-DE', '3 Stunden'],
    [86_400 * 5, 'en-GB', '5 days'],
  ])('of %d s reads in %s as %s', (seconds, locale, written) => {
    expect(plain(formatFor({ locale, timeZone: 'UTC' }).duration(seconds))).toBe(written);
  });
});

describe('a moment', () => {
  const place = { locale: 'en-GB', timeZone: 'Asia/Singapore' };

  it("is a time alone where it is today by the branch's clock", () => {
    expect(formatFor(place, now).moment('2026-11-21T16:30:00Z')).toBe('00:30');
  });

  it('names its day on another', () => {
    expect(formatFor(place, now).moment('2026-11-21T15:30:00Z')).toBe('Sat 21 Nov, 23:30');
  });
});

describe('a business date', () => {
  it('stays the same day in every time zone', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago'])
      expect(formatFor({ locale: 'en-GB', timeZone }).day('2026-11-22')).toBe('Sunday 22 November');
  });
});

describe('names', () => {
  it.each([
    ['en-GB', ['Ägg', 'Fisk', 'Zander']],
    ['sv-SE', ['Fisk', 'Zander', 'Ägg']],
  ])("are put in the order of the branch's alphabet: %s", (locale, sorted) => {
    const { compare } = formatFor({ locale, timeZone: 'UTC' });
    expect(['Zander', 'Ägg', 'Fisk'].sort(compare)).toEqual(sorted);
  });
});

describe('what a branch reads', () => {
  const format = formatFor({ locale: 'en-GB', timeZone: 'Asia/Singapore' }, now);

  it.each([
    ['a day in few characters', format.shortDay('2026-11-22'), /^Sun 22 Nov$/],
    ['a day for paper', format.fullDay('2026-11-22'), /^Sunday,? 22 November 2026$/],
    ['a moment for paper', format.fullMoment('2026-11-22T15:52:00Z'), /^Sunday,? 22 November 2026 at 23:52$/],
    ['a weekday', format.weekday('2026-11-22'), /^Sunday$/],
    ['an hour', format.hour(4), /^04:00$/],
    ['a number', format.number(1234.5678), /^1,234\.568$/],
    ['a share', format.percent(0.63), /^63%$/],
    ['a change', format.change(0.07), /^\+7%$/],
    ['no change', format.change(0), /^0%$/],
    ['a list', format.list(['Eggs', 'Fish', 'Milk']), /^Eggs, Fish, Milk$/],
  ])('is %s', (_, written, text) => {
    expect(written).toMatch(text);
  });
});

describe("a file's size", () => {
  const { size } = formatFor({ locale: 'en-GB', timeZone: 'UTC' });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [71, '71 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [18_240, '18.2 kB'],
    [2_500_000, '2.5 MB'],
  ])('of %d is written as %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });
});
