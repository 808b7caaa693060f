import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../../src/shared/money.ts';
import { DateEvidence, readDateTime } from '../../../src/shared/table/dates.ts';
import { decodeText, type Encoding } from '../../../src/shared/table/decode.ts';
import { type Delimiter, detectDialect } from '../../../src/shared/table/dialect.ts';
import { NumberEvidence, parseMoney } from '../../../src/shared/table/numbers.ts';
import { firstRecords } from '../../../src/shared/table/records.ts';
import { legacyEncoder } from '../../support/legacy-encoding.ts';

const ENCODERS: Record<Encoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  shift_jis: legacyEncoder('shift_jis'),
  'windows-1252': legacyEncoder('windows-1252'),
};
/** Words that each encoding can say. */
const WORDS: Record<Encoding, string[]> = {
  'utf-8': ['Laksa', 'Crème brûlée', '叻沙', 'ราดหน้า', 'قهوة', 'לאטה', 'Καφές', '🍜'],
  'utf-16le': ['Laksa', 'Crème brûlée', '叻沙', 'ราดหน้า', 'قهوة', 'לאטה', 'Καφές', '🍜'],
  'utf-16be': ['Laksa', 'Crème brûlée', '叻沙', 'ราดหน้า', 'قهوة', 'לאטה', 'Καφές', '🍜'],
  shift_jis: ['生ビール', '焼き鳥（塩）', 'ﾎｯﾄｺｰﾋｰ', 'お子様ランチ', 'Cola'],
  'windows-1252': ['Crème brûlée', 'Käsespätzle', 'Mom’s pie', 'Jalapeño', 'Smørrebrød'],
};
const ENDS = ['\n', '\r\n', '\r'];
const NOTES = ['', 'hot', 'small, sweet', 'hot; milk', 'a|b', 'say "hi"', 'two\nlines', '="0012', '12"'];

interface Written {
  delimiter: Delimiter;
  end: string;
  always: boolean;
}

const written = fc.record({
  delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
  end: fc.constantFrom(...ENDS),
  always: fc.boolean(),
});

function writeTable(rows: string[][], { delimiter, end, always }: Written): string {
  const quote = (cell: string): string =>
    always || /["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll('\n', end)}"` : cell;
  return rows.map((cells) => cells.map(quote).join(delimiter) + end).join('');
}

const table = (encoding: Encoding): fc.Arbitrary<string[][]> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...WORDS[encoding]),
        fc.constantFrom(...NOTES),
        fc.integer({ min: 0, max: 99 }).map(String),
        fc.integer({ min: 0, max: 999_999 }).map((cents) => formatAmount(cents, 'SGD')),
      ),
      { minLength: 1, maxLength: 40 },
    )
    .map((rows) => [['Item', 'Note', 'Qty', 'Net'], ...rows]);

describe('a table reads back as it was written', () => {
  it.each(Object.keys(ENCODERS) as Encoding[])('in %s and any dialect', (encoding) => {
    fc.assert(
      fc.property(table(encoding), written, (rows, how) => {
        const { text } = decodeText(ENCODERS[encoding](writeTable(rows, how)));
        const dialect = detectDialect(text);
        expect(dialect).toEqual({ delimiter: how.delimiter, quotes: true });
        const read = firstRecords(text, dialect, Number.MAX_VALUE);
        expect(read.map((cells) => cells.map((cell) => cell.replace(/\r\n?/g, '\n')))).toEqual(rows);
      }),
    );
  });
});

interface Convention {
  group: string;
  decimal: '.' | ',';
  write: (amount: string, negative: boolean) => string;
}

const signed = (amount: string, negative: boolean): string => `${negative ? '-' : ''}${amount}`;
const CONVENTIONS: Convention[] = [
  { group: ',', decimal: '.', write: (amount, negative) => (negative ? `($${amount})` : `$${amount}`) },
  { group: '.', decimal: ',', write: (amount, negative) => `${signed(amount, negative)} $` },
  { group: ' ', decimal: ',', write: (amount, negative) => signed(amount, negative) },
  { group: '\u202f', decimal: ',', write: (amount, negative) => `${signed(amount, negative)}\u00a0$` },
  { group: '’', decimal: '.', write: (amount, negative) => `SGD ${signed(amount, negative)}` },
  { group: '', decimal: ',', write: (amount, negative) => `${amount}${negative ? '-' : ''}` },
  { group: '', decimal: '.', write: (amount, negative) => signed(amount, negative) },
];

function writeAmount(cents: number, { group, decimal, write }: Convention): string {
  const [whole = '', fraction = ''] = formatAmount(Math.abs(cents), 'SGD').split('.');
  return write(`${whole.replace(/\B(?=(\d{3})+$)/g, group)}${decimal}${fraction}`, cents < 0);
}

describe('amounts read back as they were written', () => {
  it.each(CONVENTIONS)('with $group between thousands and $decimal before cents', (convention) => {
    const amounts = fc.array(fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 }), { minLength: 1 });
    fc.assert(
      fc.property(amounts, (cents) => {
        const cells = cents.map((amount) => writeAmount(amount, convention));
        const evidence = new NumberEvidence();
        for (const cell of cells) evidence.add(cell);
        expect(evidence.decimal()).toBe(convention.decimal);
        const read = cells.map((cell) => parseMoney(cell, { currency: 'SGD', decimal: evidence.decimal() })?.minor);
        expect(read).toEqual(cents);
      }),
    );
  });
});

describe('dates read back as they were written', () => {
  const ORDERS = {
    'en-US': 'mdy',
    'en-GB': 'dmy',
    fr: 'dmy',
    de: 'dmy',
    es: 'dmy',
    it: 'dmy',
    'pt-BR': 'dmy',
    ja: 'ymd',
    ko: 'ymd',
    zh: 'ymd',
  } as const;
  const STYLES = ['short', 'medium', 'long', 'full'] as const;
  const cases = Object.entries(ORDERS).flatMap(([locale, order]) => STYLES.map((style) => ({ locale, order, style })));

  it.each(cases)('in $locale, $style', ({ locale, order, style }) => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: style, timeStyle: 'medium', timeZone: 'UTC' });
    const range = { min: new Date('2021-01-01T00:00:00Z'), max: new Date('2039-12-31T23:59:59Z'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.array(fc.date(range), { minLength: 1 }), (dates) => {
        const cells = dates.map((date) => format.format(date));
        const evidence = new DateEvidence();
        for (const cell of cells) evidence.add(cell);
        const rule = evidence.settle({ order });
        const read = cells.map((cell) => readDateTime(cell, rule));
        expect(read).toEqual(dates.map((date) => date.toISOString().slice(0, 19)));
      }),
    );
  });
});
