import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { issueCrl } from '../../../src/server/authority/crl.ts';
import { transact } from '../../../src/server/context.ts';
import { seal } from '../../../src/shared/cms/enveloped-data.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import {
  type Forgery,
  flipped,
  menuDocument,
  officeDocument,
  officeKey,
  sealTo,
} from '../../support/office-documents.ts';
import { testPki } from '../../support/pki.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { contentsOf } from '../../support/tree.ts';

interface Scene {
  office: TestOffice;
  branch: Branch;
  fake: FakeOffice;
}

/** A branch that has a good menu, and an office whose answers can be forged from now on. */
async function scene(): Promise<Scene> {
  const office = await TestOffice.start();
  const { branch, fake } = await branchBehindFake(office);
  await office.publish();
  await fetchMenu(branch);
  return { office, branch, fake };
}

/** The branch refuses these bytes as its menu with `code`, and goes on showing the good one. */
async function expectRefused({ branch, fake }: Scene, sealed: Buffer, code: ErrorCode): Promise<void> {
  const folder = join(branch.home.folder, 'menu');
  const before = await contentsOf(folder);
  fake.answer(PATHS.menu, sealed);
  await expect(fetchMenu(branch)).toFailWith(code);
  expect(await contentsOf(folder)).toEqual(before);
  expect((await showMenu(branch)).menu.items).toEqual([LAKSA]);
}

const forge = async ({ office, branch }: Scene, forgery: Forgery): Promise<Buffer> =>
  sealTo(branch, await menuDocument(office, branch, forgery));

describe('when the forged menu would be taken but for one thing', () => {
  it('it is taken without that thing', async () => {
    const there = await scene();
    there.fake.answer(PATHS.menu, await forge(there, {}));
    expect((await fetchMenu(there.branch)).menu.items[0]?.name).toBe('Forged');
  });
});

describe("when a menu isn't signed by the office", () => {
  it("menu-signature for a manager's signature", async () => {
    const there = await scene();
    const signer = await unlockManager(there.branch, 'mei', PASSPHRASE);
    await expectRefused(there, await forge(there, { signer }), 'menu-signature');
  });

  it("menu-signature for a device's own signature", async () => {
    const there = await scene();
    const { device, trust } = there.branch;
    const signer = { ...device.current, chain: [trust.issuing] };
    await expectRefused(there, await forge(there, { signer }), 'menu-signature');
  });

  it("menu-signature for another office's signature", async () => {
    const there = await scene();
    const { officeSigning: signer } = await testPki(there.office.clock.now());
    await expectRefused(there, await forge(there, { signer }), 'menu-signature');
  });

  it.each([
    ['had expired a second ago', -60, -1],
    ['begins in a second', 1, 60],
  ])("menu-signature when the office's signing certificate %s", async (_, from, until) => {
    const there = await scene();
    const signer = await officeKey(there.office, from, until);
    await expectRefused(there, await forge(there, { signer }), 'menu-signature');
  });

  it("menu-signature when the office's signing certificate is on the CRL", async () => {
    const there = await scene();
    const { context, clock } = there.office;
    const { certificate } = await context.keys.signing();
    await transact(context, async (tx) => {
      const revoked_at = clock.now().toISOString();
      await tx.updateTable('certificates').set({ revoked_at }).where('serial', '=', certificate.serial).execute();
      await issueCrl(tx, await context.keys.issuing(), clock.now);
    });
    there.fake.answer(PATHS.menu, await forge(there, {}));
    await expect(fetchMenu(there.branch)).toFailWith('menu-signature');
  });

  it('menu-signature when the signed menu was changed afterwards', async () => {
    const there = await scene();
    const { office, branch } = there;
    const signed = await menuDocument(office, branch);
    const at = signed.indexOf('Forged');
    const changed = Buffer.concat([signed.subarray(0, at), Buffer.from('Gratis'), signed.subarray(at + 6)]);
    await expectRefused(there, await sealTo(branch, changed), 'menu-signature');
  });
});

describe("when the office's signature is on something else", () => {
  it.each<[string, Forgery, ErrorCode]>([
    ['a menu addressed to another branch', { header: { to: 'urn:spams:branch:SG-02' } }, 'recipient-mismatch'],
    ['a menu of another branch by its header', { header: { branch: 'SG-02' } }, 'branch-mismatch'],
    ['a menu of another branch by its body', { menu: { branch: 'SG-02' } }, 'branch-mismatch'],
    ['a receipt', { header: { kind: 'receipt' } }, 'document-malformed'],
  ])('refuses %s', async (_, forgery, code) => {
    const there = await scene();
    await expectRefused(there, await forge(there, forgery), code);
  });

  it('refuses a body that is no menu', async () => {
    const there = await scene();
    const { office, branch } = there;
    const signed = await officeDocument(office, branch, Buffer.from('{"branch":"SG-01"}'), {
      header: { kind: 'menu' },
    });
    await expectRefused(there, await sealTo(branch, signed), 'document-malformed');
  });

  it('menu-rollback for an older version than the one seen', async () => {
    const there = await scene();
    const { version } = (await showMenu(there.branch)).menu;
    await expectRefused(there, await forge(there, { menu: { version: version - 1 } }), 'menu-rollback');
  });
});

describe("when a menu isn't sealed as it should be", () => {
  it('unknown-recipient-key when it is sealed to another device', async () => {
    const there = await scene();
    const { device } = await testPki(there.office.clock.now());
    const signed = await menuDocument(there.office, there.branch);
    await expectRefused(there, await seal(signed, device.certificate), 'unknown-recipient-key');
  });

  it.each<[string, (sealed: Buffer) => Buffer]>([
    ['one byte was changed', (sealed) => flipped(sealed)],
    ['its tag was changed', (sealed) => flipped(sealed, 1)],
    ['it is cut short', (sealed) => sealed.subarray(0, sealed.length - 1)],
    ['a byte follows it', (sealed) => Buffer.concat([sealed, Buffer.from([0])])],
    ['it is empty', () => Buffer.alloc(0)],
  ])('not-opened when %s', async (_, damage) => {
    const there = await scene();
    await expectRefused(there, damage(await forge(there, {})), 'not-opened');
  });

  it('not-opened when it is signed but not sealed', async () => {
    const there = await scene();
    await expectRefused(there, await menuDocument(there.office, there.branch), 'not-opened');
  });
});

describe('when the very first menu is forged', () => {
  it('there is nothing to show', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const { officeSigning: signer } = await testPki(office.clock.now());
    fake.answer(PATHS.menu, await forge({ office, branch, fake }, { signer }));
    await expect(fetchMenu(branch)).toFailWith('menu-signature');
    await expect(showMenu(branch)).toFailWith('menu-none');
  });
});
