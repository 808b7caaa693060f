import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { revoke, setBranch } from '../../src/server/authority/branches.ts';
import { exportClosings, type Grouping } from '../../src/server/closings/export.ts';
import { Desk } from '../support/closings.ts';
import { TestOffice } from '../support/office.ts';
import { MANAGER } from '../support/pki.ts';

const FIXTURES = join(import.meta.dirname, '../shared/sales/fixtures');

const TILL_1 = [
  'Code,Item,Category,Quantity,Unit price,Amount',
  '101,Laksa 叻沙,Mains,2,6.50,13.00',
  ',"=SUM(A1), iced",Drinks,1.5,2.00,3.00',
  '101,Laksa 叻沙,Mains,-1,6.50,-6.50',
  ',"-5 ""off""",,3,,',
].join('\r\n');

const TILL_2 = ['Code,Item,Category,Quantity,Unit price,Amount', '101,Laksa 叻沙,Mains,1,6.50,6.50'].join('\r\n');

/** A day of two tills, and the closings of tests as they go on. */
async function closedDay() {
  const office = await TestOffice.open();
  const desk = await Desk.open(office.context);
  const one = (await desk.close({ part: 'till-1', file: TILL_1 })).closing;
  const two = (await desk.close({ part: 'till-2', file: TILL_2 })).closing;
  const date = desk.today;
  const lines = async (by: Grouping, from = date, to = date): Promise<string[]> => {
    const { csv, rows } = await exportClosings(office.context.db, from, to, by);
    const text = csv.toString('utf8');
    expect(text).toMatch(/^\uFEFF.*\r\n$/su);
    const [, ...body] = text.slice(1, -2).split('\r\n');
    expect(rows).toBe(body.length);
    return body;
  };
  return { office, desk, date, lines, numbers: [one.number, two.number] as const };
}

