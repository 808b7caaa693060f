import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { readConfig } from '../../../src/main/branch/config.ts';
import { fileProtection, type KeyProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import type { Home } from '../../../src/main/branch/home.ts';
import { fetchMenu } from '../../../src/main/branch/menu.ts';
import { reinvite, revoke, setBranch } from '../../../src/server/authority/branches.ts';
import { certsOnly } from '../../../src/shared/cms/certs-only.ts';
import type { BranchIdentity } from '../../../src/shared/pki/identity.ts';
import { issueFor } from '../../../src/shared/pki/issue.ts';
import { exportPrivateKey } from '../../../src/shared/pki/keys.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { branchBehindFake, FakeOffice } from '../../support/fake-office.ts';
import { receiptsOf, sendAll } from '../../support/kept.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { flipped } from '../../support/office-documents.ts';
import { look, salesFile, upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const MAIN: BranchIdentity = { role: 'device', branch: 'SG-01', id: 'main' };

describe('when a branch makes contact', () => {
  it("learns the office's settings for it, and goes by them offline", async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await setBranch(office.context, 'SG-01', { name: 'Bugis', currency: 'USD' }, 'tests');
    expect((await branch.connect()).branch).toMatchObject({ name: 'Bugis', currency: 'USD' });
    fake.vanish();
    const later = await openBranch(branch.home, office);
    expect((await look(later, await salesFile())).sales.totals.currency).toBe('USD');
  });

  it('certificate-revoked at the very next request after its PC was withdrawn', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await branch.connect();
    await revoke(office.context, MAIN, 'tests');
    await expect(branch.connect()).toFailWith('certificate-revoked');
    await expect(fetchMenu(branch)).toFailWith('certificate-revoked');
  });

  it.each([
    ['no JSON', '<html>welcome</html>'],
    ['other JSON', '{"name":"So Power"}'],
    ['nothing', ''],
  ])('document-malformed when the office answers %s', async (_, body) => {
    const { branch, fake } = await branchBehindFake(await TestOffice.start());
    const before = branch.office;
    fake.answer(PATHS.office, body);
    await expect(branch.connect()).toFailWith('document-malformed');
    expect(branch.office).toBe(before);
  });

  it("doesn't take a CRL that is not the office's", async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await office.addBranch('SG-02');
    await revoke(office.context, { branch: 'SG-02' }, 'tests');
    fake.on(PATHS.crl, async (_, real) => {
      const reply = await real();
      return { ...reply, body: flipped(reply.body) };
    });
    await expect(branch.connect()).toFailWith('signature-invalid');
    fake.behave();
    await branch.connect();
  });
});

describe('when something else than the office answers at closing time', () => {
  it('the closing is queued all the same, and delivered once the office is back', async () => {
    const { branch, fake } = await branchBehindFake(await TestOffice.start());
    fake.answer(PATHS.office, '<html>Welcome to the airport Wi-Fi</html>');
    const { entry, error, receipt } = await upload(branch);
    expect([entry.state, error?.code, receipt]).toEqual(['queued', 'document-malformed', undefined]);
    fake.behave();
    const [sent] = await sendAll(branch);
    expect(sent?.receipt?.documentId).toBe(entry.documentId);
  });
});

describe('when the office gives another certificate than was asked for', () => {
  async function given(identity: BranchIdentity) {
    const office = await TestOffice.start();
    const fake = await FakeOffice.start(office);
    const home = await testHome();
    const issuing = await office.context.keys.issuing();
    const certificate = await issueFor(identity, testKey(FREE_KEY).publicKey, issuing, office.clock.now());
    fake.answer(PATHS.simpleenroll, certsOnly([certificate]).toString('base64'));
    const enrolled = enrolDevice(home, fileProtection, fake.invite(await office.addBranch()), office.clock.now);
    return { home, enrolled };
  }

  it.each<[string, BranchIdentity]>([
    ['for another key', { role: 'device', branch: 'SG-02', id: 'main' }],
    ['for another branch', { role: 'device', branch: 'SG-01', id: 'main' }],
    ['for a manager', { role: 'manager', branch: 'SG-02', id: 'main' }],
  ])('signer-untrusted %s, and the PC is not enrolled', async (_, identity) => {
    const { home, enrolled } = await given(identity);
    await expect(enrolled).toFailWith('signer-untrusted');
    expect(await readConfig(home)).toBeUndefined();
  });
});

