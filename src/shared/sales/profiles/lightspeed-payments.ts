import type { SalesProfile } from '../profile.ts';

/** Lightspeed K, the list of payments. */
export const lightspeedPayments: SalesProfile = {
  id: 'lightspeed-k',
  name: 'Lightspeed K payments',
  level: 'check',
  signature: ['type', 'soldby', 'device', 'amount', 'paymentmethod'],
  columns: {
    code: ['id'],
    amount: ['amount'],
    tender: ['paymentmethod'],
    date: ['date'],
    kind: ['type'],
  },
  amountsWithTax: true,
};
