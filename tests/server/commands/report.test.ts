import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayReport } from '../../../src/server/reports/day.ts';
import { addDays } from '../../../src/shared/business-date.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';
import { chainsDay, NASTY, sales } from '../../support/sales-days.ts';
import { recordingDb } from '../../support/statements.ts';

async function reported(...args: string[]) {
  const chain = await chainsDay();
  const commands = Commands.office(chain.office.folder);
  return { ...chain, commands, report: await commands.json('report', 'day', '--date', chain.today, ...args) };
}

describe("when a day's sales are reported", () => {
  it('sets each branch beside the same weekday a week before', async () => {
    const { report, today } = await reported();
    expect(report).toMatchObject({ kind: 'day', from: today, to: today, before: { to: addDays(today, -7) } });
    const none = { difference: null, percent: null, compared: 0 };
    expect(report.branches).toEqual([
      {
        ...{ branch: 'SG-01', name: 'Orchard Road', currency: 'SGD', days: 1, net: 11000, before: 10000 },
        ...{ difference: 1000, percent: 10, compared: 1 },
      },
      { branch: 'SG-02', name: 'Branch SG-02', currency: 'SGD', days: 0, net: null, before: 4000, ...none },
      { branch: 'SG-03', name: 'Branch SG-03', currency: 'SGD', days: 0, net: null, before: null, ...none },
      { branch: 'LIS-1', name: NASTY.branch, currency: 'EUR', days: 1, net: 600, before: null, ...none },
    ]);
  });

  it('adds up each currency for itself, and compares only what can be', async () => {
    const { report } = await reported();
    const [dollar, euro] = report.currencies;
    expect(euro).toMatchObject({ currency: 'EUR', net: 600, lines: 1, quantity: 4, difference: null });
    expect(dollar).toMatchObject({
      ...{ currency: 'SGD', net: 11000, lines: 4, quantity: 18 },
      ...{ before: 14000, difference: 1000, percent: 10, compared: 1 },
    });
  });

  it('says what sold best, and how it was paid and when, void lines and replaced closings left out', async () => {
    const { report } = await reported();
    const [dollar, euro] = report.currencies;
    expect(euro.topItems).toEqual([{ name: 'Pastel', quantity: 4, net: 600 }]);
    expect(dollar.topItems).toEqual([
      { name: 'Laksa', quantity: 7, net: 7000 },
      { name: 'Kopi', quantity: 10, net: 3000 },
      { name: NASTY.item, quantity: 1, net: 1000 },
    ]);
    expect(dollar.byTender).toEqual([
      { name: 'Card', quantity: 7, net: 7000 },
      { name: 'Cash', quantity: 11, net: 4000 },
    ]);
    expect(dollar.byDayPart).toEqual([
      { name: expect.stringMatching(/^lunch$/i), quantity: 6, net: 6000 },
      { name: expect.stringMatching(/^dinner$/i), quantity: 12, net: 5000 },
    ]);
    expect(dollar.byCategory.map(({ name, net }: { name: string; net: number }) => [name, net])).toEqual([
      ['Mains', 7000],
      ['Drinks', 3000],
      ['Desserts', 1000],
    ]);
  });

  it('names what nobody closed, what is excused, and what is on hold', async () => {
    const { report, today, held } = await reported();
    expect(report.missing).toEqual([
      { branch: 'SG-02', name: 'Branch SG-02', businessDate: today, over: expect.any(Boolean), held: 1 },
    ]);
    expect(report.excused).toEqual([
      { branch: 'SG-03', name: 'Branch SG-03', businessDate: today, reason: 'Renovation' },
    ]);
    expect(report.held).toMatchObject([{ branch: 'SG-02', number: held.number, fileName: 'day_end.csv' }]);
    expect(report.needsReview).toEqual([]);
  });

  it('takes a name in other letters for the same, and leaves out nothing that has no name', async () => {
    const { desk, office } = await chainsDay();
    office.clock.advance({ days: 1 });
    const named = ['Kopi,Drinks,2,3.00,Cash,Lunch,no', 'kopi ,Drinks,2,3.00,Cash,Lunch,no'];
    await desk.close({ file: sales('KOPI,Drinks,3,4.50,Cash,Lunch,no', ...named, 'Water,,4,0.00,,Lunch,no') });
    const { currencies } = await dayReport(office.context, desk.today);
    expect(currencies[0]?.topItems).toEqual([
      { name: 'KOPI', quantity: 7, net: 1050 },
      { name: 'Water', quantity: 4, net: 0 },
    ]);
    expect(currencies[0]?.byTender).toEqual([
      { name: 'Cash', quantity: 7, net: 1050 },
      { name: null, quantity: 4, net: 0 },
    ]);
    expect(currencies[0]?.byCategory).toEqual([
      { name: 'Drinks', quantity: 7, net: 1050 },
      { name: null, quantity: 4, net: 0 },
    ]);
  });

  it('asks the database for nothing that SQLite alone would answer', async () => {
    const { office, today } = await chainsDay();
    const { db, statements } = recordingDb(office.context.db);
    await dayReport({ ...office.context, db }, today);
    await dayReport({ ...office.context, db }, '2000-01-01');
    expect(statements.length).toBeGreaterThan(5);
    for (const statement of statements) expect(statement).not.toMatch(/ in \(\)|json_/);
  });

  it('lists what needs review', async () => {
    const { desk, office, today } = await chainsDay();
    const { closing } = await desk.close({ part: 'till-3', file: 'no sales at all' });
    const { needsReview } = await dayReport(office.context, today);
    expect(needsReview).toMatchObject([{ number: closing.number, part: 'till-3' }]);
  });

  it('counts what no file gave a tender to, so that the shares come to the whole', async () => {
    const { desk, office, today } = await chainsDay();
    await desk.close({ part: 'till-3', file: 'Item,Quantity,Net Sales\r\nKopi,2.5,4.00\r\n' });
    const { currencies } = await dayReport(office.context, today, 'SG-01');
    expect(currencies[0]?.byTender.at(-1)).toEqual({ name: null, quantity: 2.5, net: 400 });
  });

  it('keeps to one branch, when asked', async () => {
    const { report } = await reported('--branch', 'LIS-1');
    expect(report.branches.map(({ branch }: { branch: string }) => branch)).toEqual(['LIS-1']);
    expect(report.currencies.map(({ currency }: { currency: string }) => currency)).toEqual(['EUR']);
    expect(report).toMatchObject({ branch: 'LIS-1', missing: [], excused: [], held: [] });
  });

  it('a person reads it in columns', async () => {
    const { commands, today } = await reported();
    const text = await commands.text('report', 'day', '--date', today);
    expect(text).toMatch(/^Sales of \w+day \d+ \w+ \d{4}\nCompared with \w+day \d+ \w+ \d{4}\n/);
    expect(text).toContain('\nNet SGD 110.00, +10.00 (+10.0 %) over 1 branch\n');
    expect(text).toContain('\nNet EUR 6.00, nothing to compare with\n');
    expect(text).toMatch(/\nSG-01 +Orchard Road +SGD +110\.00 +100\.00 +\+10\.00 +\+10\.0 %\n/);
    expect(text).toMatch(/\nSG-02 +Branch SG-02 +SGD +– +40\.00 +– +– +(missing|not over yet), on hold\n/);
    expect(text).toMatch(/\nTop items, SGD +Quantity +Net\nLaksa +7 +70\.00\nKopi +10 +30\.00\n/);
    expect(text).toMatch(/\nExcused:\n {2}.*: SG-03 Branch SG-03 \(Renovation\)\n/);
  });

  it('of a day that nobody worked, says so without failing', async () => {
    const office = await TestOffice.open();
    const commands = Commands.office(office.folder);
    expect(await commands.json('report', 'day', '--date', '2020-01-01')).toMatchObject({
      branches: [],
      currencies: [],
    });
    expect(await commands.text('report', 'week', '--date', '2020-01-01')).toMatch(/^Sales of the seven days to /);
  });

  it.each([
    { wrong: ['--date', '2026-11-31'], exit: 2, code: 'usage' },
    { wrong: ['--date', '2026-11-22', '--branch', 'SG-99'], exit: 1, code: 'unknown-subject' },
  ])('is refused: $wrong', async ({ wrong, exit, code }) => {
    const office = await TestOffice.open();
    expect(await Commands.office(office.folder).failure('report', 'day', ...wrong)).toMatchObject({ exit, code });
  });
});