async function anotherBranch(office: TestOffice): Promise<{ code: string }> {
  await office.addBranch('SG-09');
  return { code: 'SG-09' };
}

describe("when a branch's own files are damaged", () => {
  const cut = async (path: string): Promise<void> => {
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
  };

  const reopened = ({ home }: Branch, office: TestOffice) =>
    openBranch(home, office).catch((thrown: unknown) => thrown);

  it.each<[string, (home: Home) => string]>([
    ['config.json', ({ config }) => config],
    ['device.json', ({ device }) => device],
    ['root.der', ({ root }) => root],
  ])('%s is named, and a new invite writes it anew, with outbox and receipts kept', async (_, pathOf) => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await upload(branch, { part: 'bar' });
    fake.vanish();
    await upload(branch);
    const path = pathOf(branch.home);
    await cut(path);
    expect(await reopened(branch, office)).toMatchObject({ code: 'setup-damaged', params: { path } });
    const other = await reinvite(office.context, { ...MAIN, branch: (await anotherBranch(office)).code }, 'tests');
    if (path !== branch.home.device)
      await expect(enrolDevice(branch.home, fileProtection, other, office.clock.now)).toFailWith('already-enrolled');
    const invite = await reinvite(office.context, MAIN, 'tests');
    await enrolDevice(branch.home, fileProtection, invite, office.clock.now);
    const mended = await openBranch(branch.home, office);
    expect((await sendAll(mended)).map(({ receipt }) => receipt?.part)).toEqual(['main']);
    expect((await receiptsOf(mended)).map(({ part }) => part).sort()).toEqual(['bar', 'main']);
  });

  it('a device key that is not the one of its certificate is named', async () => {
    const office = await TestOffice.open();
    const branch = await templateBranch(office);
    const path = branch.home.device;
    const state = JSON.parse(await readFile(path, 'utf8'));
    const key = exportPrivateKey(testKey(FREE_KEY).privateKey).toString('base64');
    await writeFile(path, JSON.stringify({ ...state, current: { ...state.current, key } }));
    expect(await reopened(branch, office)).toMatchObject({ code: 'setup-damaged', params: { path } });
  });

  it('a root that is not the pinned one is not taken', async () => {
    const office = await TestOffice.open();
    const branch = await templateBranch(office);
    await writeFile(branch.home.root, branch.trust.issuing.der);
    expect(await reopened(branch, office)).toMatchObject({ code: 'setup-damaged', params: { path: branch.home.root } });
  });

  it.each<[string, (home: Home) => string]>([
    ['what the office said last', ({ office }) => office],
    ['the CRL', ({ crl }) => crl],
  ])('%s is asked for again', async (_, pathOf) => {
    const office = await TestOffice.start();
    const before = await templateBranch(office);
    await before.connect();
    const path = pathOf(before.home);
    const whole = await readFile(path, 'utf8');
    await cut(path);
    const log = new TestLog();
    const branch = await openBranch(before.home, office, log);
    await branch.connect();
    expect(await readFile(path, 'utf8')).toBe(whole);
    await rm(path);
    await (await openBranch(before.home, office)).connect();
    expect((await upload(branch, { path: await salesFile() })).receipt).toBeDefined();
  });
});

describe("when the device's key can't be opened any more", () => {
  /** As Electron's safeStorage does for another Windows user. */
  const closed: KeyProtection = {
    protect: async (secret) => Buffer.from(secret),
    open: async () => {
      throw new Error('not this user');
    },
  };

  it('key-not-opened, and a new invite sets the PC up again with its outbox and receipts', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await upload(branch);
    fake.on(PATHS.closings, async () => undefined);
    await upload(branch, { part: 'bar' });
    const { home } = branch;
    await expect(Branch.open({ home, log: new TestLog(), protection: closed })).toFailWith('key-not-opened');
    const opened: KeyProtection = { protect: fileProtection.protect, open: closed.open };
    await enrolDevice(home, opened, await reinvite(office.context, MAIN, 'tests'), office.clock.now);
    const again = await openBranch(home, office);
    expect((await sendAll(again)).map(({ receipt }) => receipt?.part)).toEqual(['bar']);
    expect((await receiptsOf(again)).map(({ part }) => part).sort()).toEqual(['bar', 'main']);
  });
});
