import type { SalesProfile } from '../profile.ts';

/** Toast, "AllItemsReport.csv": menus and groups have their totals in rows above the items. */
export const toastAllItems: SalesProfile = {
  id: 'toast-all-items',
  name: 'Toast all items report',
  level: 'item',
  signature: ['masterid', 'parentid', 'subgroup', 'itemqtyinclvoids', 'menuitem'],
  columns: {
    item: ['menuitem'],
    category: ['menugroup', 'menuname'],
    code: ['itemid', 'masterid'],
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
