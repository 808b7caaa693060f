import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMenu } from '../../../src/shared/menu/read.ts';

/** Real menus of others, which aren't ours to keep here. Counts and sums are by awk, sqlite and jq. */
const folder = process.env.SPAMS_SAMPLES ?? '../shared/data';
const SAMPLES: [file: string, items: number, prices: number, sum: number][] = [
  // csvtool cols 3- FILE | tr , '\n' | awk 'NR>4 && $1!="" {n++; s+=$1*100} END {print n, s}'
  ['al_kafeine_sizes.csv', 132, 178, 40_840],
  ['arabic_malaysian_menu.txt', 20, 20, 13_730],
  // jq '[.menu[].items[].price] | length, (add * 100)' FILE
  ['de_little_dragon_allergens.json', 255, 255, 182_480],
  // sqlite3 :memory: '.import --csv FILE m' 'select count(distinct item_name), count(price), sum(price)*100 from m'
  ['en_cafe_allergens.csv', 88, 103, 47_540],
  // awk -F';' '$3!="" {sub(",", ".", $3); n++; s+=$3*100} END {print n, s}' FILE
  ['fr_pizzeria_semicolon_bom.csv', 14, 14, 11_020],
  ['fr_pizzeria_tab.txt', 14, 14, 11_020],
  // Six dishes, each once in Greek and once in English at the same price.
  ['gr_en_littlejo_mixed_decimals.csv', 6, 6, 1450],
  ['hu_etterem_noheader.csv', 10, 10, 1_835_000],
  ['jp_couzt_cafe_bom.csv', 30, 0, 0],
  ['spam_menu_today.txt', 2, 0, 0],
  ['spam2_menu_today.txt', 2, 0, 0],
  ['us_pizza_prices.csv', 32, 96, 157_830],
  ['us_redneck_soda_bom.csv', 157, 0, 0],
];

describe.skipIf(!existsSync(join(folder, 'menus')))('a real menu', () => {
  it.each(SAMPLES)('%s is read in full', (file, items, prices, sum) => {
    const reading = readMenu(readFileSync(join(folder, 'menus', file)));
    const all = reading.items.flatMap((item) => [item.price, ...item.sizes.map((size) => size.price)]);
    const given = all.filter((price) => price !== null);
    expect([reading.items.length, given.length, given.reduce((a, b) => a + b, 0)]).toEqual([items, prices, sum]);
    expect(reading.needsReview).toBe(false);
  });
});
