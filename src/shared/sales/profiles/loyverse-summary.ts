import type { SalesProfile } from '../profile.ts';

/** Loyverse, "Sales by item": a row is an item, with what was taken back beside what was sold. */
export const loyverseSummary: SalesProfile = {
  id: 'loyverse-summary',
  name: 'Loyverse sales by item',
  level: 'item',
  signature: ['itemssold', 'itemsrefunded'],
  columns: {
    item: ['itemname'],
    category: ['category'],
    code: ['sku'],
    quantity: ['itemssold'],
    refundedQuantity: ['itemsrefunded'],
    refundedMoney: ['refunds'],
    gross: ['grosssales'],
    discount: ['discounts'],
    net: ['netsales'],
    tax: ['taxes'],
  },
};
