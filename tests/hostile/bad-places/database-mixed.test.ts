import { copyFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listClosings } from '../../../src/server/closings/list.ts';
import { officePaths } from '../../../src/server/config.ts';
import { openOffice } from '../../../src/server/office.ts';
import { asSpamsError } from '../../../src/shared/errors.ts';
import { Desk, readReceipt } from '../../support/closings.ts';
import { testFolder } from '../../support/folders.ts';
import { makeOffice } from '../../support/new-office.ts';
import { TestOffice } from '../../support/office.ts';

vi.mock('node:crypto', async (original) => {
  const { quickScrypt } = await import('../../support/quick-scrypt.ts');
  return quickScrypt(await original());
});
vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { preparedKeys } = await import('../../support/prepared-keys.ts');
  return preparedKeys(await original());
});

/** Opens a data folder until the test ends. */
async function opened(folder: string) {
  const office = await openOffice(folder);
  onTestFinished(() => office.close());
  return office;
}

/** A copy of a data folder as it lies there now, as a backup program or a thief would take it. */
async function copyOf(folder: string): Promise<string> {
  const copy = join(await testFolder(), 'office');
  await cp(folder, copy, { recursive: true });
  return copy;
}

describe("when the newest part of the office's database is gone", () => {
  it('with its WAL deleted, it is an older state, whole; a receipt shows that records are missing', async () => {
    const office = await TestOffice.open();
    const { closing } = await (await Desk.open(office.context)).close();
    const { audit: place } = await readReceipt(closing.receipt);
    const [whole, without] = [await copyOf(office.folder), await copyOf(office.folder)];
    await rm(`${officePaths(without).database}-wal`);
    const before = await opened(whole);
    expect((await listClosings(before.db, {})).map(({ number }) => number)).toEqual([closing.number]);
    await before.audit.verifyPlace(before.db, place);
    const after = await opened(without);
    expect((await after.audit.verify(after.db)).sequence).toBeLessThan(place.sequence);
    await expect(after.audit.verifyPlace(after.db, place)).toFailWith('audit-broken');
  });
});

describe("when another office's files lie beside the database", () => {
  /** What opening an office and checking its audit record comes to. */
  async function verified(folder: string): Promise<string> {
    try {
      const office = await opened(folder);
      await office.audit.verify(office.db);
      return 'whole';
    } catch (error) {
      return asSpamsError(error).code;
    }
  }

  it('its WAL is not taken for our own unnoticed', async () => {
    const { folder } = await makeOffice();
    const other = await TestOffice.open();
    await (await Desk.open(other.context)).close();
    await copyFile(`${officePaths(other.folder).database}-wal`, `${officePaths(folder).database}-wal`);
    expect(['audit-broken', 'state-damaged']).toContain(await verified(folder));
  });

  it('its whole database is not', async () => {
    const { folder } = await makeOffice();
    const other = await TestOffice.open();
    await other.stop();
    await copyFile(officePaths(other.folder).database, officePaths(folder).database);
    expect(await verified(folder)).toBe('audit-broken');
  });
});
