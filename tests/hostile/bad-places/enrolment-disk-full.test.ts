import { describe, expect, it, vi } from 'vitest';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import type { Home } from '../../../src/main/branch/home.ts';
import { queueClosing } from '../../../src/main/branch/outbox.ts';
import { reinvite } from '../../../src/server/authority/branches.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { Desk } from '../../support/closings.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { DEVICE } from '../../support/pki.ts';
import { homeLike } from './copies.ts';
import { atEachWrite, expectNoLeftovers } from './full-disk.ts';

vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { preparedKeys } = await import('../../support/prepared-keys.ts');
  return preparedKeys(await original());
});

interface Invited {
  home: Home;
  invite: string;
}

const enrol = (office: TestOffice, { home, invite }: Invited) =>
  enrolDevice(home, fileProtection, invite, office.clock.now);

describe('when the disk is full while a PC enrols', () => {
  it('with space again the same invite goes on, and brings one certificate', async () => {
    const office = await TestOffice.start();
    let branches = 10;
    const scene = async (): Promise<Invited> => {
      return { home: await testHome(), invite: await office.addBranch(`SG-${++branches}`) };
    };
    await atEachWrite(
      scene,
      (there) => enrol(office, there),
      async ({ there, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.home.folder, name);
        await enrol(office, there);
        const branch = await openBranch(there.home, office);
        expect((await branch.connect()).branch.code, name).toBe(branch.config.branch);
      },
    );
    const enrolled = await office.context.db.selectFrom('certificates').select(['branch', 'revoked_at']).execute();
    const theirs = enrolled.filter(({ branch }) => branch && branch !== 'SG-01');
    expect(theirs.map(({ revoked_at }) => revoked_at)).toEqual(Array(branches - 10).fill(null));
  });
});

describe('when the disk is full while a PC enrols anew', () => {
  it('its outbox is as it was throughout, and with space again what waited is delivered', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await branch.connect();
    const desk = await Desk.open(office.context);
    const { documentId } = await queueClosing(branch, (await desk.closing()).signedData);
    const scene = async (): Promise<Invited> => {
      return { home: await homeLike(branch.home), invite: await reinvite(office.context, DEVICE, 'tests') };
    };
    await atEachWrite(
      scene,
      (there) => enrol(office, there),
      async ({ there, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.home.folder, name);
        const meanwhile = await openBranch(there.home, office);
        expect(await outboxOf(meanwhile), name).toMatchObject([{ documentId, state: 'queued' }]);
        await enrol(office, there);
        const mended = await openBranch(there.home, office);
        expect(
          (await sendAll(mended)).map(({ receipt }) => receipt?.documentId),
          name,
        ).toEqual([documentId]);
        expect(
          (await receiptsOf(mended)).map((receipt) => receipt.documentId),
          name,
        ).toEqual([documentId]);
      },
    );
  });
});