describe("when a week's sales are reported", () => {
  it('takes the seven days that end with the date, a row each, beside the seven before', async () => {
    const { desk, office, today } = await chainsDay();
    const yesterday = addDays(today, -1);
    await desk.close({ businessDate: yesterday, file: sales('Laksa,Mains,1,15.00,Card,Lunch,no') });
    await desk.close({ businessDate: addDays(today, -8), file: sales('Laksa,Mains,2,20.00,Card,Lunch,no') });
    await desk.close({ businessDate: addDays(today, -9), file: sales('Laksa,Mains,2,30.00,Card,Lunch,no') });
    const commands = Commands.office(office.folder);
    const report = await commands.json('report', 'week', '--date', today);
    expect(report).toMatchObject({
      ...{ kind: 'week', from: addDays(today, -6), to: today },
      before: { from: addDays(today, -13), to: addDays(today, -7) },
    });
    const ofDollars = report.days.filter(({ currency }: { currency: string }) => currency === 'SGD');
    expect(ofDollars).toHaveLength(7);
    expect(ofDollars.slice(-3)).toMatchObject([
      { date: addDays(today, -2), branches: 0, net: null, before: 3000, difference: null },
      { date: yesterday, branches: 1, net: 1500, before: 2000, difference: -500, percent: -25 },
      { date: today, branches: 1, net: 11000, before: 14000, difference: 1000, percent: 10 },
    ]);
    // 125.00 now; 190.00 before, of which 120.00 can be compared: 125.00 less 120.00.
    expect(report.currencies[0]).toMatchObject({ net: 12500, before: 19000, difference: 500, percent: 4.2 });
    expect(report.branches.find(({ branch }: { branch: string }) => branch === 'SG-01')).toMatchObject({ days: 2 });
    const text = await commands.text('report', 'week', '--date', today);
    expect(text).toMatch(/\nSG-01 .*2 of 7 days/);
    expect(text).toMatch(/\n\w{3} \d+ \w+ +SGD +15\.00 +20\.00 +−5\.00 +−25\.0 % +1 branch\n/);
  });
});

describe('when a report is written as a page', () => {
  it.each(['day', 'week'])('of a %s, it needs nothing else, and names are no markup', async (kind) => {
    const { office, today } = await chainsDay();
    const file = join(await testFolder(), 'report.html');
    const commands = Commands.office(office.folder);
    expect(await commands.json('report', kind, '--date', today, '--html', file)).toMatchObject({ file });
    const page = await readFile(file, 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<b>|https?:|src=|href=|url\(|@import/i);
    expect(page).toContain('Cake &lt;b&gt;&quot;1&quot;&lt;/b&gt; &amp; &#39;co&#39;');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; מסעדה');
    for (const figure of ['110.00', '+10.00', '+10.0 %', 'Renovation', 'SGD 110.00', 'EUR 6.00']) {
      expect(page).toContain(figure);
    }
  });
});
