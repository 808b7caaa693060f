import { describe, expect, it, vi } from 'vitest';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { addHolder, revoke } from '../../../src/server/authority/branches.ts';
import { newestCrl } from '../../../src/server/authority/crl.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { listPublications } from '../../../src/server/menus/publications.ts';
import { asSpamsError, type SpamsError } from '../../../src/shared/errors.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { fillDatabase, freeDatabase } from '../../support/full-database.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});
vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { preparedKeys } = await import('../../support/prepared-keys.ts');
  return preparedKeys(await original());
});

/** The most times that anything fits into what is left of the database's pages. */
const ENOUGH = 50;

/** Does it again and again until it fails: gives how often it worked, and what it failed with. */
async function untilItFails(work: (n: number) => Promise<unknown>): Promise<{ done: number; failure: SpamsError }> {
  for (let done = 0; done < ENOUGH; done += 1) {
    try {
      await work(done);
    } catch (error) {
      return { done, failure: asSpamsError(error) };
    }
  }
  throw new Error('the disk never was full');
}

/** Throws unless the audit chain is whole; gives how many of its records tell of this. */
async function recordsOf({ context: { audit, db } }: TestOffice, action: string): Promise<number> {
  await audit.verify(db);
  return (await db.selectFrom('audit').select('sequence').where('action', '=', action).execute()).length;
}

describe("when the office's disk is full", () => {
  it('a closing is told office-failed and stays queued, and with space again is delivered once', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const path = await salesFile();
    await fillDatabase(office);
    const { done, failure } = await untilItFails(async (n) => {
      const { error } = await upload(branch, { path, part: `till-${n}` });
      if (error) throw error;
    });
    expect([failure.code, failure.remote, failure.exitCode]).toEqual(['office-failed', true, 5]);
    expect(await outboxOf(branch)).toMatchObject([
      { part: `till-${done}`, state: 'queued', lastError: 'office-failed' },
    ]);
    expect(await listClosings(office.context.db, {})).toHaveLength(done);
    expect(await recordsOf(office, 'closing.accepted')).toBe(done);
    await freeDatabase(office);
    expect((await sendAll(branch)).map(({ receipt }) => receipt?.part)).toEqual([`till-${done}`]);
    expect((await receiptsOf(branch)).map(({ number }) => number).sort()).toEqual(
      (await listClosings(office.context.db, {})).map(({ number }) => number).sort(),
    );
    expect(await recordsOf(office, 'closing.accepted')).toBe(done + 1);
  });

  it('an enrolment is told office-failed and the invite stays good, and with space again it goes on', async () => {
    const office = await TestOffice.start();
    const pcs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const invites: string[] = [];
    for (const id of pcs)
      invites.push(await addHolder(office.context, { role: 'device', branch: 'SG-01', id }, id, 'tests'));
    const homes = await Promise.all(pcs.map(() => testHome()));
    const enrol = (n: number) => enrolDevice(homes[n]!, fileProtection, invites[n]!, office.clock.now);
    const before = await recordsOf(office, 'certificate.enrolled');
    await fillDatabase(office);
    const { done, failure } = await untilItFails(enrol);
    expect([failure.code, failure.remote]).toEqual(['office-failed', true]);
    expect(await recordsOf(office, 'certificate.enrolled')).toBe(before + done);
    await freeDatabase(office);
    await enrol(done);
    expect((await (await openBranch(homes[done]!, office)).connect()).branch.code).toBe('SG-01');
    expect(await recordsOf(office, 'certificate.enrolled')).toBe(before + done + 1);
  });

  it('a menu that takes effect is told office-failed, the last one still shows, and with space again it is fetched', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    await fetchMenu(branch);
    const items = Array.from({ length: 200 }, (_, n) => ({ ...LAKSA, code: String(1000 + n), name: `Laksa ${n}` }));
    await office.publish(items);
    await fillDatabase(office);
    await expect(fetchMenu(branch)).toFailWith('office-failed');
    expect((await showMenu(branch)).menu.items).toEqual([LAKSA]);
    expect(await recordsOf(office, 'menu.effective')).toBe(1);
    await freeDatabase(office);
    expect((await fetchMenu(branch)).menu.items).toEqual(items);
    expect(await recordsOf(office, 'menu.effective')).toBe(2);
  });

  it('a menu is published whole or not at all, as the audit says', async () => {
    const office = await TestOffice.open();
    await fillDatabase(office);
    const { done, failure } = await untilItFails(() => office.publish());
    expect(failure.code).toBe('disk-full');
    expect(await listPublications(office.context)).toHaveLength(done);
    expect(await recordsOf(office, 'menu.published')).toBe(done);
    await freeDatabase(office);
    await office.publish();
    expect(await recordsOf(office, 'menu.published')).toBe(done + 1);
  });

  it('a PC is withdrawn, with the CRL that says so, or it is not', async () => {
    const office = await TestOffice.open();
    const ids = Array.from({ length: 12 }, (_, n) => `pc-${n}`);
    const withdraw = (n: number) => revoke(office.context, { role: 'device', branch: 'SG-01', id: ids[n]! }, 'tests');
    for (const id of ids) await addHolder(office.context, { role: 'device', branch: 'SG-01', id }, id, 'tests');
    const crl = (await newestCrl(office.context.db, 'issuing')).number;
    await fillDatabase(office);
    const { done, failure } = await untilItFails(withdraw);
    expect(failure.code).toBe('disk-full');
    const withdrawn = () =>
      office.context.db.selectFrom('holders').select('id').where('revoked_at', 'is not', null).execute();
    expect((await withdrawn()).map(({ id }) => id).sort()).toEqual(ids.slice(0, done).sort());
    expect((await newestCrl(office.context.db, 'issuing')).number).toBe(crl + done);
    expect(await recordsOf(office, 'device.revoked')).toBe(done);
    await freeDatabase(office);
    await withdraw(done);
    expect(await withdrawn()).toHaveLength(done + 1);
    expect((await newestCrl(office.context.db, 'issuing')).number).toBe(crl + done + 1);
  });
});
