import type { SalesTotals } from '../../src/shared/sales/sales.ts';

/** Totals of which only some figures are known. */
export const totals = (known: Partial<SalesTotals>): SalesTotals => ({ ...NONE, ...known });

const NONE: SalesTotals = {
  currency: 'SGD',
  lines: 0,
  quantity: 0,
  gross: null,
  discounts: null,
  refunds: null,
  net: null,
  tax: null,
  tips: null,
};
