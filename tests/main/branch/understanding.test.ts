import { describe, expect, it } from 'vitest';
import { understand } from '../../../src/main/branch/understanding.ts';

const OPTIONS = { currency: 'SGD', day: { date: '2026-11-22', cutoff: 4 }, corrections: {} };

const read = (text: string, options: Partial<Parameters<typeof understand>[1]> = {}) =>
  understand(Buffer.from(text), { ...OPTIONS, ...options });

describe('what was said of a file', () => {
  const hints = { decimal: ',' } as const;

  it('counts for those whose columns have the same names', () => {
    const [one, other] = [read('Qq;Zz\nLaksa;2\n'), read('Qq;Zz\nKopi;3\n')];
    expect(read('Qq;Zz\nTeh;4\n', { corrections: { [one.kind!]: hints } }).hints).toEqual(hints);
    expect(other.kind).toBe(one.kind);
  });

  it.each([
    ['a table without headers', 'Laksa,2,13.00\nKopi,3,4.80\n'],
    ['a list in plain text', '2 Laksa\n3 Kopi\n'],
    ['nothing', ''],
  ])('counts for no other where that is %s', (_, text) => {
    expect(read(text)).toMatchObject({ isRead: true, kind: null, hints: {} });
  });
});

describe('which column is what', () => {
  it('is said by the names of the columns, as it was taken and as a person said', () => {
    const text = 'Dish,Qty,Amount\nLaksa,2,13.00\n';
    expect(read(text).columns).toEqual({ item: 'Dish', quantity: 'Qty', amount: 'Amount' });
    const hints = { columns: { net: 'Amount', tip: null } };
    expect(read(text, { hints }).columns).toEqual({ item: 'Dish', quantity: 'Qty', net: 'Amount', tip: null });
  });

  it('is what a person said so far where no sales were recognised', () => {
    const hints = { columns: { item: 'Qq' } };
    expect(read('Qq;Zz\nLaksa;x\n', { hints })).toMatchObject({
      sales: { profile: 'unknown' },
      columns: hints.columns,
    });
  });
});

describe('the headers that a person can go by', () => {
  it('are those of a table in which no sales were recognised, below its titles', () => {
    const { sales, headers } = read('So Power;Orchard Road\nQq;Zz;Ww\nLaksa;2;13.00\nKopi;3;4.80\n');
    expect(sales.profile).toBe('unknown');
    expect(headers).toEqual(['Qq', 'Zz', 'Ww']);
  });

  it('are only those that the reader looks at, each once', () => {
    const headers = ['Item', 'Qty', 'Qty', '', '%', 'Share %', 'x'.repeat(121), '#', 'Amount'];
    const rest = Array.from({ length: 2000 }, (_, at) => `Note ${at}`);
    const offered = read(`${[...headers, ...rest].join()}\nLaksa,2,,,,,,,13.00\n`).headers;
    expect(offered.slice(0, 4)).toEqual(['Item', 'Qty', 'Amount', 'Note 0']);
    expect(offered.at(-1)).toBe(`Note ${500 - headers.length - 1}`);
  });

  it.each([
    ['numbers', 'Laksa;big;2;13.00;x;y\nKopi;small;3;4.80;x;y\n'],
    ['amounts with a currency', 'Laksa;hot;$13.00;x;y\nKopi;cold;$4.80;x;y\n'],
    ['dates', 'Laksa;hot;22 Nov 2026;x\nKopi;cold;Nov 22, 2026;x\n'],
    ['times', 'Laksa;hot;18:02;x\nKopi;cold;18:03;x\n'],
  ])('are never the first sale of a file without any: %s', (_, text) => {
    expect(read(text).headers).toEqual([]);
  });
});
