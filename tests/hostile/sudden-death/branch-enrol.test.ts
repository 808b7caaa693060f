import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import { enrolManager, unlockManager } from '../../../src/main/branch/managers.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { closedBranch, openBranch, testHome } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { testFolder } from '../../support/folders.ts';
import { asked, type Killable, killedAt, numbered, removed, stepsOf, written } from '../../support/kills.ts';
import { TestOffice } from '../../support/office.ts';
import { PASSPHRASE } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** The certificates of a holder that count. */
async function certificates({ context }: TestOffice, branch: string, holder: string): Promise<number> {
  const rows = await context.db
    .selectFrom('certificates')
    .select('serial')
    .where('branch', '=', branch)
    .where('holder', '=', holder)
    .where('revoked_at', 'is', null)
    .execute();
  return rows.length;
}

describe('spams-branch enroll', () => {
  /** In this order a PC can die anywhere: the key before the code leaves, the settings after all that they rest on. */
  const STEPS = [
    ...written('identity/pending.json'),
    ...asked(PATHS.simpleenroll),
    ...written('identity/device.json'),
    ...written('identity/root.der'),
    ...written('config.json'),
    removed('identity/pending.json'),
    ...asked(PATHS.office),
    ...asked(PATHS.crl),
    ...written('identity/office.crl'),
    ...written('office.json'),
  ];

  async function scene(): Promise<{ office: TestOffice; invite: string; killable: Killable }> {
    const office = await TestOffice.start(realTime());
    const invite = await office.addBranch('SG-02');
    const folder = join(await testFolder(), 'branch');
    return { office, invite, killable: { side: 'branch', folder, args: ['enroll', invite] } };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))(
    'killed after "%s", goes on with the same invite: one certificate, one key',
    async (_, step) => {
      const { office, invite, killable } = await scene();
      await killedAt(killable, step);
      const home = await testHome(killable.folder);
      await enrolDevice(home, fileProtection, invite, office.clock.now);
      const branch = await openBranch(home, office);
      expect((await branch.connect()).branch.code).toBe('SG-02');
      expect(await certificates(office, 'SG-02', 'main')).toBe(1);
      await office.context.audit.verify(office.context.db);
    },
  );
});

describe('spams-branch manager enroll', () => {
  /** The key is under the passphrase before the code leaves. */
  const STEPS = [
    ...asked(PATHS.office),
    ...written('office.json'),
    ...written('managers/.tan.pending'),
    ...asked(PATHS.simpleenroll),
    ...written('managers/tan.json'),
    removed('managers/.tan.pending'),
  ];

  async function scene(): Promise<{ office: TestOffice; invite: string; killable: Killable }> {
    const office = await TestOffice.start(realTime());
    const folder = await closedBranch(office);
    const invite = await office.addManager('SG-01', 'tan');
    const env = { SPAMS_PASSPHRASE: PASSPHRASE };
    return { office, invite, killable: { side: 'branch', folder, args: ['manager', 'enroll', invite], env } };
  }

  const signerOf = async (branch: Branch) => (await unlockManager(branch, 'tan', PASSPHRASE)).certificate;

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))(
    'killed after "%s", goes on with the same invite: one certificate, one key',
    async (_, step) => {
      const { office, invite, killable } = await scene();
      await killedAt(killable, step);
      const branch = await openBranch(await testHome(killable.folder), office);
      await enrolManager(branch, invite, PASSPHRASE);
      expect((await signerOf(branch)).identity).toEqual({ role: 'manager', branch: 'SG-01', id: 'tan' });
      expect(await certificates(office, 'SG-01', 'tan')).toBe(1);
      await office.context.audit.verify(office.context.db);
    },
  );
});
