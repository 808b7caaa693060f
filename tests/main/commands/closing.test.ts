import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { revoke } from '../../../src/server/authority/branches.ts';
import { listClosings, showClosing } from '../../../src/server/closings/list.ts';
import { closedBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';
import { MANAGER } from '../../support/pki.ts';
import { salesFile } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** An office that is reached, and the template's PC. */
async function branchAndOffice() {
  const office = await TestOffice.start(realTime());
  return { office, commands: Commands.branch(await closedBranch(office)) };
}

const UPLOAD = ['closing', 'upload'];
const MEI = ['--manager', 'mei'];

describe('when the day is closed', () => {
  it('a person reads what was understood, and the receipt number', async () => {
    const { office, commands } = await branchAndOffice();
    const text = await commands.text(...UPLOAD, await salesFile(), ...MEI);
    const [closing] = await listClosings(office.context.db, {});
    expect(text).toBe(
      `day_end.csv: 2 lines, quantity 5, net SGD 17.80 (read as ${closing?.profile})\n` +
        `Head office has your sales for ${closing?.businessDate}. Receipt number ${closing?.number}.\n`,
    );
  });

  it('belongs to the date and the part that were named, as the next revision', async () => {
    const { office, commands } = await branchAndOffice();
    const today = (await commands.json(...UPLOAD, await salesFile(), ...MEI)).businessDate;
    const yesterday = new Date(Date.parse(today) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const named = ['--date', yesterday, '--part', 'till-2'];
    for (const revision of [1, 2]) {
      expect(await commands.json(...UPLOAD, await salesFile(), ...MEI, ...named)).toMatchObject({
        state: 'delivered',
        businessDate: yesterday,
        part: 'till-2',
        revision,
      });
    }
    expect(await listClosings(office.context.db, { to: yesterday })).toMatchObject([
      { part: 'till-2', revision: 1, current: false },
      { part: 'till-2', revision: 2, current: true },
    ]);
  });

  it('what was odd is named by its row, and the office got it all the same', async () => {
    const { office, commands } = await branchAndOffice();
    const path = await salesFile('Item,Quantity\nLaksa,2\nKopi,three\n');
    expect(await commands.text(...UPLOAD, path, ...MEI)).toMatch(
      /^day_end\.csv: \d lines, quantity 2, no amounts \(read as .+\)\n( {2}.+\n)* {2}row 3: .+\n/,
    );
    const [closing] = await listClosings(office.context.db, { needsReview: true });
    expect((await showClosing(office.context.db, closing!.number)).warnings).toContainEqual(
      expect.objectContaining({ row: 3 }),
    );
  });

  it('is on hold when the manager was revoked, and ends with 3', async () => {
    const { office, commands } = await branchAndOffice();
    await revoke(office.context, MANAGER, 'tests');
    const { exit, document } = await commands.ended(...UPLOAD, await salesFile(), ...MEI);
    expect(exit).toBe(3);
    expect(document).toMatchObject({ state: 'held', receipt: null, error: { code: 'manager-revoked' } });
    expect(await listClosings(office.context.db, {})).toMatchObject([{ state: 'held' }]);
  });
});

describe('when a file is misunderstood', () => {
  const STRANGE = 'Qq;Zz;Ww\nLaksa;2;13,000\n';
  const NAMED = [
    '--decimal',
    ',',
    '--delimiter',
    ';',
    '--column',
    'item=Qq',
    '--column',
    'quantity=Zz',
    '--column',
    'net=Ww',
  ];

  it('it is read as a person says, at head office too', async () => {
    const { office, commands } = await branchAndOffice();
    const path = await salesFile(STRANGE);
    expect(await commands.json(...UPLOAD, path, ...MEI)).toMatchObject({ lines: [], totals: { lines: 0 } });
    const { lines, receipt } = await commands.json(...UPLOAD, path, ...MEI, ...NAMED);
    expect(lines).toMatchObject([{ item: 'Laksa', quantity: 2, net: 1300 }]);
    expect((await showClosing(office.context.db, receipt.number)).lines).toEqual(lines);
  });

  it.each([
    ['an order of dates that is none', ['--dates', 'dym']],
    ['a mark that no till writes', ['--delimiter', '~']],
    ['a column that is nothing of a sale', ['--column', 'weather=Qq']],
  ])('nothing is queued with %s', async (_, wrong) => {
    const { commands } = await branchAndOffice();
    const upload = [...UPLOAD, await salesFile(STRANGE), ...MEI, ...wrong];
    expect(await commands.failure(...upload)).toMatchObject({ exit: 2, code: 'usage' });
    expect(await commands.json('outbox', 'list')).toEqual({ outbox: [], damaged: [] });
  });
});

describe('when the office is away', () => {
  it('the closing is queued, a person reads that it is safe, and it ends with 5', async () => {
    const { office, commands } = await branchAndOffice();
    await office.stop();
    const { code, stdout } = await commands.run(...UPLOAD, await salesFile(), ...MEI);
    expect(code).toBe(5);
    expect(stdout).toMatch(
      /\nYour sales for \d{4}-\d\d-\d\d are signed and safe on this PC\.\nCan't reach head office\. .+ \(code office-unreachable\)\n$/,
    );
    expect(await commands.json('outbox', 'list')).toMatchObject({ outbox: [{ state: 'queued' }] });
  });
});

describe('when the office was never reached from this PC', () => {
  it('the day cannot be closed yet: nobody has said when it begins', async () => {
    const office = await TestOffice.open(realTime());
    const home = await closedBranch(office);
    await rm(join(home, 'office.json'));
    const commands = Commands.branch(home);
    const upload = [...UPLOAD, await salesFile(), ...MEI];
    expect(await commands.failure(...upload)).toMatchObject({ exit: 1, code: 'office-never-reached' });
    expect(await commands.json('outbox', 'list')).toEqual({ outbox: [], damaged: [] });
    await office.serve();
    expect(await commands.json(...upload)).toMatchObject({ state: 'delivered' });
  });
});

describe('when something is wrong before the day is signed', () => {
  it.each([
    { what: 'a date that is none', wrong: ['--date', '2026-02-30'], exit: 2, code: 'usage' },
    { what: 'a date in the future', wrong: ['--date', '2099-01-01'], exit: 4, code: 'business-date-implausible' },
    { what: 'a part that is none', wrong: ['--part', 'The Bar'], exit: 2, code: 'usage' },
    { what: 'a manager that is none', wrong: ['--manager', 'Mei Tan'], exit: 2, code: 'usage' },
    { what: 'a manager who is not set up here', wrong: ['--manager', 'tan'], exit: 1, code: 'manager-unknown' },
  ])('nothing is queued: $what', async ({ wrong, exit, code }) => {
    const { commands } = await branchAndOffice();
    expect(await commands.failure(...UPLOAD, await salesFile(), ...MEI, ...wrong)).toMatchObject({ exit, code });
    expect(await commands.json('outbox', 'list')).toEqual({ outbox: [], damaged: [] });
  });

  it('nothing is queued: a file that is not there', async () => {
    const { commands } = await branchAndOffice();
    const path = join(await testFolder(), 'day_end.csv');
    expect(await commands.failure(...UPLOAD, path, ...MEI)).toMatchObject({ exit: 1, code: 'file-not-found' });
    expect(await commands.failure(...UPLOAD, await testFolder(), ...MEI)).toMatchObject({ code: 'file-not-regular' });
    expect(await commands.json('outbox', 'list')).toEqual({ outbox: [], damaged: [] });
  });

  it.each([
    { what: 'another passphrase', passphrase: 'kopi and laksa', exit: 1, code: 'passphrase-wrong' },
    { what: 'no passphrase', passphrase: undefined, exit: 2, code: 'passphrase-required' },
  ])('nothing is queued: $what', async ({ passphrase, exit, code }) => {
    const office = await TestOffice.open(realTime());
    const commands = Commands.branch(await closedBranch(office), { SPAMS_PASSPHRASE: passphrase });
    expect(await commands.failure(...UPLOAD, await salesFile(), ...MEI)).toMatchObject({ exit, code });
    expect(await commands.json('outbox', 'list')).toEqual({ outbox: [], damaged: [] });
  });
});
