import type { SalesProfile } from '../profile.ts';

/** Clover, "Line items". */
export const cloverItems: SalesProfile = {
  id: 'clover-items',
  name: 'Clover line items',
  level: 'item',
  signature: ['lineitemdate', 'modifiersrevenue', 'orderdiscountproportion'],
  columns: {
    item: ['itemname'],
    code: ['itemproductcode', 'itemsku', 'itemid'],
    quantity: ['perunitquantity'],
    gross: ['totalrevenue', 'itemrevenue'],
    discount: ['totaldiscount'],
    net: ['itemtotal'],
    tax: ['taxamount'],
    date: ['lineitemdate'],
    refunded: ['refunded'],
    currency: ['currency'],
  },
};
