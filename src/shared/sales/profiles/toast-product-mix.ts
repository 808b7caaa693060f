import type { SalesProfile } from '../profile.ts';

/** Toast, "Product mix" as the web page exports it. */
export const toastProductMix: SalesProfile = {
  id: 'toast-product-mix',
  name: 'Toast product mix',
  level: 'item',
  signature: ['menuitem', 'menugroup', 'avgprice', 'itemqty'],
  columns: {
    item: ['menuitem'],
    category: ['menugroup', 'menu'],
    quantity: ['itemqty'],
    unitPrice: ['avgprice'],
    gross: ['grossamount'],
    discount: ['discountamount'],
    net: ['netamount'],
    tax: ['tax'],
  },
  blankItemIsTotal: true,
  averagePrice: true,
};
