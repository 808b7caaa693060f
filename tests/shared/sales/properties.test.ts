import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatAmount } from '../../../src/shared/money.ts';
import { readSales } from '../../../src/shared/sales/read.ts';
import { legacyEncoder } from '../../support/legacy-encoding.ts';

/** How a till of some place writes a table. */
interface Locale {
  headers: [date: string, item: string, quantity: string, amount: string, tender: string];
  currency: string;
  group: string;
  decimal: string;
  /** Puts the currency beside an amount. */
  money: (amount: string) => string;
  date: (date: Date) => string;
  items: string[];
  encodings: ((text: string) => Buffer)[];
}

const UTF_8 = (text: string): Buffer => Buffer.from(text);
const UTF_8_MARKED = (text: string): Buffer => Buffer.from(`\ufeff${text}`);
const UTF_16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const UTF_16_BE = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
const UNICODE = [UTF_8, UTF_8_MARKED, UTF_16, UTF_16_BE];

const two = (number: number): string => String(number).padStart(2, '0');
const parts = (date: Date): string[] => [
  two(date.getUTCDate()),
  two(date.getUTCMonth() + 1),
  String(date.getUTCFullYear()),
];

const LOCALES: Record<string, Locale> = {
  'English (US)': {
    headers: ['Date', 'Item', 'Qty', 'Amount', 'Payment method'],
    currency: 'USD',
    group: ',',
    decimal: '.',
    money: (amount) => `$${amount}`,
    date: (date) => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`,
    items: ['Mac, cheese', 'The "best" pie', 'Iced tea\nlarge', 'Café au lait'],
    encodings: [...UNICODE, legacyEncoder('windows-1252')],
  },
  French: {
    headers: ['Date', 'Article', 'Quantité', 'Montant', 'Mode de paiement'],
    currency: 'EUR',
    group: '\u00a0',
    decimal: ',',
    money: (amount) => `${amount} €`,
    date: (date) => parts(date).join('/'),
    items: ['Crème brûlée', 'Œufs; mayonnaise', 'Jus d’orange'],
    encodings: [...UNICODE, legacyEncoder('windows-1252')],
  },
  German: {
    headers: ['Datum', 'Artikel', 'Menge', 'Betrag', 'Zahlungsart'],
    currency: 'EUR',
    group: '.',
    decimal: ',',
    money: (amount) => amount,
    date: (date) => parts(date).join('.'),
    items: ['Käsespätzle', 'Weißbier', 'Brot & Butter'],
    encodings: [...UNICODE, legacyEncoder('windows-1252')],
  },
  Japanese: {
    headers: ['日付', '商品名', '数量', '金額', '支払方法'],
    currency: 'JPY',
    group: ',',
    decimal: '.',
    money: (amount) => amount,
    date: (date) => parts(date).reverse().join('/'),
    items: ['生ビール', '焼き鳥（塩）', 'お子様ランチ'],
    encodings: [...UNICODE, legacyEncoder('shift_jis')],
  },
};

const table = ({ items, encodings }: Locale) =>
  fc.record({
    sales: fc.array(
      fc.record({
        item: fc.constantFrom(...items),
        quantity: fc.integer({ min: 1, max: 999 }),
        minor: fc.integer({ min: 0, max: 99_999_999 }),
        day: fc.date({ min: new Date('2021-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
        tender: fc.constantFrom('Visa', 'Cash'),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    encode: fc.constantFrom(...encodings),
  });

it.each(Object.keys(LOCALES))(
  'a table in %s reads back as the same lines, whatever its dialect and encoding',
  (name) => {
    const locale = LOCALES[name]!;
    fc.assert(
      fc.property(table(locale), ({ sales, delimiter, end, encode }) => {
        const rows = sales.map(({ item, quantity, minor, day, tender }) => [
          locale.date(day),
          item,
          String(quantity),
          amount(minor, locale),
          tender,
        ]);
        // One date that can be read in one way only, as any real month has.
        const certain = [locale.date(new Date('2026-11-22')), 'Kopi', '1', amount(123_456, locale), 'Cash'];
        const text = [locale.headers, ...rows, certain].map((row) => row.map(quote).join(delimiter) + end).join('');
        const { lines, warnings, totals } = readSales(encode(text), { currency: locale.currency });
        expect(lines.slice(0, -1).map((line) => [line.time, line.item, line.quantity, line.net, line.tender])).toEqual(
          sales.map(({ item, quantity, minor, day, tender }) => [
            day.toISOString().slice(0, 10),
            item.replace('\n', ' '),
            quantity,
            minor,
            tender,
          ]),
        );
        expect(totals.net).toBe(sales.reduce((sum, { minor }) => sum + minor, 123_456));
        expect(warnings.filter(({ code }) => code !== 'encoding-guessed')).toEqual([]);
      }),
    );
  },
);

function amount(minor: number, { currency, group, decimal, money }: Locale): string {
  const [whole = '', fraction] = formatAmount(minor, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return money(fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`);
}

const quote = (cell: string): string => (/[\s",;|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
