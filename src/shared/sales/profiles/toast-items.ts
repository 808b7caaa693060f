import type { SalesProfile } from '../profile.ts';

/** Toast, "ItemSelectionDetails.csv". */
export const toastItems: SalesProfile = {
  id: 'toast-items',
  name: 'Toast item selections',
  level: 'item',
  signature: ['itemselectionid', 'void'],
  columns: {
    item: ['menuitem'],
    category: ['menugroup', 'salescategory', 'menu'],
    code: ['plu', 'sku', 'itemid'],
    quantity: ['qty'],
    gross: ['grossprice'],
    discount: ['discount', 'discnt'],
    net: ['netprice'],
    tax: ['tax'],
    date: ['orderdate', 'sentdate'],
    void: ['void'],
  },
  dates: 'mdy',
};
