import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type MenuItem, menuItem } from '../../../src/shared/menu/item.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';
import { formatAmount } from '../../../src/shared/money.ts';

/** Category, code, name, description, price and the word for it in a language. */
const HEADINGS = {
  English: ['Category', 'SKU', 'Item Name', 'Description', 'Price'],
  French: ['Catégorie', 'Référence', 'Désignation', 'Descriptif', 'Prix TTC'],
  German: ['Warengruppe', 'Artikelnummer', 'Bezeichnung', 'Beschreibung', 'Preis'],
  Spanish: ['Categoría', 'Código', 'Plato', 'Descripción', 'Precio'],
  Italian: ['Categoria', 'Codice', 'Piatto', 'Descrizione', 'Prezzo'],
  Portuguese: ['Categoria', 'Código', 'Prato', 'Descrição', 'Preço'],
  Japanese: ['カテゴリー', '商品コード', '商品名', '説明', '価格'],
  Korean: ['카테고리', '코드', '메뉴명', '설명', '가격'],
  Chinese: ['类别', '编号', '菜名', '描述', '价格'],
  Greek: ['Κατηγορία', 'Κωδικός', 'Προϊόν', 'Περιγραφή', 'Τιμή'],
};

describe('the columns of a menu', () => {
  it.each(Object.entries(HEADINGS))('may be in %s', (_, headings) => {
    const text = [headings.join(';'), 'Drinks;7;Kopi;Hot;1,60'].join('\n');
    const reading = readMenu(Buffer.from(text), { currency: 'EUR' });
    expect(reading).toMatchObject({ warnings: [], needsReview: false });
    const kopi = { category: 'Drinks', code: '7', name: 'Kopi', description: 'Hot', price: 160 };
    expect(reading.items).toEqual([menuItem(kopi)]);
  });
});

const ENCODINGS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with BOM': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

/** How a table of a menu is written. */
const anyDialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  decimal: fc.constantFrom('.', ','),
  encoding: fc.constantFrom(...Object.values(ENCODINGS)),
  headings: fc.constantFrom(...Object.values(HEADINGS)),
  layout: fc.constantFrom('columns', 'rows', 'cell'),
  blankRows: fc.nat(2),
});

const word = fc.constantFrom(
  'Laksa',
  'Crème brûlée',
  'ラーメン',
  'Kopi, iced',
  'Pie "special"',
  'Σούπα',
  'Fish; chips',
  'a|b',
);
const SIZES = ['Small', 'Large', '0.5 l'];
const anyItem = fc
  .record({
    name: word,
    category: fc.constantFrom('Mains', 'Drinks, hot', '小吃'),
    description: fc.constantFrom('', 'Hot', 'two lines\nof text', 'with "quotes"; and, marks'),
    prices: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 3 }),
  })
  .map(({ prices, ...rest }) => {
    const [price, ...others] = prices;
    const sizes = prices.map((each, index) => ({ name: SIZES[index]!, price: each }));
    return others.length === 0 ? { ...rest, price: price!, sizes: [] } : { ...rest, price: null, sizes };
  });
const anyItems = fc
  .array(anyItem, { minLength: 2, maxLength: 8 })
  .map((items) => items.map((item, index) => menuItem({ ...item, code: `c${index}`, name: `${item.name} ${index}` })));

type Dialect = typeof anyDialect extends fc.Arbitrary<infer T> ? T : never;

/** Writes a menu as a spreadsheet or a database might. */
function write(
  items: MenuItem[],
  { delimiter, lineEnd, decimal, encoding, headings, layout, blankRows }: Dialect,
): Buffer {
  const money = (price: number | null): string =>
    price === null ? '' : formatAmount(price, 'EUR').replace('.', decimal);
  const extra = { columns: SIZES, rows: ['Size'], cell: ['Sizes'] }[layout];
  const rows = items.flatMap(({ category, code, name, description, price, sizes }) => {
    const texts = [category, code, name, description];
    if (layout === 'cell') {
      return [[...texts, money(price), sizes.map((size) => `${size.name} ${money(size.price)}`).join(' | ')]];
    }
    if (layout === 'rows' && sizes.length > 0) return sizes.map((size) => [...texts, money(size.price), size.name]);
    const each = SIZES.map((size) => money(sizes.find(({ name }) => name === size)?.price ?? null));
    return [[...texts, money(price), ...(layout === 'columns' ? each : [''])]];
  });
  const cells = [[...headings, ...extra], ...rows].map((row) => row.map((cell) => quote(cell)).join(delimiter));
  const blank = Array<string>(blankRows).fill(delimiter.repeat(headings.length));
  return encoding([...cells, ...blank].join(lineEnd));
}

const quote = (cell: string): string => (/[",;|\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

test('a menu is the same in whatever dialect, encoding, language and layout it is written', () => {
  fc.assert(
    fc.property(anyItems, anyDialect, (items, dialect) => {
      const reading = readMenu(write(items, dialect), { currency: 'EUR' });
      expect(reading.items).toEqual(items);
      expect(reading.dialect).toEqual({ delimiter: dialect.delimiter });
    }),
    { numRuns: 300 },
  );
});
