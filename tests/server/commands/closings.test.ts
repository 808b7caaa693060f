import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newestRecords } from '../../support/audit-records.ts';
import { Desk } from '../../support/closings.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';

async function openDesk(): Promise<{ office: TestOffice; desk: Desk; commands: Commands }> {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context), commands: Commands.office(office.folder) };
}

/** A desk with one closing that is on hold, since its manager was revoked before it came. */
async function heldClosing() {
  const opened = await openDesk();
  await opened.commands.json('manager', 'revoke', 'SG-01', 'ann');
  const { closing } = await opened.desk.close();
  return { ...opened, closing };
}

describe('when closings are listed', () => {
  it('a person sees which counts, which was replaced, and which needs a look', async () => {
    const { desk, commands } = await openDesk();
    const first = (await desk.close()).closing;
    const second = (await desk.close({ revision: 2 })).closing;
    const odd = (await desk.close({ part: 'till-2', file: 'no sales at all' })).closing;
    const [heading, ...lines] = (await commands.text('closings', 'list')).trimEnd().split('\n');
    expect(heading).toMatch(/^Date +Branch +Part +Rev\. +State +Number +Lines +Net +Manager$/);
    const day = `^${desk.today} +SG-01`;
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`${day} +main +1 +replaced +${first.number} +2 +SGD 17\\.80 +ann$`)),
      expect.stringMatching(new RegExp(`${day} +main +2 +counts +${second.number} +2 +SGD 17\\.80 +ann$`)),
      expect.stringMatching(new RegExp(`${day} +till-2 +1 +counts +review +${odd.number} +0 +SGD - +ann$`)),
    ]);
  });

  it('only those of a day, of a branch, or that need a look are, when asked', async () => {
    const { desk, commands } = await openDesk();
    const good = (await desk.close()).closing.document_id;
    const odd = (await desk.close({ part: 'till-2', file: 'no sales at all' })).closing.document_id;
    const listed = async (...filter: string[]): Promise<string[]> => {
      const { closings } = await commands.json('closings', 'list', ...filter);
      return closings.map(({ documentId }: { documentId: string }) => documentId);
    };
    expect(await listed('--date', desk.today, '--branch', 'SG-01')).toEqual([good, odd]);
    expect(await listed('--needs-review')).toEqual([odd]);
    expect(await listed('--date', '2020-01-01')).toEqual([]);
    expect(await listed('--branch', 'SG-02')).toEqual([]);
  });

  it.each([
    { wrong: ['--date', '2026-02-30'], named: /^--date: / },
    { wrong: ['--date', 'yesterday'], named: /^--date: / },
    { wrong: ['--branch', 'sg-01'], named: /^--branch: / },
  ])('is refused for what was typed: $wrong', async ({ wrong, named }) => {
    const { commands } = await openDesk();
    expect(await commands.failure('closings', 'list', ...wrong)).toEqual({
      exit: 2,
      code: 'usage',
      happened: expect.stringMatching(named),
    });
  });
});

describe('when a closing is shown', () => {
  it('is found by its document id and by its receipt number as somebody wrote it down', async () => {
    const { desk, commands } = await openDesk();
    const { document_id: documentId, number } = (await desk.close()).closing;
    const shown = await commands.json('closings', 'show', documentId);
    expect(shown).toMatchObject({
      documentId,
      number,
      branch: 'SG-01',
      current: true,
      fileName: 'day_end.csv',
      totals: { lines: 2, quantity: 5, net: 1780, currency: 'SGD' },
      lines: [
        { row: 2, item: 'Laksa', quantity: 2, net: 1300 },
        { row: 3, item: 'Kopi', quantity: 3, net: 480 },
      ],
    });
    expect(await commands.json('closings', 'show', ` ${number.toLowerCase()} `)).toEqual(shown);
  });

  it('a person reads who signed what, and every line', async () => {
    const { desk, commands } = await openDesk();
    const { document_id: documentId, number } = (await desk.close()).closing;
    const text = await commands.text('closings', 'show', number);
    expect(text).toContain(`Closing ${documentId}, number ${number}\nSG-01, ${desk.today}, part main, revision 1: `);
    expect(text).toMatch(/: accepted, counts\nSigned by ann at \S+, received \S+\nday_end\.csv, \d+ bytes, read as /);
    expect(text).toMatch(/\n2 lines, quantity 5, net SGD 17\.80\n\nRow +Code +Item +Quantity +Net\n/);
    expect(text).toMatch(/\n2 +Laksa +2 +13\.00\n3 +Kopi +3 +4\.80\n$/);
  });

  it('a person reads how it was understood: profile, totals, and the file’s own total beside ours', async () => {
    const { desk, commands } = await openDesk();
    const file = [
      'Item,Quantity,Gross Sales,Discounts,Net Sales,Tax,Payment Method,Void',
      'Laksa,2,13.00,1.00,12.00,1.08,Card,no',
      'Kopi,3,4.80,0.00,4.80,0.43,Cash,no',
      'Kopi,1,1.60,0.00,1.60,0.14,Cash,yes',
      'Total,5,17.80,1.00,17.00,1.51,,',
      '',
    ].join('\r\n');
    const { number } = (await desk.close({ file })).closing;
    const text = await commands.text('closings', 'show', number);
    expect(text).toMatch(/, read as Sales table \(generic-en\), utf-8\n/);
    expect(text).toContain('\n2 lines, quantity 5, net SGD 16.80\ngross 17.80, discounts 1.00, tax 1.51\n');
    expect(text).toContain("\nrow 5: the file's own “Total”, gross 17.80, agrees\n");
    expect(text).toContain("\nrow 5: the file's own “Total”, net 17.00, its rows come to 16.80: differs by 0.20\n");
    expect(text).toContain('\nBy tender: Card 12.00, Cash 4.80\nVoid lines, not counted: 1, net 1.60\n');
    expect(text).toMatch(/\n4 +Kopi +1 +1\.60 +void\n$/);
  });

  it('a person reads what was odd, by its row', async () => {
    const { desk, commands } = await openDesk();
    const { number } = (await desk.close({ file: 'Item,Quantity,Amount\nLaksa,2,13.00\nKopi,three,4.80\n' })).closing;
    const { warnings } = await commands.json('closings', 'show', number);
    expect(warnings).toContainEqual(expect.objectContaining({ row: 3 }));
    expect(await commands.text('closings', 'show', number)).toMatch(/\nrow 3: \S/);
  });

  it('is told when there is none', async () => {
    const { commands } = await openDesk();
    expect(await commands.failure('closings', 'show', '7K2M9QXA')).toEqual({
      exit: 1,
      code: 'unknown-subject',
      happened: 'There is no closing 7K2M9QXA.',
    });
  });
});

