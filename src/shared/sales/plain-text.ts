import { isAmbiguous } from '../table/decimal.ts';
import { parseNumber } from '../table/numbers.ts';
import { quoted, type WarningList } from '../table/warnings.ts';
import { isTooFine } from './amounts.ts';
import { SALES_LIMITS, type SalesLine } from './sales.ts';
import { isTotal } from './total-rows.ts';

const LINE = /^([+-]?\d[\d.,]*)\s+(\S.*)$/;
const RULE = /^[-=_*]{3,}$/;
/** The original's menu looks the same but for its title. */
const MENU_TITLE = /^\D*\bmenu\b/i;
/** "22 November 2026" and "2026 Nov 22" are dates, not 22 of an item. */
const DATE = /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?(?:\s+\d{1,4})?$/i;

/** A table's row may begin with a number and a word, too: "106 West 11th Street,5001". */
const CELLS = /[,;|\t]\S/;

/** Whether a text is the original's: lines such as `100 apple`. */
export function isPlainText(text: string, delimiter: string | null): boolean {
  const lines = text.split(/\r\n|\n|\r/, 1000).map((line) => LINE.exec(line.trim())?.[2]);
  return lines.some((item) => item !== undefined && (delimiter === null || !CELLS.test(item)));
}

/** The original's plain text: a title, then `100 apple` for every item sold. It holds no money. */
export function readPlainText(text: string, warnings: WarningList, take: (line: SalesLine) => void): void {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  const title = lines.findIndex((line) => line !== '');
  if (MENU_TITLE.test(lines[title] ?? '')) warnings.add('looks-like-menu');
  for (const [index, line] of lines.entries()) {
    if (line === '' || RULE.test(line) || (index === title && !LINE.test(line))) continue;
    const read = readLine(line, index + 1, warnings);
    if (read) take(read);
  }
}

function readLine(line: string, row: number, warnings: WarningList): SalesLine | undefined {
  const [, amount = '', item = ''] = LINE.exec(line) ?? [];
  const isUnclear = isAmbiguous(amount) && amount.includes(',');
  const quantity = parseNumber(amount, { scale: 3, decimal: isUnclear ? '.' : null });
  if (isTotal(item) || isTotal(line.replace(/[\d.,:]/g, ''))) warnings.add('total-row', row);
  else if (item === '' || DATE.test(item)) warnings.add('row-not-understood', row, { value: quoted(line) });
  else if (item.length > SALES_LIMITS.item) warnings.add('text-unusable', row, { field: 'item' });
  else if (quantity === undefined || Math.abs(quantity) > SALES_LIMITS.quantity) {
    warnings.add('quantity-unreadable', row, { value: quoted(amount) });
  } else {
    if (isUnclear || isTooFine(amount, quantity)) {
      warnings.add('quantity-ambiguous', row, { value: quoted(amount), read: String(quantity) });
    }
    return { row, item, ...NO_MONEY, quantity, refund: quantity < 0 };
  }
  return undefined;
}

const NO_MONEY = {
  category: null,
  code: null,
  unitPrice: null,
  gross: null,
  discount: null,
  net: null,
  tax: null,
  tip: null,
  tender: null,
  time: null,
  void: false,
  comp: false,
} as const;
