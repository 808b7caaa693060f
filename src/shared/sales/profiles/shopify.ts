import type { SalesProfile } from '../profile.ts';

/** Shopify, a sales report by product or variant. */
export const shopify: SalesProfile = {
  id: 'shopify',
  name: 'Shopify sales',
  level: 'item',
  signature: [['producttitle', 'productname'], ['netitemssold', 'netquantity'], 'grosssales', 'netsales'],
  columns: {
    item: ['producttitle', 'productname'],
    category: ['producttype'],
    code: ['productvariantsku', 'variantsku'],
    quantity: ['netitemssold', 'netquantity'],
    gross: ['grosssales'],
    discount: ['discounts'],
    net: ['netsales'],
    refundedMoney: ['returns'],
    total: ['totalsales'],
    tax: ['taxes', 'tax'],
    date: ['day', 'hour'],
    kind: ['orderorreturn'],
  },
};
