import type { SalesProfile } from '../profile.ts';

/** Loyverse, "Receipts by item". */
export const loyverseItems: SalesProfile = {
  id: 'loyverse-items',
  name: 'Loyverse receipts by item',
  level: 'item',
  signature: ['receiptnumber', 'receipttype', 'modifiersapplied'],
  columns: {
    item: ['item'],
    category: ['category'],
    code: ['sku'],
    quantity: ['quantity'],
    gross: ['grosssales'],
    discount: ['discounts'],
    net: ['netsales'],
    tax: ['taxes'],
    date: ['date'],
    kind: ['receipttype', 'status'],
  },
};
