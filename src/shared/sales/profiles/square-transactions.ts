import type { SalesProfile } from '../profile.ts';

/** Square, "Transactions CSV": a row is a payment. */
export const squareTransactions: SalesProfile = {
  id: 'square-transactions',
  name: 'Square transactions',
  level: 'check',
  signature: ['totalcollected', 'cardentrymethods', 'partialrefunds'],
  columns: {
    item: ['description'],
    code: ['transactionid', 'paymentid'],
    gross: ['grosssales'],
    discount: ['discounts'],
    net: ['netsales'],
    total: ['totalcollected'],
    tax: ['tax'],
    tip: ['tip'],
    date: ['date'],
    time: ['time'],
    kind: ['eventtype'],
  },
  tenders: {
    Card: ['card'],
    Cash: ['cash'],
    'Square gift card': ['squaregiftcard'],
    'Cash App': ['cashapp'],
    Installment: ['installment'],
    Other: ['othertender'],
  },
};
