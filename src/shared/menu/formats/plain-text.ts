import { currencyDigits, parseAmount } from '../../money.ts';
import { guessDelimiter } from '../../table/read-table.ts';
import type { Source } from '../../table/source.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';
import { DEFAULT_CATEGORY, menuItem } from '../item.ts';
import type { MenuFormat, MenuRow } from './format.ts';

const ITEM = /^(\d{1,18})[.)]?\s+(\S.*)$/;
const RULE = /^(?:-{3,}|={3,}|_{3,}|\*{3,})$/;
/** The original's file of sales looks the same but for its title. */
const SALES_TITLE = /^\D*\bsales?\b/i;
/** What sets a price apart from the name: dots, a dash or several spaces. */
const GAP = /\s*\.{3,}\s*|\s+[-–—]\s+|\s{2,}/g;
/** No name is longer, and the gap is looked for in a time that grows with the square of this. */
const LONGEST_LINE = 400;

/**
 * The original's plain text: a title, a rule, then `1 Sweet popcorn` with an optional price at its end. An underlined
 * line is the category of what follows it.
 */
export const plainText: MenuFormat = {
  name: 'plain-text',
  read(source, warnings) {
    if (guessDelimiter(source.text) !== null) return undefined;
    const lines = source.text.split(/\r\n|\n|\r/).map((line) => line.trim());
    if (!lines.some((line) => ITEM.test(line))) return undefined;
    if (!SALES_TITLE.test(lines.find((line) => line !== '') ?? '')) return readLines(lines, source, warnings);
    warnings.add('looks-like-sales');
    return [];
  },
};

function readLines(lines: string[], { currency }: Source, warnings: WarningList): MenuRow[] {
  const title = lines.findIndex((line) => line !== '');
  const rows: MenuRow[] = [];
  let category = DEFAULT_CATEGORY;
  for (const [index, line] of lines.entries()) {
    const item = ITEM.exec(line);
    if (line === '' || RULE.test(line)) continue;
    if (RULE.test(lines[index + 1] ?? '')) category = line;
    else if (item !== null && line.length <= LONGEST_LINE) rows.push(rowOf(index + 1, category, item, currency));
    else if (index !== title) warnings.add('row-not-understood', index + 1, { value: quoted(line) });
  }
  return rows;
}

function rowOf(row: number, category: string, [, code = '', rest = '']: RegExpExecArray, currency: string): MenuRow {
  return { row, ...menuItem({ category, code, ...splitPrice(rest, currency) }) };
}

function splitPrice(rest: string, currency: string): { name: string; price: number | null } {
  const gap = [...rest.matchAll(GAP)].at(-1);
  const afterGap = gap && priceAt(rest, gap.index, gap[0].length, currency);
  if (afterGap) return afterGap;
  const space = rest.lastIndexOf(' ');
  const isPrice = space > 0 && looksLikePrice(rest.slice(space + 1), currency);
  return (isPrice && priceAt(rest, space, 1, currency)) || { name: rest, price: null };
}

function priceAt(rest: string, at: number, gap: number, currency: string): { name: string; price: number } | undefined {
  const price = parseAmount(rest.slice(at + gap), currency);
  return price !== undefined && price >= 0 && at > 0 ? { name: rest.slice(0, at), price } : undefined;
}

/** A bare number may belong to the name ("Cola 330"): a price has a currency sign or all its decimals. */
function looksLikePrice(word: string, currency: string): boolean {
  const digits = currencyDigits(currency);
  return /[^\d.,'’]/.test(word) || (digits > 0 && /[.,](\d+)$/.exec(word)?.[1]?.length === digits);
}
