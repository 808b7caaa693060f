import { createPrivateKey } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { enrolManager, listManagers, unlockManager } from '../../../src/main/branch/managers.ts';
import { reinvite } from '../../../src/server/authority/branches.ts';
import { listInvites } from '../../../src/server/authority/invites.ts';
import type { BranchIdentity } from '../../../src/shared/pki/identity.ts';
import { formatInvite, parseInvite } from '../../../src/shared/pki/invite.ts';
import { exportPrivateKey } from '../../../src/shared/pki/keys.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { templateBranch } from '../../support/branch.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { managersOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { contentsOf } from '../../support/tree.ts';

const TAN: BranchIdentity = { role: 'manager', branch: 'SG-01', id: 'tan' };
const TANS_PASSPHRASE = 'kaya toast, soft eggs';

const ids = async (branch: Branch): Promise<string[]> => (await managersOf(branch)).map(({ id }) => id);

function certificatesOf({ context }: TestOffice, holder: string) {
  return context.db.selectFrom('certificates').select('revoked_at').where('holder', '=', holder).execute();
}

describe('when a manager enrols', () => {
  it('can close the day with the passphrase, beside the managers that were there', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await enrolManager(branch, await office.addManager('SG-01', 'tan'), TANS_PASSPHRASE);
    expect(await ids(branch)).toEqual(['mei', 'tan']);
    expect(await readdir(branch.home.managers)).toEqual(['mei.json', 'tan.json']);
    expect((await upload(branch, { manager: 'tan', passphrase: TANS_PASSPHRASE })).receipt?.manager).toBe('tan');
    expect((await upload(branch)).receipt?.manager).toBe('mei');
  });

  it('a short passphrase stores nothing and leaves the invite unused', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const invite = await office.addManager('SG-01', 'tan');
    const before = await contentsOf(branch.home.managers);
    await expect(enrolManager(branch, invite, '7 chars')).toFailWith('passphrase-weak');
    expect(await contentsOf(branch.home.managers)).toEqual(before);
    expect((await listInvites(office.context)).find(({ holder }) => holder === 'tan')?.state).toBe('open');
  });

  it.each<[string, (text: string) => string, 'branch-mismatch' | 'invite-wrong-kind' | 'root-mismatch']>([
    ["another branch's", (text) => formatInvite({ ...parseInvite(text), branch: 'SG-02' }), 'branch-mismatch'],
    ["a device's", (text) => formatInvite({ ...parseInvite(text), role: 'device' }), 'invite-wrong-kind'],
    ["another office's", (text) => formatInvite({ ...parseInvite(text), root: 'ab'.repeat(32) }), 'root-mismatch'],
  ])('%s invite is refused without a word to the office', async (_, change, code) => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const invite = change(await office.addManager('SG-01', 'tan'));
    await expect(enrolManager(branch, invite, TANS_PASSPHRASE)).toFailWith(code);
    expect(fake.asked).toEqual([]);
    expect(await ids(branch)).toEqual(['mei']);
  });

  it("another branch's invite with its branch rewritten is refused by the office", async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.addBranch('SG-02');
    const invite = parseInvite(await office.addManager('SG-02', 'tan'));
    const forged = formatInvite({ ...invite, branch: 'SG-01' });
    await expect(enrolManager(branch, forged, TANS_PASSPHRASE)).toFailWith('access-denied');
    expect(await ids(branch)).toEqual(['mei']);
  });
});

describe("when the answer to a manager's enrolment gets lost", () => {
  it('goes on with the same passphrase, and only with that; one certificate is issued', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const invite = await office.addManager('SG-01', 'tan');
    fake.loseAnswer(PATHS.simpleenroll);
    await expect(enrolManager(branch, invite, TANS_PASSPHRASE)).toFailWith('office-unreachable');
    expect(await ids(branch)).toEqual(['mei']);
    await expect(enrolManager(branch, invite, 'quite another one')).toFailWith('passphrase-wrong');
    await enrolManager(branch, invite, TANS_PASSPHRASE);
    expect(await ids(branch)).toEqual(['mei', 'tan']);
    expect(await certificatesOf(office, 'tan')).toHaveLength(1);
    await unlockManager(branch, 'tan', TANS_PASSPHRASE);
  });

  it('the same invite once more changes nothing', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const invite = await office.addManager('SG-01', 'tan');
    await enrolManager(branch, invite, TANS_PASSPHRASE);
    const before = await contentsOf(branch.home.managers);
    await enrolManager(branch, invite, TANS_PASSPHRASE);
    expect(await contentsOf(branch.home.managers)).toEqual(before);
    await expect(enrolManager(branch, invite, 'quite another one')).toFailWith('passphrase-wrong');
    expect(await contentsOf(branch.home.managers)).toEqual(before);
  });
});

