import { describe, expect, it, test } from 'vitest';
import { DateEvidence, type DateRule, readDateTime } from '../../../src/shared/table/dates.ts';

function evidence(...cells: string[]): DateEvidence {
  const gathered = new DateEvidence();
  for (const cell of cells) gathered.add(cell);
  return gathered;
}

const NONE: DateRule = { orders: {}, ambiguous: [] };
const DMY: DateRule = { orders: { '/': 'dmy', '-': 'dmy', '.': 'dmy' }, ambiguous: [] };

describe('a date or time', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026/11/22', '2026-11-22'],
    ['2026.11.22', '2026-11-22'],
    ['2026. 11. 22.', '2026-11-22'],
    ['20261122', '2026-11-22'],
    ['22.11.2026', '2026-11-22'],
    ['22/11/26', '2026-11-22'],
    ['2/1/2026', '2026-01-02'],
    ['29/02/2028', '2028-02-29'],
    ['2026-11-22T18:02:00', '2026-11-22T18:02:00'],
    ['2026-11-22 18:02', '2026-11-22T18:02:00'],
    ['2026-11-22T18:02:00.123Z', '2026-11-22T18:02:00'],
    ['2026-11-22T18:02:00+08:00', '2026-11-22T18:02:00'],
    ['2026-11-22 18:02:00 -0500', '2026-11-22T18:02:00'],
    ['22/11/2026 6:02 PM', '2026-11-22T18:02:00'],
    ['22/11/2026, 6:02:33\u202fp.m.', '2026-11-22T18:02:33'],
    ['22/11/2026 12:02 AM', '2026-11-22T00:02:00'],
    ['22/11/2026 12:02 pm', '2026-11-22T12:02:00'],
    ['22/11/2026 6 PM', '2026-11-22T18:00:00'],
    ['22.11.2026 18h02', '2026-11-22T18:02:00'],
    ['22/11/2026 at 18:02', '2026-11-22T18:02:00'],
    ['18:02 22/11/2026', '2026-11-22T18:02:00'],
    ['18:02', '18:02:00'],
    ['6:02:03 PM', '18:02:03'],
    ['6pm', '18:00:00'],
    ['22 Nov 2026', '2026-11-22'],
    ['Sun, Mar 1, 2026', '2026-03-01'],
    ['Tue Mar 3 2026 18:02', '2026-03-03T18:02:00'],
    ['mar. 3 mars 2026', '2026-03-03'],
    ['Sat 7 Mar 2026', '2026-03-07'],
    ['22-Nov-26', '2026-11-22'],
    ['Nov 22, 2026', '2026-11-22'],
    ['Sunday, November 22nd, 2026 6:02 PM', '2026-11-22T18:02:00'],
    ['Sun Nov 22 2026 18:02:00 GMT+0800', '2026-11-22T18:02:00'],
    ['2026 Nov 22', '2026-11-22'],
    ['1er août 2026', '2026-08-01'],
    ['mar. 3 mars 2026', '2026-03-03'],
    ['22 févr. 2026', '2026-02-22'],
    ['So., 22. November 2026', '2026-11-22'],
    ['3. März 2026', '2026-03-03'],
    ['22 de noviembre de 2026', '2026-11-22'],
    ['22 nov. 2026 18:02', '2026-11-22T18:02:00'],
    ['9 gennaio 2026', '2026-01-09'],
    ['5 de março de 2026', '2026-03-05'],
    ['12 out. 2026', '2026-10-12'],
    ['2026年11月22日', '2026-11-22'],
    ['２０２６年１１月２２日 １８時０２分', '2026-11-22T18:02:00'],
    ['2026年11月22日(日) 18:02', '2026-11-22T18:02:00'],
    ['2026年11月22日 日曜日', '2026-11-22'],
    ['2026年11月22日 星期日 下午6:02', '2026-11-22T18:02:00'],
    ['2026/11/22 午後6:02', '2026-11-22T18:02:00'],
    ['2026년 11월 22일 오후 6:02', '2026-11-22T18:02:00'],
    ['2026. 11. 22. 오전 12:02:03', '2026-11-22T00:02:03'],
    ['٢٢/١١/٢٠٢٦', '2026-11-22'],
    ['22/11/2569', '2026-11-22'],
  ])('written %j is %s', (cell, iso) => {
    expect(readDateTime(cell, DMY)).toBe(iso);
  });

  it.each([
    '',
    'NULL',
    'Laksa',
    'Total',
    '12',
    '12.50',
    '1,013.00',
    '31/02/2026',
    '29/02/2026',
    '13/13/2026',
    '0/1/2026',
    '2026-13-01',
    '25:00',
    '18:60',
    '22/11',
    '11/2026',
    '22/11-2026',
    '1/2/3/2026',
    'May',
    '22 Nov',
    'Nov 22 Dec 2026',
    'Menu 22 Nov 2026',
    'Nov Mar 22 Dec 2026',
    '192.168.10.2026',
    '+65 9123 4567',
    '1300000015734303122',
    '2x6pm',
    '45983',
  ])('is not %j', (cell) => {
    expect(readDateTime(cell, DMY)).toBeUndefined();
  });
});

