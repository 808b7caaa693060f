import { findCurrency } from '../../table/currency.ts';
import { NumberEvidence } from '../../table/numbers.ts';
import { quoted, type WarningList } from '../../table/warnings.ts';
import { DEFAULT_CATEGORY, type MenuItem, menuItem } from '../item.ts';
import type { MenuFormat, MenuRow } from './format.ts';
import { splitPrices } from './line-prices.ts';
import { PriceReader } from './prices.ts';

const NUMBERED = /^(\d{1,18})[.)]?\s+(\S.*)$/;
const BULLET = /^[-*•·–]\s+(\S.*)$/;
const RULE = /^(?:-{3,}|={3,}|_{3,}|\*{3,})$/;
const MARKED_HEADING = /^#{1,6}\s+(\S.*)$/;
/** The original's file of sales looks the same but for its title. */
const SALES_TITLE = /^\D*\bsales?\b/i;
/** No name is longer, and prices are looked for in a time that grows with the square of this. */
const LONGEST_LINE = 400;

interface Line {
  row: number;
  text: string;
  indented: boolean;
  /** The item's number, where lines are numbered. */
  code: string | null;
  item: Pick<MenuItem, 'name' | 'price' | 'sizes'> | undefined;
}

/**
 * A line for each item, numbered as the original has them (`1 Sweet popcorn`), with a bullet, or with a price at its
 * end. Lines that are underlined, marked with #, or stand alone above items are categories; a line below an item is its
 * description.
 */
export const plainText: MenuFormat = {
  name: 'plain-text',
  read({ text, currency: asked }, warnings) {
    const texts = text.split(/\r\n|\n|\r/);
    const filled = texts.map((each) => each.trim()).filter((each) => each !== '');
    const ends = filled.filter((each) => each.length <= LONGEST_LINE).map((each) => each.slice(-12));
    const { currency, from } = findCurrency(asked, ends);
    const evidence = new NumberEvidence();
    for (const end of ends) evidence.add(end.split(/\s/).at(-1)!);
    const prices = new PriceReader(currency, evidence.decimal(), warnings);
    const lines = texts.map((each, at) => readLine(each, at + 1, prices, warnings));
    if (!isMenu(lines)) return undefined;
    const result = { currency, currencyFrom: from, delimiter: null };
    if (!SALES_TITLE.test(filled[0] ?? '')) return { ...result, rows: readLines(lines, warnings) };
    warnings.add('looks-like-sales');
    return { ...result, rows: [] };
  },
};

function readLine(line: string, row: number, prices: PriceReader, warnings: WarningList): Line {
  const text = line.trim();
  const blank = { row, text, indented: /^\s/.test(line), code: null, item: undefined };
  if (text.length > LONGEST_LINE || RULE.test(text) || MARKED_HEADING.test(text)) return blank;
  const [, code = null, numbered] = NUMBERED.exec(text) ?? [];
  const rest = numbered ?? BULLET.exec(text)?.[1];
  const item = splitPrices(rest ?? text, row, prices, warnings);
  const isPriced = item.price !== null || item.sizes.length > 0;
  return { ...blank, code, item: rest !== undefined || isPriced ? item : undefined };
}

/** A few lines that end in a number are no menu, nor is a text in which items are the exception. */
function isMenu(lines: Line[]): boolean {
  const items = lines.filter(({ item }) => item !== undefined);
  const others = lines.filter(({ item, text }) => item === undefined && text !== '' && !RULE.test(text));
  return (items.some(({ code }) => code !== null) || items.length > 1) && others.length <= items.length * 3 + 3;
}

function readLines(lines: Line[], warnings: WarningList): MenuRow[] {
  const rows: MenuRow[] = [];
  const describes = haveDescriptions(lines);
  let category = DEFAULT_CATEGORY;
  for (const [at, line] of lines.entries()) {
    const { row, text, code, item } = line;
    const above = lines[at - 1];
    if (text === '' || RULE.test(text)) continue;
    if (isHeading(lines, at, describes)) category = headingOf(text);
    else if (item !== undefined) {
      const { code: _, ...known } = menuItem({ code: '', category, ...item });
      rows.push({ row, item: { ...known, code }, overrides: [] });
    } else if (above?.item !== undefined && (describes || line.indented)) rows.at(-1)!.item.description = text;
    else if (rows.length > 0 || lines.slice(0, at).some((each) => each.text !== '')) {
      warnings.add('row-not-understood', row, { value: quoted(text) });
    }
  }
  return rows;
}

/** Whether most items without a number have a line of text right below. */
function haveDescriptions(lines: Line[]): boolean {
  const items = lines.flatMap(({ item, code }, at) => (item !== undefined && code === null ? [at] : []));
  const described = items.filter((at) => {
    const below = lines[at + 1];
    return (
      below !== undefined && below.text !== '' && below.item === undefined && !RULE.test(lines[at + 2]?.text ?? '')
    );
  });
  return described.length > 0 && described.length >= items.length / 2;
}

/** Underlined, marked as one, or a line of text over an item, with nothing right above it that it could belong to. */
function isHeading(lines: Line[], at: number, describes: boolean): boolean {
  const { text, item, indented } = lines[at]!;
  if (RULE.test(lines[at + 1]?.text ?? '') || MARKED_HEADING.test(text)) return true;
  if (item !== undefined || text.length > 60) return false;
  const next = lines.slice(at + 1, at + 3).find((line) => line.text !== '');
  const above = lines[at - 1];
  const isApart = above === undefined || above.text === '' || (!describes && !indented);
  return next?.item !== undefined && (isApart || text.endsWith(':') || text === text.toUpperCase());
}

const headingOf = (text: string): string => (MARKED_HEADING.exec(text)?.[1] ?? text).replace(/\s*:$/, '');
