import type { SalesProfile } from '../profile.ts';

/** Toast, "PaymentDetails.csv": a row is a payment; its amount includes tax. */
export const toastPayments: SalesProfile = {
  id: 'toast-payments',
  name: 'Toast payments',
  level: 'check',
  signature: ['paymentid', 'paiddate', 'checkid', 'amount'],
  columns: {
    code: ['paymentid'],
    amount: ['amount'],
    tip: ['tip'],
    tender: ['type'],
    date: ['paiddate', 'orderdate'],
    kind: ['status'],
  },
  amountsWithTax: true,
  dates: 'mdy',
};
