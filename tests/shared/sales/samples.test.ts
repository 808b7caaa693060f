import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMenu } from '../../../src/shared/menu/read.ts';
import { writeMenuCsv } from '../../../src/shared/menu/write-csv.ts';
import { readSales } from '../../../src/shared/sales/read.ts';
import { totals } from '../../support/totals.ts';

const menuFile = readFileSync('assets/sample-menu.csv');
const salesFile = readFileSync('assets/sample-sales.csv');

describe('the sample menu', () => {
  const reading = readMenu(menuFile, { currency: 'SGD' });

  it('is read without a warning', () => {
    // tail -n +2 assets/sample-menu.csv | wc -l
    // sqlite3 :memory: '.mode csv' '.import assets/sample-menu.csv m' \
    //   'select count(distinct Category), sum(cast(round(Price*100) as int)), sum(Available="no") from m'
    expect(reading.warnings).toEqual([]);
    expect(reading.items).toHaveLength(50);
    expect(new Set(reading.items.map((item) => item.category)).size).toBe(8);
    expect(reading.items.reduce((sum, item) => sum + (item.price ?? 0), 0)).toBe(78_930);
    expect(reading.items.filter((item) => !item.available).map((item) => item.name)).toEqual([
      'Braised duck rice',
      'Durian pengat',
    ]);
  });

  it('has names in other scripts, and allergens', () => {
    expect(reading.items.find((item) => item.code === '201')).toMatchObject({
      name: 'Katong laksa 叻沙',
      price: 1380,
      allergens: ['Crustaceans', 'Molluscs', 'Fish', 'Eggs', 'Soybeans'],
    });
  });

  it('is the very file that exporting it gives', () => {
    expect(writeMenuCsv({ currency: 'SGD', items: reading.items }).equals(menuFile)).toBe(true);
  });
});

describe("the sample day's sales", () => {
  const reading = readSales(salesFile, { currency: 'SGD' });

  it('add up to what awk adds up', () => {
    // awk -F, 'NR>1 { n++; m=$6*1000; q+=int(m+(m<0?-.5:.5)); a=$8*100; c+=int(a+(a<0?-.5:.5)) }
    //   END { print n, q/1000, c }' assets/sample-sales.csv      → 368 494.595 480990
    // awk -F, 'NR>1 && $6<0 { c-=$8*100 } END { print c }' assets/sample-sales.csv      → 4470
    expect(reading.totals).toEqual(totals({ lines: 368, quantity: 494.595, refunds: 4470, net: 480_990 }));
    expect(reading).toMatchObject({ profile: 'generic-en', encoding: 'utf-8', warnings: [], needsReview: false });
  });

  it('have four refunds and five sales by weight', () => {
    // awk -F, 'NR>1 && $6<0' assets/sample-sales.csv | wc -l; awk -F, 'NR>1 && $6~/\./' assets/sample-sales.csv | wc -l
    expect(reading.lines.filter((line) => line.quantity < 0)).toHaveLength(4);
    expect(reading.lines.filter((line) => !Number.isInteger(line.quantity))).toHaveLength(5);
  });

  it('are of the sample menu: same codes, names, categories and prices, nothing that is sold out', () => {
    const menu = new Map(readMenu(menuFile, { currency: 'SGD' }).items.map((item) => [item.code, item]));
    for (const { code, item, category, unitPrice } of reading.lines) {
      expect(menu.get(code ?? '')).toMatchObject({ name: item, category, price: unitPrice, available: true });
    }
  });
});
