import type { SalesTotals } from '../../../src/shared/sales/sales.ts';
import type { WarningCode } from '../../../src/shared/table/warnings.ts';

/** A file of tests/shared/sales/fixtures, all invented, and what comes of it, added up by hand. */
export interface SalesCase {
  file: string;
  /** What is particular about it, for docs/files.md; of the oddities only the tests know. */
  title: string;
  profile: string;
  totals: Partial<SalesTotals>;
  warnings?: WarningCode[];
  needsReview?: boolean;
}

/** One of each kind of file. */
export const PROFILES: SalesCase[] = [
  {
    file: 'square-items-2014.csv',
    title: 'Square, items, as in 2014',
    profile: 'square-items',
    totals: { currency: 'USD', lines: 2, quantity: 3, gross: 115_220, discounts: 3362, net: 111_858 },
  },
  {
    file: 'square-items-2026.csv',
    title: 'Square, items, with a refund',
    profile: 'square-items',
    totals: { currency: 'USD', lines: 2, quantity: 1, gross: 1300, discounts: 100, refunds: 160, net: 1040, tax: 94 },
    warnings: ['personal-left-out'],
  },
  {
    file: 'square-transactions.csv',
    title: 'Square, transactions',
    profile: 'square-transactions',
    totals: { currency: 'USD', lines: 2, quantity: 2, gross: 1460, discounts: 100, net: 1360, tax: 122, tips: 200 },
    warnings: ['personal-left-out'],
  },
  {
    file: 'toast-items.csv',
    title: 'Toast, item selections, one of them void',
    profile: 'toast-items',
    totals: { currency: 'USD', lines: 2, quantity: 3, gross: 2560, discounts: 400, net: 2160, tax: 194 },
    warnings: ['personal-left-out', 'amounts-rounded'],
  },
  {
    file: 'toast-all-items.csv',
    title: 'Toast, all items, with the totals of menus and groups above them',
    profile: 'toast-all-items',
    totals: { currency: 'USD', lines: 2, quantity: 10, gross: 6100, discounts: 300, net: 5800 },
    warnings: ['total-row', 'total-row', 'total-row'],
  },
  {
    file: 'toast-product-mix.tsv',
    title: 'Toast, product mix',
    profile: 'toast-product-mix',
    totals: { currency: 'USD', lines: 2, quantity: 170, gross: 105_600, discounts: 4000, net: 101_600, tax: 9144 },
  },
  {
    file: 'toast-payments.csv',
    title: 'Toast, payments, one of them void',
    profile: 'toast-payments',
    totals: { currency: 'USD', lines: 1, quantity: 1, net: 2354, tips: 300 },
    warnings: ['personal-left-out', 'amounts-with-tax'],
  },
  {
    file: 'loyverse-receipts.csv',
    title: 'Loyverse, receipts',
    profile: 'loyverse-receipts',
    totals: { currency: 'USD', lines: 2, quantity: 0, gross: 1460, discounts: 100, refunds: 160, net: 1200, tax: 108 },
    warnings: ['personal-left-out'],
  },
  {
    file: 'loyverse-items.csv',
    title: 'Loyverse, receipts by item, with a weight and a refund without a minus',
    profile: 'loyverse-items',
    totals: {
      currency: 'USD',
      lines: 3,
      quantity: 2.25,
      gross: 8800,
      discounts: 100,
      refunds: 160,
      net: 8540,
      tax: 769,
    },
    warnings: ['personal-left-out'],
  },
  {
    file: 'loyverse-summary.csv',
    title: 'Loyverse, sales by item',
    profile: 'loyverse-summary',
    totals: {
      currency: 'USD',
      lines: 2,
      quantity: 13,
      gross: 7300,
      discounts: 200,
      refunds: 1300,
      net: 5800,
      tax: 522,
    },
  },
  {
    file: 'clover-items.csv',
    title: 'Clover, line items, one of them refunded',
    profile: 'clover-items',
    totals: { currency: 'SGD', lines: 2, quantity: 3, gross: 1560, discounts: 140, net: 1420, tax: 127 },
  },
  {
    file: 'lightspeed-k.csv',
    title: 'Lightspeed K, payments',
    profile: 'lightspeed-k',
    totals: { currency: 'USD', lines: 2, quantity: 0, refunds: 500, net: 1008 },
    warnings: ['amounts-with-tax'],
  },
  {
    file: 'shopify.csv',
    title: 'Shopify, sales by product',
    profile: 'shopify',
    totals: {
      currency: 'USD',
      lines: 2,
      quantity: 2,
      gross: 3000,
      discounts: 300,
      refunds: 1000,
      net: 1700,
      tax: 153,
    },
  },
  {
    file: 'shopify-orders.csv',
    title: 'Shopify, orders',
    profile: 'shopify-orders',
    totals: { currency: 'SGD', lines: 2, quantity: 3, gross: 3100, discounts: 100, net: 3000 },
    warnings: ['personal-left-out'],
  },
  {
    file: 'dsfinvk-lines.csv',
    title: 'DSFinV-K, lines.csv, one line cancelled',
    profile: 'dsfinvk-lines',
    totals: { currency: 'EUR', lines: 2, quantity: 3, gross: 990, net: 990 },
    warnings: ['amounts-with-tax'],
  },
  {
    file: 'dsfinvk-cashpointclosing.csv',
    title: 'DSFinV-K, a file without items',
    profile: 'unknown',
    totals: { currency: 'EUR' },
    warnings: ['not-recognised'],
    needsReview: true,
  },
  {
    file: 'generic-en.csv',
    title: 'A table in English',
    profile: 'generic-en',
    totals: { currency: 'SGD', lines: 2, quantity: 3, gross: 1460, discounts: 100, net: 1360, tax: 122, tips: 50 },
  },
  {
    file: 'generic-fr.csv',
    title: 'A table in French',
    profile: 'generic-fr',
    totals: { currency: 'EUR', lines: 2, quantity: 3, net: 113_845, tax: 11_385 },
  },
  {
    file: 'generic-de.csv',
    title: 'A table in German, with its own totals',
    profile: 'generic-de',
    totals: { currency: 'EUR', lines: 2, quantity: 3, gross: 102_101, discounts: 0, net: 102_101, tax: 19_399 },
    warnings: ['total-row'],
  },
  {
    file: 'generic-es.csv',
    title: 'A table in Spanish',
    profile: 'generic-es',
    totals: { currency: 'EUR', lines: 2, quantity: 3, net: 1225 },
  },
  {
    file: 'generic-it.csv',
    title: 'A table in Italian',
    profile: 'generic-it',
    totals: { currency: 'EUR', lines: 2, quantity: 5, net: 1860 },
  },
  {
    file: 'generic-pt.csv',
    title: 'A table in Portuguese',
    profile: 'generic-pt',
    totals: { currency: 'BRL', lines: 2, quantity: 4, net: 5550 },
  },
  {
    file: 'generic-ja.csv',
    title: 'A table in Japanese, with its own totals',
    profile: 'generic-ja',
    totals: { currency: 'JPY', lines: 2, quantity: 3, net: 2500 },
    warnings: ['total-row'],
  },
  {
    file: 'generic-ko.csv',
    title: 'A table in Korean',
    profile: 'generic-ko',
    totals: { currency: 'KRW', lines: 2, quantity: 3, gross: 20_000, discounts: 1000, net: 19_000 },
  },
  {
    file: 'generic-zh.csv',
    title: 'A table in Chinese',
    profile: 'generic-zh',
    totals: { currency: 'CNY', lines: 2, quantity: 3, net: 4400 },
  },
  {
    file: 'plain-text.txt',
    title: "The original's plain text",
    profile: 'plain-text',
    totals: { currency: 'SGD', lines: 2, quantity: 300 },
  },
  {
    file: 'no-headers.csv',
    title: 'A table without headers',
    profile: 'no-headers',
    totals: { currency: 'SGD', lines: 3, quantity: 6, net: 2280 },
    warnings: ['columns-guessed'],
    needsReview: true,
  },
];