describe('when a manager has forgotten the passphrase', () => {
  it('a new invite brings a new key under a new passphrase, and the old certificate is revoked', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const invite = await reinvite(office.context, { ...TAN, id: 'mei' }, 'tests');
    await enrolManager(branch, invite, TANS_PASSPHRASE);
    await expect(unlockManager(branch, 'mei', PASSPHRASE)).toFailWith('passphrase-wrong');
    expect((await upload(branch, { passphrase: TANS_PASSPHRASE })).receipt?.manager).toBe('mei');
    const revoked = (await certificatesOf(office, 'mei')).map(({ revoked_at }) => revoked_at !== null);
    expect(revoked.sort()).toEqual([false, true]);
  });
});

describe("when a thief reads a manager's files", () => {
  /** Bytes as they are, and everything that is in them as base64, all the way down. */
  function* layers(bytes: Buffer): Generator<Buffer> {
    yield bytes;
    for (const [text] of bytes.toString('latin1').matchAll(/[A-Za-z0-9+/]{64,}={0,2}/g)) {
      yield* layers(Buffer.from(text, 'base64'));
    }
  }

  const layersIn = async (folder: string) =>
    [...(await contentsOf(folder)).values()].flatMap((file) => [...layers(file)]);

  /** PrivateKeyInfo's version and rsaEncryption (RFC 5958): in every RSA key in the clear, in no certificate. */
  const PKCS8 = Buffer.from('020100300d06092a864886f70d0101010500', 'hex');

  function opens(der: Buffer): boolean {
    try {
      createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
      return true;
    } catch {
      return false;
    }
  }

  it('finds no key in the clear, at no time', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const invite = await office.addManager('SG-01', 'tan');
    const { folder, managers } = branch.home;
    fake.on(PATHS.simpleenroll, async (_, real) => {
      // While the code is on its way the key is already on disk.
      const found = await layersIn(managers);
      expect(found.some((layer) => layer.includes('aes-256-gcm'))).toBe(true);
      expect(found.filter((layer) => layer.includes(PKCS8) || opens(layer))).toEqual([]);
      return real();
    });
    await enrolManager(branch, invite, TANS_PASSPHRASE);
    const key = exportPrivateKey((await unlockManager(branch, 'tan', TANS_PASSPHRASE)).privateKey);
    expect((await layersIn(managers)).filter((layer) => layer.includes(PKCS8) || opens(layer))).toEqual([]);
    expect((await layersIn(folder)).filter((layer) => layer.includes(key))).toEqual([]);
    // The search does find a key where there is one: a headless device's is protected by its file's mode alone.
    expect((await layersIn(join(folder, 'identity'))).some(opens)).toBe(true);
  });

  it('a box moved to a name of its own still needs its own passphrase', async () => {
    const office = await TestOffice.open();
    const branch = await templateBranch(office);
    await writeFile(join(branch.home.managers, 'tan.json'), await readFile(join(branch.home.managers, 'mei.json')));
    await expect(unlockManager(branch, 'tan', TANS_PASSPHRASE)).toFailWith('passphrase-wrong');
  });
});

describe("when a manager's key can't be opened", () => {
  it.each([
    ['no such manager', 'nobody', PASSPHRASE, 'manager-unknown'],
    ['a name that leads elsewhere', '../identity/device', PASSPHRASE, 'manager-unknown'],
    ['another passphrase', 'mei', 'laksa and teh', 'passphrase-wrong'],
    ['no passphrase', 'mei', '', 'passphrase-wrong'],
  ] as const)('%s', async (_, id, passphrase, code) => {
    const branch = await templateBranch(await TestOffice.open());
    await expect(unlockManager(branch, id, passphrase)).toFailWith(code);
  });

  it('manager-expired once the certificate is over, also offline', async () => {
    const office = await TestOffice.open();
    const branch = await templateBranch(office);
    office.clock.advance({ days: 2 * 365 });
    await expect(unlockManager(branch, 'mei', PASSPHRASE)).toFailWith('manager-expired');
  });

  it('a damaged file is named, hides no other manager, and a new invite writes it anew', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await enrolManager(branch, await office.addManager('SG-01', 'tan'), PASSPHRASE);
    const path = join(branch.home.managers, 'mei.json');
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length / 2));
    const error = await unlockManager(branch, 'mei', PASSPHRASE).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'setup-damaged', params: { path } });
    const { items, damaged } = await listManagers(branch);
    expect([items.map(({ id }) => id), damaged]).toMatchObject([
      ['tan'],
      [{ code: 'setup-damaged', params: { path } }],
    ]);
    const invite = await reinvite(office.context, { role: 'manager', branch: 'SG-01', id: 'mei' }, 'tests');
    await enrolManager(branch, invite, PASSPHRASE);
    expect((await unlockManager(branch, 'mei', PASSPHRASE)).certificate.identity).toMatchObject({ id: 'mei' });
  });
});
