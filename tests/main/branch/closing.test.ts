import { randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { setBranch } from '../../../src/server/authority/branches.ts';
import { findClosing, listClosings, showClosing } from '../../../src/server/closings/list.ts';
import { addDays } from '../../../src/shared/business-date.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { branchWithManager, templateBranch } from '../../support/branch.ts';
import { TestClock } from '../../support/clock.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, receiptsOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';
import { totals } from '../../support/totals.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** The document that an office holds under a receipt's number. */
async function heldUnder({ context }: TestOffice, number = '') {
  const { sealed } = await findClosing(context.db, number);
  return readDocument(await open(sealed, await context.keys.encryption()));
}

describe('when the manager uploads the day', () => {
  it('arrives at the office line by line, and its verified receipt is kept', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const { receipt, error } = await upload(branch);
    expect(error).toBeUndefined();
    expect(receipt?.totals).toEqual(totals({ lines: 2, quantity: 5, net: 1780 }));
    const closing = await showClosing(office.context.db, receipt?.number ?? '');
    expect(closing.lines.map(({ item, net }) => [item, net])).toEqual([
      ['Laksa', 1300],
      ['Kopi', 480],
    ]);
    expect(await outboxOf(branch)).toEqual([]);
    expect((await receiptsOf(branch)).map(({ number }) => number)).toEqual([receipt?.number]);
  });

  it.each([
    ['of bytes that are no text', Buffer.concat([Buffer.from('100 apple\n\r\n\0\x1a\xff'), randomBytes(5_000)])],
    ['in UTF-16', Buffer.from('\ufeffItem,Quantity\r\nLaksa,2\r\n', 'utf16le')],
    ['that is empty', Buffer.alloc(0)],
  ])('the office holds a file %s byte for byte, under its name', async (_, content) => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const path = await salesFile(content, '日 结 (final) "ü".csv');
    const { receipt } = await upload(branch, { path });
    const { header, body } = await heldUnder(office, receipt?.number);
    expect(body.equals(content)).toBe(true);
    expect(header).toMatchObject({ fileName: '日 结 (final) "ü".csv', branch: 'SG-01', part: 'main', revision: 1 });
  });

  it('takes a file that nobody can read as sales all the same, for review', async () => {
    const office = await TestOffice.start();
    const { receipt } = await upload(await templateBranch(office), { path: await salesFile('no sales here') });
    expect(receipt?.needsReview).toBe(true);
  });
});

describe('when the business date is worked out', () => {
  /** The next full day's `time`, UTC, on the clock of an office. */
  function nextDayAt({ clock }: TestOffice, time: string): { day: string; at: Date } {
    const day = addDays(clock.now().toISOString().slice(0, 10), 1);
    return { day, at: new Date(`${day}T${time}Z`) };
  }

  it.each([
    ['a minute before four in Singapore', 'Asia/Singapore', 4, '19:59:00', 0],
    ['at four in Singapore', 'Asia/Singapore', 4, '20:00:00', 1],
    ['at midnight in Singapore, the day ending there', 'Asia/Singapore', 0, '16:00:00', 1],
    ['at the same moment in Honolulu', 'Pacific/Honolulu', 4, '13:59:00', -1],
  ])('%s', async (_, timeZone, cutoff, time, days) => {
    const office = await TestOffice.start();
    await setBranch(office.context, 'SG-01', { timeZone, cutoff }, 'tests');
    const { day, at } = nextDayAt(office, time);
    office.clock.set(at);
    const { receipt } = await upload(await templateBranch(office));
    expect(receipt?.businessDate).toBe(addDays(day, days));
  });

  it('a named date counts instead, today at the latest', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const { day, at } = nextDayAt(office, '15:59:00');
    office.clock.set(at);
    expect((await upload(branch, { date: addDays(day, -3) })).receipt?.businessDate).toBe(addDays(day, -3));
    expect((await upload(branch, { date: day })).receipt?.businessDate).toBe(day);
    await expect(upload(branch, { date: addDays(day, 1) })).toFailWith('business-date-implausible');
    expect(await outboxOf(branch)).toEqual([]);
  });

  it.each([
    ['behind', -3],
    ['ahead', 3],
  ])("goes by the office's clock, and so does the signing time, on a PC three hours %s", async (_, hours) => {
    const office = await TestOffice.start();
    const { home } = await templateBranch(office);
    const { day, at } = nextDayAt(office, '20:30:00');
    office.clock.set(at);
    const pc = new TestClock(office.clock.now());
    pc.advance({ hours });
    const branch = await Branch.open({ home, log: new TestLog(), now: pc.now });
    onTestFinished(() => branch.close());
    const { receipt } = await upload(branch);
    const { signingTime } = await heldUnder(office, receipt?.number);
    expect(signingTime).toEqual(at);
    expect(receipt?.businessDate).toBe(addDays(day, 1));
    expect(branch.clock.state()).toMatchObject({ source: 'office', offset: -hours * 3_600_000, isOff: true });
  });
});

describe('when a day is closed more than once', () => {
  it('counts revisions up for each day and part, whether delivered or still queued', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const revision = async (part: string, date?: string) => (await upload(branch, { part, date })).entry.revision;
    const { entry } = await upload(branch);
    const yesterday = addDays(entry.businessDate, -1);
    expect(await revision('main')).toBe(2);
    expect(await revision('bar')).toBe(1);
    expect(await revision('main', yesterday)).toBe(1);
    fake.on(PATHS.closings, async () => undefined);
    expect(await revision('main')).toBe(3);
    expect(await revision('main')).toBe(4);
    expect(await revision('bar')).toBe(2);
    const current = (await listClosings(office.context.db, {})).filter((closing) => closing.current);
    expect(current.map(({ businessDate, part, revision }) => [businessDate, part, revision])).toEqual([
      [yesterday, 'main', 1],
      [entry.businessDate, 'bar', 1],
      [entry.businessDate, 'main', 2],
    ]);
  });
});

describe('when somebody may not close', () => {
  it.each([
    ['staff without the passphrase', { passphrase: 'kopi and laksa' }, 'passphrase-wrong'],
    ['staff with none at all', { passphrase: '' }, 'passphrase-wrong'],
    ['a manager who is not set up here', { manager: 'tan' }, 'manager-unknown'],
  ] as const)('%s: nothing is queued, nothing sent', async (_, who, code) => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await expect(upload(branch, who)).toFailWith(code);
    expect(await outboxOf(branch)).toEqual([]);
    expect(fake.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it.each(['tan', 'mei'])(
    "another branch's manager, whose file was copied here as %s's, is refused by the office",
    async (name) => {
      const office = await TestOffice.start();
      const branch = await templateBranch(office);
      const other = await branchWithManager(office, 'SG-02');
      await copyFile(join(other.home.managers, 'mei.json'), join(branch.home.managers, `${name}.json`));
      const { receipt, error } = await upload(branch, { manager: name });
      expect({ receipt, code: error?.code, exit: error?.exitCode }).toEqual({
        receipt: undefined,
        code: 'branch-mismatch',
        exit: 3,
      });
      expect(await outboxOf(branch)).toMatchObject([{ state: 'refused', lastError: 'branch-mismatch' }]);
      expect(await listClosings(office.context.db, {})).toEqual([]);
    },
  );
});
