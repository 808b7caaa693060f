import type { SalesProfile } from '../profile.ts';

/** Toast, "Product mix" as the web page exports it. */
export const toastProductMix: SalesProfile = {
  id: 'toast-product-mix',
  name: 'Toast product mix',
  level: 'item',
  signature: ['menuitem', 'menugroup', ['avgprice', 'itemqtyinclvoids'], ['itemqty', 'itemqtyinclvoids']],
  columns: {
    item: ['menuitem'],
    category: ['menugroup', 'menu'],
    quantity: ['itemqty', 'itemqtyinclvoids'],
    unitPrice: ['avgprice'],
    gross: ['grossamount', 'grossamountinclvoids'],
    discount: ['discountamount'],
    net: ['netamount'],
    tax: ['tax'],
  },
  blankItemIsTotal: true,
  averagePrice: true,
};
