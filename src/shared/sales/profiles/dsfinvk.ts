import type { SalesProfile } from '../profile.ts';

/** Germany's DSFinV-K: lines.csv has the items (MENGE, STK_BR with tax). */
export const dsfinvkLines: SalesProfile = {
  id: 'dsfinvk-lines',
  name: 'DSFinV-K lines',
  level: 'item',
  signature: ['zkasseid', 'bonid', 'artikeltext', 'menge'],
  columns: {
    item: ['artikeltext'],
    category: ['warengr'],
    code: ['artnr', 'gtin'],
    quantity: ['menge'],
    unitPrice: ['stkbr'],
    date: ['zerstellung'],
    void: ['pstorno'],
  },
  amountsWithTax: true,
};

/** Every other file of the export has no items. */
export const dsfinvkOther: SalesProfile = {
  id: 'dsfinvk-other',
  name: 'another file of a DSFinV-K export',
  level: 'check',
  signature: ['zkasseid', 'zerstellung', 'znr'],
  columns: {},
  instead: 'lines.csv of the same export',
};
