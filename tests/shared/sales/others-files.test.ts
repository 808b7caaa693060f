import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSales } from '../../../src/shared/sales/read.ts';

/** Real files of others, which stand beside the checkout where it is worked on, and are no part of it. */
const FOLDER = join(import.meta.dirname, '../../../../shared/data/sales');

/** Takes the quotation marks off cells, and the commas and dollars out of them, so that awk can split the row. */
const UNQUOTE =
  '{ while (match($0, /"[^"]*"/)) { cell = substr($0, RSTART + 1, RLENGTH - 2); gsub(/,/, "", cell); $0 = substr($0, 1, RSTART - 1) cell substr($0, RSTART + RLENGTH) } gsub(/\\$/, "") }';

/** By file: how awk counts its lines and adds up their quantities and their net in minor units. */
const SUMS: Record<string, { currency?: string; delimiter?: string; sum: string }> = {
  'bakery_NULL_words.csv': { sum: '!($1 == "NULL" && $2 == "NULL") { n++; q++; if ($2 != "NULL") s += $2 * 100 }' },
  'ca_hakka_sales.csv': { sum: '{ n++; q += $9; s += cents($12) }' },
  'fr_restaurant_ventes.csv': { sum: '{ n++; q += $6; s += cents($8) }' },
  'in_balaji_fastfood_mixeddates.csv': { sum: '{ n++; q += $6; s += cents($7) }' },
  'kr_bospizza_sales_mix.csv': { currency: 'KRW', sum: '{ n++; q += $3; s += $4 }' },
  'loyverse_item_sales_summary_sample.csv': { sum: '{ n++; q += $4 - $6; s += cents($9) }' },
  'loyverse_receipts_by_item_sample.csv': { sum: '{ n++; q += $9; s += cents($12) }' },
  'loyverse_receipts_sample.csv': { sum: '{ n++; q++; s += cents($6) }' },
  'spam2_day_end.csv': { delimiter: ' ', sum: '{ n++; q += $1 }' },
  'square_transactions_2018.csv': { sum: '{ n++; q++; s += cents($6) }' },
  'toast_ItemSelectionDetails_sample.csv': { sum: '$27 != "true" { n++; q += $25; s += cents($24) }' },
  'toast_product_mix_sample.tsv': { delimiter: '\t', sum: '{ n++; q += $5; s += cents($10) }' },
  'uk_takeaway_restaurant2_small.csv': { currency: 'GBP', sum: '{ n++; q += $4; s += cents($4 * $5) }' },
  'us_tips_per_check.csv': { sum: '{ n++; q++; s += cents($1) }' },
};

function summedByAwk(file: string): (number | null)[] {
  const { delimiter = ',', sum } = SUMS[file] ?? { sum: '' };
  const program = `function cents(x) { return int(x * 100 + (x < 0 ? -.5 : .5)) } ${UNQUOTE} NR > 1 && NF > 1 { gsub(/\\r/, "") } NR > 1 && NF > 1 ${sum.startsWith('{') ? '' : '&& '}${sum} END { print n, q, s == "" ? "none" : s }`;
  const printed = execFileSync('awk', ['-F', delimiter, program, join(FOLDER, file)], { encoding: 'utf8' });
  return printed
    .trim()
    .split(' ')
    .map((word) => (word === 'none' ? null : Number(word)));
}

describe.skipIf(!existsSync(FOLDER))('what others sold is the sum that awk gives', () => {
  it.each(Object.keys(SUMS))('%s', (file) => {
    const currency = SUMS[file]?.currency ?? 'USD';
    const { totals } = readSales(readFileSync(join(FOLDER, file)), { currency });
    expect([totals.lines, totals.quantity, totals.net]).toEqual(summedByAwk(file));
  });

  it('for every file', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(SUMS).sort());
  });
});
