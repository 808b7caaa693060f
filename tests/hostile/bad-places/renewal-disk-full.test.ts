import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { isDueForRenewal } from '../../../src/shared/pki/profiles.ts';
import { type AgedOffice, agedOffices, ageManager } from '../../support/aged-office.ts';
import { startOfRun } from '../../support/clock.ts';
import { managersOf } from '../../support/kept.ts';
import { daysFrom } from '../../support/pki.ts';
import { PASSPHRASE, TestLog } from '../../support/shared.ts';
import { atEachWrite, expectNoLeftovers } from './full-disk.ts';

vi.mock('node:crypto', async (original) => {
  const { quickScrypt } = await import('../../support/quick-scrypt.ts');
  return quickScrypt(await original());
});
vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { preparedKeys } = await import('../../support/prepared-keys.ts');
  return preparedKeys(await original());
});

/** Two thirds of a year and of two years, in days. */
const DEVICE_DUE = 244;
const MANAGER_DUE = 487;

const agedOffice = agedOffices(DEVICE_DUE);

/** The program started anew. */
async function reopened({ branch: { home }, clock }: AgedOffice): Promise<Branch> {
  const branch = await Branch.open({ home, log: new TestLog(), now: clock.now });
  onTestFinished(() => branch.close());
  return branch;
}

describe('when the disk is full while a certificate is renewed', () => {
  it("the device's old one or the new one is there with its key, and the next contact has the new one", async () => {
    const scene = async (): Promise<AgedOffice> => {
      const there = await agedOffice();
      there.clock.set(startOfRun());
      return there;
    };
    await atEachWrite(
      scene,
      ({ branch }) => branch.connect(),
      async ({ there, name, failure }) => {
        expect([undefined, 'disk-full'], name).toContain(failure?.code);
        await expectNoLeftovers(there.branch.home.folder, name);
        await there.branch.connect();
        const later = await reopened(there);
        await later.connect();
        expect(isDueForRenewal(later.device.current.certificate, there.clock.now()), name).toBe(false);
        expect(later.device.earlier.length, name).toBeGreaterThan(0);
      },
    );
  });

  it("the manager's key opens all the same, and is renewed the next time", async () => {
    const scene = async (): Promise<AgedOffice> => {
      const there = await agedOffice();
      there.clock.set(daysFrom(startOfRun(), -10));
      await ageManager(there, MANAGER_DUE + 10);
      return there;
    };
    const dueAfterUnlocking = async (branch: Branch): Promise<boolean> =>
      isDueForRenewal((await unlockManager(branch, 'mei', PASSPHRASE)).certificate, branch.clock.now());
    await atEachWrite(
      scene,
      ({ branch }) => unlockManager(branch, 'mei', PASSPHRASE),
      async ({ there, name, failure }) => {
        expect(failure, name).toBeUndefined();
        await expectNoLeftovers(there.branch.home.folder, name);
        const later = await reopened(there);
        expect(
          (await managersOf(later)).map(({ id }) => id),
          name,
        ).toEqual(['mei']);
        expect(await dueAfterUnlocking(later), name).toBe(false);
      },
    );
  });
});
