import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { enrolManager, unlockManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { revoke } from '../../../src/server/authority/branches.ts';
import { openBranch, templateBranch } from '../../support/branch.ts';
import { managersOf } from '../../support/kept.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { copyOf } from './copies.ts';
import { atEachWrite, expectNoLeftovers } from './full-disk.ts';

vi.mock('node:crypto', async (original) => {
  const { quickScrypt } = await import('../../support/quick-scrypt.ts');
  return quickScrypt(await original());
});
vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { preparedKeys } = await import('../../support/prepared-keys.ts');
  return preparedKeys(await original());
});

const KOPI = { ...LAKSA, code: '201', name: 'Kopi 咖啡', price: 160 };

/** A branch that the office has told of itself. */
async function connected() {
  const office = await TestOffice.start();
  const branch = await templateBranch(office);
  await branch.connect();
  return { office, branch };
}

describe('when the disk is full while the office tells of itself', () => {
  it('what it told before still holds, and with space again so does what is new', async () => {
    const { office, branch } = await connected();
    await office.addBranch('SG-09');
    await revoke(office.context, { branch: 'SG-09' }, 'tests');
    await atEachWrite(
      () => copyOf(branch, office),
      (there) => there.connect(),
      async ({ there, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.home.folder, name);
        const later = await openBranch(there.home, office);
        expect([later.office?.name, later.trust.crlNumber > 0], name).toEqual(['So Power', true]);
        expect((await later.connect()).crl, name).toBe(later.trust.crlNumber);
        expect(later.trust.crlNumber, name).toBeGreaterThan(branch.trust.crlNumber);
      },
    );
  });
});

describe('when the disk is full while a menu is fetched', () => {
  it('the one before or the new one is shown, whole, and with space again the new one', async () => {
    const { office, branch } = await connected();
    await office.publish([LAKSA]);
    const { menu: before } = await fetchMenu(branch);
    await office.publish([KOPI]);
    const fetch = async (there: Branch): Promise<void> => {
      const { offline } = await fetchMenu(there);
      if (offline) throw offline;
    };
    await atEachWrite(
      () => copyOf(branch, office),
      fetch,
      async ({ there, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.home.folder, name);
        const { menu } = await showMenu(there);
        expect([before.items, [KOPI]], name).toContainEqual(menu.items);
        await fetch(there);
        expect(await showMenu(there), name).toMatchObject({ menu: { items: [KOPI] }, stale: null });
      },
    );
  });
});

describe('when the disk is full while a manager enrols', () => {
  it('the other managers are as they were, and with space again the same invite and passphrase go on', async () => {
    const { office, branch } = await connected();
    const mei = await readFile(join(branch.home.managers, 'mei.json'));
    let managers = 0;
    const scene = async () => {
      const id = `tan-${++managers}`;
      return { there: await copyOf(branch, office), id, invite: await office.addManager('SG-01', id) };
    };
    await atEachWrite(
      scene,
      ({ there, invite }) => enrolManager(there, invite, PASSPHRASE),
      async ({ there: { there, id, invite }, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.home.folder, name);
        expect(await readFile(join(there.home.managers, 'mei.json')), name).toEqual(mei);
        await enrolManager(there, invite, PASSPHRASE);
        expect(
          (await managersOf(there)).map((manager) => manager.id),
          name,
        ).toEqual(['mei', id]);
        expect((await unlockManager(there, id, PASSPHRASE)).certificate.identity, name).toMatchObject({ id });
      },
    );
    const certificates = await office.context.db.selectFrom('certificates').select('holder').execute();
    expect(certificates.filter(({ holder }) => holder?.startsWith('tan-'))).toHaveLength(managers);
  });
});
