import { guessDelimiter } from '../../table/read-table.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';
import { parseQuantity } from '../quantity.ts';
import { SALES_LIMITS, type SalesLine } from '../sales.ts';
import { isTotal } from '../total-rows.ts';
import type { SalesFormat } from './format.ts';

const LINE = /^([+-]?\d[\d.,]*)\s+(\S.*)$/;
const RULE = /^[-=_*]{3,}$/;
/** The original's menu looks the same but for its title. */
const MENU_TITLE = /^\D*\bmenu\b/i;
/** "22 November 2026" and "2026 Nov 22" are dates, not 22 of an item. */
const DATE = /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?(?:\s+\d{1,4})?$/i;

/** The original's plain text: a title, then `100 apple` for every item sold. It holds no money. */
export const plainText: SalesFormat = {
  name: 'plain-text',
  read({ text }, warnings) {
    if (guessDelimiter(text) !== null) return undefined;
    const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
    if (!lines.some((line) => LINE.test(line))) return undefined;
    const title = lines.findIndex((line) => line !== '');
    if (MENU_TITLE.test(lines[title] ?? '')) warnings.add('looks-like-menu');
    return lines.flatMap((line, index) => {
      if (line === '' || RULE.test(line) || (index === title && !LINE.test(line))) return [];
      return readLine(line, index + 1, warnings) ?? [];
    });
  },
};

function readLine(line: string, row: number, warnings: WarningList): SalesLine | undefined {
  const [, amount = '', item = ''] = LINE.exec(line) ?? [];
  const quantity = parseQuantity(amount, null);
  if (isTotal(item) || isTotal(line.replace(/[\d.,:]/g, ''))) warnings.add('total-row', row);
  else if (item === '' || DATE.test(item)) warnings.add('row-not-understood', row, { value: quoted(line) });
  else if (item.length > SALES_LIMITS.item) warnings.add('text-unusable', row, { field: 'item' });
  else if (quantity === undefined) warnings.add('quantity-unreadable', row, { value: quoted(amount) });
  else return { row, item, category: null, code: null, quantity, unitPrice: null, net: null };
  return undefined;
}
