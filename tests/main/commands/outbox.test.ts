import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { revoke } from '../../../src/server/authority/branches.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { closedBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { TestOffice } from '../../support/office.ts';
import { MANAGER } from '../../support/pki.ts';
import { salesFile } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** A PC with one closing queued, since the office, which it belongs to, is away. */
async function queuedClosing() {
  const office = await TestOffice.open(realTime());
  const home = await closedBranch(office);
  const commands = Commands.branch(home);
  const upload = ['closing', 'upload', await salesFile(), '--manager', 'mei'];
  const { exit, document } = await commands.ended(...upload);
  expect({ exit, ...document }).toMatchObject({
    exit: 5,
    state: 'queued',
    receipt: null,
    error: { code: 'office-unreachable' },
  });
  return {
    office,
    home,
    commands,
    upload,
    documentId: document.documentId as string,
    date: document.businessDate as string,
  };
}

describe('when something is queued', () => {
  it('the list says what, and why', async () => {
    const { commands, documentId, date } = await queuedClosing();
    expect((await commands.json('outbox', 'list')).outbox).toMatchObject([
      { documentId, state: 'queued', revision: 1 },
    ]);
    const [heading, line] = (await commands.text('outbox', 'list')).split('\n');
    expect(heading).toMatch(/^Date +Part +Rev\. +State +Why +Queued +File$/);
    expect(line).toMatch(new RegExp(`^${date} +main +1 +queued +.*\\d{4}-\\S+Z +day_end\\.csv$`));
  });

  it('stays queued as long as the office is away, which ends with 5', async () => {
    const { commands, date } = await queuedClosing();
    const { code, stdout } = await commands.run('outbox', 'send');
    expect(code).toBe(5);
    expect(stdout).toMatch(new RegExp(`\n${date} +main +1 +queued: Can't reach head office\\.\n$`));
  });

  it('is delivered when the office is back, and has its receipt', async () => {
    const { office, commands, documentId, date } = await queuedClosing();
    await office.serve();
    const { sent } = await commands.json('outbox', 'send');
    expect(sent).toMatchObject([{ documentId, state: 'delivered', receipt: { documentId }, error: null }]);
    const [closing] = await listClosings(office.context.db, {});
    expect(closing).toMatchObject({ documentId, number: sent[0].receipt.number });
    expect(await commands.text('outbox', 'send')).toBe('Nothing is queued.\n');
    expect((await commands.json('receipts', 'list')).receipts).toMatchObject([{ number: closing?.number }]);
    expect(await commands.text('receipts', 'list')).toMatch(
      new RegExp(`^Date .+\n${date} +main +1 +${closing?.number} +17\\.80 +SGD +mei +\\S+Z\n$`),
    );
  });

  it('a person reads the receipt number of what was delivered', async () => {
    const { office, commands, date } = await queuedClosing();
    await office.serve();
    const text = await commands.text('outbox', 'send');
    const [closing] = await listClosings(office.context.db, {});
    expect(text).toMatch(new RegExp(`\n${date} +main +1 +delivered, receipt ${closing?.number}\n$`));
  });

  it('is on hold when its manager was revoked meanwhile, which ends with 3', async () => {
    const { office, commands, documentId } = await queuedClosing();
    await revoke(office.context, MANAGER, 'tests');
    await office.serve();
    const { exit, document } = await commands.ended('outbox', 'send');
    expect(exit).toBe(3);
    expect(document.sent).toMatchObject([
      { documentId, state: 'held', receipt: null, error: { code: 'manager-revoked' } },
    ]);
    expect((await commands.json('outbox', 'list')).outbox).toMatchObject([
      { state: 'held', lastError: 'manager-revoked' },
    ]);
  });
});

describe('when something queued was damaged', () => {
  it('says so, and sends the rest all the same', async () => {
    const { office, home, commands, upload, documentId } = await queuedClosing();
    const { document } = await commands.ended(...upload, '--part', 'till-2');
    const folder = join(home, 'outbox', documentId);
    for (const name of ['entry.json', 'signed.p7m']) await rm(join(folder, name));
    await office.serve();
    const damaged = [{ code: 'state-damaged', happened: `The file ${join(folder, 'entry.json')} is damaged.` }];
    expect(await commands.ended('outbox', 'send')).toMatchObject({
      exit: 1,
      document: { sent: [{ documentId: document.documentId, state: 'delivered' }], damaged },
    });
    expect(await listClosings(office.context.db, {})).toMatchObject([{ documentId: document.documentId }]);
    expect(await commands.ended('outbox', 'list')).toMatchObject({ exit: 1, document: { outbox: [], damaged } });
  });
});

describe('when sales without amounts were delivered', () => {
  it('the list of receipts shows none', async () => {
    const office = await TestOffice.start(realTime());
    const commands = Commands.branch(await closedBranch(office));
    await commands.json('closing', 'upload', await salesFile('Item,Quantity\nLaksa,2\n'), '--manager', 'mei');
    expect(await commands.text('receipts', 'list')).toMatch(/\n\S+ +main +1 +[0-9A-Z]{8} +- +SGD +mei +\S+\n$/);
  });
});
