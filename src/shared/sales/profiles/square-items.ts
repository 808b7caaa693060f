import type { SalesProfile } from '../profile.ts';

/** Square, "Items detail CSV": 15 columns in 2014, 35 in 2026. Where prices include tax, its gross sales do too. */
export const squareItems: SalesProfile = {
  id: 'square-items',
  name: 'Square item sales',
  level: 'item',
  signature: ['pricepointname', 'modifiersapplied', 'grosssales'],
  columns: {
    item: ['item'],
    category: ['category'],
    code: ['sku', 'gtin'],
    quantity: ['qty', 'quantity'],
    gross: ['productsales', 'grosssales'],
    discount: ['discounts'],
    net: ['netsales'],
    tax: ['tax'],
    date: ['date'],
    time: ['time'],
    kind: ['eventtype'],
  },
};
