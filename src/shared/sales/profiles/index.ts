import type { SalesProfile } from '../profile.ts';
import { cloverItems } from './clover-items.ts';
import { dsfinvkLines, dsfinvkOther } from './dsfinvk.ts';
import { genericDe } from './generic-de.ts';
import { genericEn } from './generic-en.ts';
import { genericEs } from './generic-es.ts';
import { genericFr } from './generic-fr.ts';
import { genericIt } from './generic-it.ts';
import { genericJa } from './generic-ja.ts';
import { genericKo } from './generic-ko.ts';
import { genericPt } from './generic-pt.ts';
import { genericZh } from './generic-zh.ts';
import { lightspeedPayments } from './lightspeed-payments.ts';
import { loyverseItems } from './loyverse-items.ts';
import { loyverseReceipts } from './loyverse-receipts.ts';
import { loyverseSummary } from './loyverse-summary.ts';
import { shopify } from './shopify.ts';
import { shopifyOrders } from './shopify-orders.ts';
import { squareItems } from './square-items.ts';
import { squareTransactions } from './square-transactions.ts';
import { toastAllItems } from './toast-all-items.ts';
import { toastItems } from './toast-items.ts';
import { toastPayments } from './toast-payments.ts';
import { toastProductMix } from './toast-product-mix.ts';

/** Every table of sales that is known: a new one is its file and a name here. */
export const SALES_PROFILES: readonly SalesProfile[] = [
  squareItems,
  squareTransactions,
  toastItems,
  toastAllItems,
  toastProductMix,
  toastPayments,
  loyverseItems,
  loyverseReceipts,
  loyverseSummary,
  cloverItems,
  lightspeedPayments,
  shopify,
  shopifyOrders,
  dsfinvkLines,
  dsfinvkOther,
  genericEn,
  genericFr,
  genericDe,
  genericEs,
  genericIt,
  genericPt,
  genericJa,
  genericKo,
  genericZh,
];