describe('when a closing is on hold', () => {
  it('a person sees it, and it counts for nothing', async () => {
    const { commands, desk } = await heldClosing();
    expect(await commands.text('closings', 'list')).toMatch(/ on hold /);
    const out = join(await testFolder(), 'export.csv');
    const days = ['--from', desk.today, '--to', desk.today, '--out', out];
    expect(await commands.json('closings', 'export', ...days)).toEqual({ file: out, rows: 0 });
  });

  it('counts once it is accepted, by whom is recorded', async () => {
    const { office, commands, closing } = await heldClosing();
    const { document_id: documentId, number } = closing;
    expect(await commands.json('closings', 'accept', number, '--by', 'alice')).toEqual({
      documentId,
      number,
      state: 'accepted',
    });
    expect(await newestRecords(office, 1)).toEqual([['alice', 'closing.released', documentId]]);
    expect(await commands.json('closings', 'show', number)).toMatchObject({ current: true, releasedBy: 'alice' });
  });

  it('a person is told when the branch gets its receipt, and a second time that it was not on hold', async () => {
    const { commands, closing } = await heldClosing();
    expect(await commands.text('closings', 'accept', closing.document_id)).toBe(
      `Closing ${closing.number} counts now; its branch gets the receipt when it sends again.\n`,
    );
    expect(await commands.failure('closings', 'accept', closing.number)).toEqual({
      exit: 1,
      code: 'closing-not-held',
      happened: `Closing ${closing.number} is not on hold.`,
    });
    expect(await commands.failure('closings', 'accept', 'nothing')).toMatchObject({ code: 'unknown-subject' });
  });
});

describe('when sales are exported', () => {
  it('goes by its own --by, whoever acts', async () => {
    const { desk, commands } = await openDesk();
    await desk.close();
    const out = join(await testFolder(), 'export.csv');
    const days = ['--from', desk.today, '--to', desk.today, '--out', out];
    expect(await commands.text('--by', 'alice', 'closings', 'export', ...days)).toBe(`1 rows written to ${out}.\n`);
    expect(await readFile(out, 'utf8')).toMatch(/^\ufeffBranch,Business date,Parts,/);
    expect(await commands.json('closings', 'export', ...days, '--by', 'item')).toEqual({ file: out, rows: 2 });
    expect(await readFile(out, 'utf8')).toMatch(/^\ufeffCode,Item,/);
    expect(await commands.json('closings', 'export', ...days, '--by', 'line')).toEqual({ file: out, rows: 2 });
    expect(await readFile(out, 'utf8')).toMatch(/^\ufeffBranch,Business date,Part,Receipt,/);
  });

  it.each([
    { wrong: ['--from', '2026-11-31', '--to', '2026-12-01'], named: /^--from: / },
    { wrong: ['--from', '2026-11-01', '--to', 'today'], named: /^--to: / },
    { wrong: ['--from', '2026-11-02', '--to', '2026-11-01'], named: /^--to is before --from\.$/ },
  ])('is refused for what was typed: $wrong', async ({ wrong, named }) => {
    const { commands } = await openDesk();
    const out = join(await testFolder(), 'export.csv');
    expect(await commands.failure('closings', 'export', ...wrong, '--out', out)).toEqual({
      exit: 2,
      code: 'usage',
      happened: expect.stringMatching(named),
    });
    await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is refused by a grouping that there is not', async () => {
    const { commands } = await openDesk();
    const wrong = ['--from', '2026-11-01', '--to', '2026-11-02', '--out', 'export.csv', '--by', 'banana'];
    const { exit, document } = await commands.ended('closings', 'export', ...wrong);
    expect({ exit, happened: document.error.happened }).toMatchObject({
      exit: 2,
      happened: expect.stringContaining('branch, item, line'),
    });
  });
});