describe('when the office exports its sales', () => {
  it('writes them by line, to the byte', async () => {
    const { office, date, numbers } = await closedDay();
    const { csv, rows } = await exportClosings(office.context.db, date, date, 'line');
    const [one, two] = numbers;
    expect(rows).toBe(5);
    expect(csv.toString('utf8')).toBe(
      `${[
        '\uFEFFBranch,Business date,Part,Receipt,Code,Item,Category,Quantity,Unit price,Net,Currency,Gross,Discount,Tax,Tip,Tender,Time,Void,Comp,Refund',
        `SG-01,${date},till-1,${one},101,Laksa 叻沙,Mains,2,6.5,13,SGD,,,,,,,no,no,no`,
        `SG-01,${date},till-1,${one},,"'=SUM(A1), iced",Drinks,1.5,2,3,SGD,,,,,,,no,no,no`,
        `SG-01,${date},till-1,${one},101,Laksa 叻沙,Mains,-1,6.5,-6.5,SGD,,,,,,,no,no,yes`,
        `SG-01,${date},till-1,${one},,"'-5 ""off""",,3,,,SGD,,,,,,,no,no,no`,
        `SG-01,${date},till-2,${two},101,Laksa 叻沙,Mains,1,6.5,6.5,SGD,,,,,,,no,no,no`,
      ].join('\r\n')}\r\n`,
    );
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('adds them up by item over all tills, a refund as a negative number', async () => {
    const { office, date } = await closedDay();
    const { csv } = await exportClosings(office.context.db, date, date, 'item');
    expect(csv.toString('utf8')).toBe(
      `${[
        '\uFEFFCode,Item,Category,Quantity,Net,Currency,Gross,Discounts,Refunds,Tax,Tips',
        '101,Laksa 叻沙,Mains,2,13,SGD,,,6.5,,',
        `,"'=SUM(A1), iced",Drinks,1.5,3,SGD,,,,,`,
        `,"'-5 ""off""",,3,,SGD,,,,,`,
      ].join('\r\n')}\r\n`,
    );
  });

  it('adds them up by branch and day', async () => {
    const { office, date } = await closedDay();
    const { csv } = await exportClosings(office.context.db, date, date, 'branch');
    expect(csv.toString('utf8')).toBe(
      `\uFEFFBranch,Business date,Parts,Lines,Quantity,Net,Currency,Needs review,Gross,Discounts,Refunds,Tax,Tips\r\nSG-01,${date},2,5,6.5,16,SGD,yes,,,6.5,,\r\n`,
    );
  });

  it('writes a day of nothing but refunds as numbers that a spreadsheet adds up', async () => {
    const { desk, lines, office } = await closedDay();
    office.clock.advance({ days: 1 });
    await desk.close({ file: 'Item,Quantity,Amount\r\nLaksa,-1,-6.50\r\n' });
    expect(await lines('branch', desk.today, desk.today)).toEqual([`SG-01,${desk.today},1,1,-1,-6.5,SGD,no,,,6.5,,`]);
  });

  it('is exact where floats are not', async () => {
    const { desk, lines, office } = await closedDay();
    office.clock.advance({ days: 1 });
    const rows = Array.from({ length: 30 }, () => 'Kopi,0.1,0.10').join('\r\n');
    await desk.close({ file: `Item,Quantity,Amount\r\n${rows}\r\n` });
    expect(await lines('item', desk.today, desk.today)).toEqual([',Kopi,,3,3,SGD,,,,,']);
  });
});

/** One of each: sold, sold with a discount, made for nothing, taken back, and a void one, which is no sale. */
const MARKED = [
  'Item,Quantity,Gross Sales,Discounts,Net Sales,Tax,Tip,Payment Method,Date,Void,Comp',
  'Laksa,2,13.00,0.00,13.00,1.17,1.00,Card,2026-11-22 12:05:00,no,no',
  'Laksa,1,6.50,1.50,5.00,0.45,0.00,Cash,2026-11-22 18:02:00,no,no',
  'Kopi,1,1.60,1.60,0.00,0.00,0.00,Cash,2026-11-22 18:30:00,no,yes',
  'Laksa,-1,-6.50,0.00,-6.50,-0.58,0.00,Card,2026-11-22 19:00:00,no,no',
  'Laksa,9,58.50,0.00,58.50,5.26,0.00,Card,2026-11-22 19:10:00,yes,no',
].join('\r\n');

describe('when lines are void, comp or refunds', () => {
  async function marked() {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    await desk.close({ file: MARKED });
    return async (by: Grouping): Promise<string[]> => {
      const { csv } = await exportClosings(office.context.db, desk.today, desk.today, by);
      return csv.toString('utf8').trimEnd().split('\r\n').slice(1);
    };
  }

  it('says so by line, with all else that the till wrote', async () => {
    const lines = await (await marked())('line');
    expect(lines.map((line) => line.split(',').slice(5))).toEqual([
      ['Laksa', '', '2', '', '13', 'SGD', '13', '0', '1.17', '1', 'Card', '2026-11-22T12:05:00', 'no', 'no', 'no'],
      ['Laksa', '', '1', '', '5', 'SGD', '6.5', '1.5', '0.45', '0', 'Cash', '2026-11-22T18:02:00', 'no', 'no', 'no'],
      ['Kopi', '', '1', '', '0', 'SGD', '1.6', '1.6', '0', '0', 'Cash', '2026-11-22T18:30:00', 'no', 'yes', 'no'],
      [
        'Laksa',
        '',
        '-1',
        '',
        '-6.5',
        'SGD',
        '-6.5',
        '0',
        '-0.58',
        '0',
        'Card',
        '2026-11-22T19:00:00',
        'no',
        'no',
        'yes',
      ],
      ['Laksa', '', '9', '', '58.5', 'SGD', '58.5', '0', '5.26', '0', 'Card', '2026-11-22T19:10:00', 'yes', 'no', 'no'],
    ]);
  });

  it('counts no void line by item, where net is gross less discounts and refunds', async () => {
    expect(await (await marked())('item')).toEqual([
      ',Laksa,,2,11.5,SGD,19.5,1.5,6.5,1.04,1',
      ',Kopi,,1,0,SGD,1.6,1.6,,0,0',
    ]);
  });

  it('adds up by branch as the closing does', async () => {
    const [row] = await (await marked())('branch');
    expect(row).toMatch(/,1,4,3,11\.5,SGD,(yes|no),21\.1,3\.1,6\.5,1\.04,1$/);
  });
});

describe('when a file has what was taken back beside what was sold', () => {
  it('is in the refunds of its item, as it is in those of its branch', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    await desk.close({ file: await readFile(join(FIXTURES, 'loyverse-summary.csv')) });
    const rows = async (by: Grouping): Promise<string[]> => {
      const { csv } = await exportClosings(office.context.db, desk.today, desk.today, by);
      return csv.toString('utf8').trimEnd().split('\r\n').slice(1);
    };
    expect(await rows('item')).toEqual([
      '10001,Laksa,Mains,8,50,SGD,65,2,13,4.5,',
      '10003,Kopi,Drinks,5,8,SGD,8,0,,0.72,',
    ]);
    const [branch] = await rows('branch');
    expect(branch).toMatch(/,1,2,13,58,SGD,(yes|no),73,2,13,5\.22,$/);
  });

  it('takes no tax that is in the gross for it', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const rows = ['Kopi,1,2.18,0.00,2.00,0.18', 'Kopi,-1,-2.18,0.00,-2.00,-0.18'];
    await desk.close({ file: ['Item,Quantity,Gross Sales,Discounts,Net Sales,Tax', ...rows].join('\r\n') });
    const { csv } = await exportClosings(office.context.db, desk.today, desk.today, 'item');
    expect(csv.toString('utf8').split('\r\n')[1]).toBe(',Kopi,,0,0,SGD,2.18,0,2,0,');
  });
});