describe('the order of day and month', () => {
  it.each([
    ['8/23/2022', 'mdy'],
    ['23/8/2022', 'dmy'],
    ['8/23/22 5:17 PM', 'mdy'],
    ['23-08-22', 'dmy'],
  ])('shows in %s', (cell, order) => {
    const rule = evidence('08/07/2022', '08-07-2022', cell).settle();
    expect(rule.orders[cell.includes('-') ? '-' : '/']).toBe(order);
  });

  it('is settled for each way to write dates in the file, and said where it stays open', () => {
    const rule = evidence('07-03-2022', '8/23/2022', '11/20/2022', '12-03-2022').settle();
    expect(rule).toEqual({
      orders: { '-': 'mdy', '/': 'mdy' },
      ambiguous: [{ shape: '-', sample: '07-03-2022', order: 'mdy' }],
    });
    expect(readDateTime('8/23/2022', rule)).toBe('2022-08-23');
    expect(readDateTime('07-03-2022', rule)).toBe('2022-07-03');
  });

  it('is open where nothing tells, and then day before month', () => {
    const rule = evidence('01/10/2026 23:50', '02/10/2026 23:50').settle();
    expect(rule).toEqual({ orders: { '/': 'dmy' }, ambiguous: [{ shape: '/', sample: '01/10/2026', order: 'dmy' }] });
  });

  it('is not open where it makes no difference, with points, or with the year first', () => {
    expect(evidence('11/11/2026', '03.04.2026', '2026-03-04', '2026-03-04T10:00:00').settle().ambiguous).toEqual([]);
  });

  it('is the one that puts the dates on the business date', () => {
    const gathered = evidence('01/10/2026 23:50', '02/10/2026 00:20');
    expect(gathered.settle({ day: '2026-10-01' })).toEqual({ orders: { '/': 'dmy' }, ambiguous: [] });
    expect(gathered.settle({ day: '2026-01-10' })).toEqual({ orders: { '/': 'mdy' }, ambiguous: [] });
    expect(gathered.settle({ day: '2026-05-05' }).ambiguous).toHaveLength(1);
    expect(evidence('26/11/22').settle({ day: '2026-11-22' })).toEqual({ orders: { '/': 'ymd' }, ambiguous: [] });
  });

  it('is the one that a person chose, where dates allow it', () => {
    expect(evidence('01/10/2026').settle({ order: 'mdy' })).toEqual({ orders: { '/': 'mdy' }, ambiguous: [] });
    expect(evidence('23/10/2026').settle({ order: 'mdy' })).toEqual({ orders: { '/': 'dmy' }, ambiguous: [] });
  });

  it('is that of most dates; the others are then no dates', () => {
    const rule = evidence('23/10/2026', '24/10/2026', '10/25/2026', '01/02/2026').settle();
    expect(rule).toEqual({ orders: { '/': 'dmy' }, ambiguous: [] });
    expect(readDateTime('10/25/2026', rule)).toBeUndefined();
  });

  it('is open where as many dates say one thing as the other', () => {
    expect(evidence('23/10/2026', '10/25/2026').settle().ambiguous).toEqual([
      { shape: '/', sample: '23/10/2026', order: 'dmy' },
    ]);
  });
});

test('a cell is read the same however often', () => {
  expect([1, 2].map(() => readDateTime('3 May 2026', NONE))).toEqual(['2026-05-03', '2026-05-03']);
  expect([1, 2].map(() => readDateTime('Laksa', NONE))).toEqual([undefined, undefined]);
});
