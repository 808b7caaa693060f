import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SALES_PROFILES } from '../../../src/shared/sales/profiles/index.ts';
import { readSales, summarizeSales } from '../../../src/shared/sales/read.ts';
import { totals } from '../../support/totals.ts';
import { PROFILES } from './kinds.ts';
import { ODDITIES } from './oddities.ts';

const FOLDER = join(import.meta.dirname, 'fixtures');
const open = (file: string): Buffer => readFileSync(join(FOLDER, file));
const read = (file: string, currency = 'SGD') => readSales(open(file), { currency });

describe('a file of sales', () => {
  it.each([...PROFILES, ...ODDITIES])('$title: $file', ({ file, profile, totals: known, ...expected }) => {
    const reading = read(file, known.currency);
    expect({
      profile: reading.profile,
      totals: reading.totals,
      warnings: reading.warnings.map(({ code }) => code),
      needsReview: reading.needsReview,
    }).toEqual({
      profile,
      totals: totals(known),
      warnings: expected.warnings ?? [],
      needsReview: expected.needsReview ?? false,
    });
    const { lines: _, ...overview } = reading;
    expect(summarizeSales(open(file), { currency: reading.totals.currency })).toEqual(overview);
  });

  it('is there for every profile, and each has its case', () => {
    const tried = new Set(PROFILES.map(({ profile }) => profile));
    const refused = SALES_PROFILES.filter(({ instead }) => instead !== undefined).map(({ id }) => id);
    expect(SALES_PROFILES.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(refused);
    expect(readdirSync(FOLDER).sort()).toEqual([...PROFILES, ...ODDITIES].map(({ file }) => file).sort());
  });
});

describe('of a file of sales', () => {
  it('codes of nineteen digits keep each of them', () => {
    expect(read('toast-items.csv').lines.map(({ code }) => code)).toEqual([
      '1300000001877960256',
      '1300000001877960257',
      '1300000001877960258',
    ]);
  });

  it('no line says who the guest was', () => {
    for (const { file } of PROFILES) {
      expect(JSON.stringify(read(file).lines)).not.toMatch(/Example|90000000/);
    }
  });

  it('times are told from any date that the whole file makes certain', () => {
    const timesOf = (file: string) => read(file).lines.map(({ time }) => time);
    expect(timesOf('odd-mixed-dates.csv')).toEqual([null, '2026-08-23', '2026-08-09']);
    expect(timesOf('odd-two-digit-years.csv')).toEqual(['2026-11-22T12:30:00', '2026-11-22T21:05:00']);
    expect(timesOf('toast-items.csv')[0]).toBe('2026-11-22T17:17:00');
    expect(timesOf('clover-items.csv')).toEqual(['2026-11-22T12:30:00', '2026-11-22T19:02:00', '2026-11-22T19:05:00']);
  });

  it('an ambiguous date is settled by the day that the file is of', () => {
    const day = { date: '2026-07-03', cutoff: 4 };
    expect(readSales(open('odd-mixed-dates.csv'), { currency: 'SGD', day }).lines[0]?.time).toBe('2026-07-03');
  });

  it('headings become categories, line breaks in names spaces', () => {
    expect(read('odd-headings.csv').lines.map(({ category, item }) => [category, item])).toEqual([
      ['MAINS', 'Laksa'],
      ['DRINKS', 'Kopi'],
      ['DRINKS', 'Teh'],
    ]);
    expect(read('odd-quoted-newlines.csv').lines[0]?.item).toBe('Laksa large');
  });

  it('names are right in each encoding', () => {
    const itemsOf = (file: string) => read(file).lines.map(({ item }) => item);
    expect(itemsOf('odd-windows-1252.csv')).toEqual(['Crème brûlée', 'Œufs cocotte']);
    expect(itemsOf('odd-shift-jis.csv')).toEqual(['焼き鳥（塩）', '生ビール']);
    expect(itemsOf('odd-utf-16le.csv')).toEqual(['Кофе', 'قهوة']);
  });

  it('its own totals are beside ours', () => {
    const { checks } = read('generic-de.csv', 'EUR').summary;
    expect(checks.map(({ row, field, file, ours }) => [row, field, file, ours])).toEqual([
      [4, 'net', 102_101, 102_101],
      [4, 'discount', 0, 0],
      [4, 'tax', 19_399, 19_399],
      [4, 'quantity', 3, 3],
    ]);
    expect(read('odd-titles.csv').summary.checks).toContainEqual({
      row: 9,
      label: 'Grand total',
      field: 'amount',
      file: 470,
      ours: 460,
    });
  });

  it('tenders, categories, day parts and top items are summed up', () => {
    const { summary } = readSales(open('generic-en.csv'), { currency: 'SGD', day: { date: '2026-11-22', cutoff: 4 } });
    expect(summary).toEqual({
      byCategory: [
        { name: 'Mains', quantity: 2, net: 1200 },
        { name: 'Drinks', quantity: 1, net: 160 },
      ],
      byTender: [
        { name: 'Card', quantity: 2, net: 1200 },
        { name: 'Cash', quantity: 1, net: 160 },
      ],
      byDayPart: [
        { name: 'lunch', quantity: 2, net: 1200 },
        { name: 'dinner', quantity: 1, net: 160 },
      ],
      topItems: [
        { name: 'Laksa', quantity: 2, net: 1200 },
        { name: 'Kopi', quantity: 1, net: 160 },
      ],
      voids: { lines: 0, net: null },
      comps: { lines: 0 },
      checks: [],
      days: [{ date: '2026-11-22', lines: 2 }],
      outsideDay: 0,
    });
  });
});