describe('when some closings do not count', () => {
  it('leaves out replaced ones and those on hold', async () => {
    const { office, desk, date, lines } = await closedDay();
    await desk.close({ part: 'till-1', revision: 2, file: TILL_2 });
    await revoke(office.context, { ...MANAGER, id: 'ann' }, 'tests');
    await desk.close({ part: 'till-2', revision: 2, file: TILL_1 });
    await desk.close({ part: 'till-3', file: TILL_1 });
    expect(await lines('branch')).toEqual([`SG-01,${date},2,2,2,13,SGD,no,,,,,`]);
    expect(await lines('item')).toEqual(['101,Laksa 叻沙,Mains,2,13,SGD,,,,,']);
    expect(await lines('line')).toHaveLength(2);
  });

  it('takes the days that were asked for, both ends included', async () => {
    const { office, desk, date, lines } = await closedDay();
    office.clock.advance({ days: 1 });
    await desk.close({ file: TILL_2 });
    const next = desk.today;
    expect(await lines('line', next, next)).toHaveLength(1);
    expect(await lines('line', date, next)).toHaveLength(6);
    expect(await lines('branch', '2000-01-01', '2000-12-31')).toEqual([]);
  });
});

describe('when a branch changes its currency', () => {
  it('never adds one to the other, and writes each with its own decimals', async () => {
    const { office, desk, date, lines } = await closedDay();
    await setBranch(office.context, 'SG-01', { currency: 'JPY' }, 'tests');
    await desk.close({ part: 'till-3', file: 'Item,Quantity,Amount\r\nLaksa 叻沙,1,650\r\n' });
    expect(await lines('branch')).toEqual([
      `SG-01,${date},2,5,6.5,16,SGD,yes,,,6.5,,`,
      `SG-01,${date},1,1,1,650,JPY,no,,,,,`,
    ]);
  });
});
