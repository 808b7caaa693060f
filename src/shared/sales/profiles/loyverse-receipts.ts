import type { SalesProfile } from '../profile.ts';

/** Loyverse, "Receipts". */
export const loyverseReceipts: SalesProfile = {
  id: 'loyverse-receipts',
  name: 'Loyverse receipts',
  level: 'check',
  signature: ['receiptnumber', 'receipttype', 'totalcollected'],
  columns: {
    item: ['description'],
    code: ['receiptnumber'],
    gross: ['grosssales'],
    discount: ['discounts'],
    net: ['netsales'],
    total: ['totalcollected'],
    tax: ['taxes'],
    tip: ['tips'],
    tender: ['paymenttype'],
    date: ['date'],
    kind: ['receipttype', 'status'],
  },
};
