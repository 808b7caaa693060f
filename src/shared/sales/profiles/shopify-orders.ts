import type { SalesProfile } from '../profile.ts';

/** Shopify, "Orders": a row is an item; the order's own amounts stand in its first row only. */
export const shopifyOrders: SalesProfile = {
  id: 'shopify-orders',
  name: 'Shopify orders',
  level: 'item',
  signature: ['lineitemname', 'lineitemquantity', 'lineitemprice'],
  columns: {
    item: ['lineitemname'],
    code: ['lineitemsku'],
    quantity: ['lineitemquantity'],
    unitPrice: ['lineitemprice'],
    discount: ['lineitemdiscount'],
    tender: ['paymentmethod'],
    date: ['createdat', 'paidat'],
    void: ['cancelledat'],
    kind: ['financialstatus'],
    currency: ['currency'],
  },
  orders: {
    by: 'name',
    carried: ['financialstatus', 'cancelledat', 'currency', 'paymentmethod'],
    amounts: ['discountamount', 'refundedamount'],
  },
};
