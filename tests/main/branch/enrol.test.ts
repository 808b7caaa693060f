import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { readConfig } from '../../../src/main/branch/config.ts';
import { fileProtection, type KeyProtection, loadDevice } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import type { Home } from '../../../src/main/branch/home.ts';
import { openLog } from '../../../src/main/branch/log.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { reinvite, revoke } from '../../../src/server/authority/branches.ts';
import { listInvites } from '../../../src/server/authority/invites.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import type { BranchIdentity } from '../../../src/shared/pki/identity.ts';
import { formatInvite, parseInvite } from '../../../src/shared/pki/invite.ts';
import { importPrivateKey } from '../../../src/shared/pki/keys.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { branchBehindFake, FakeOffice } from '../../support/fake-office.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';
import { contentsOf, filesHolding } from '../../support/tree.ts';

const MAIN: BranchIdentity = { role: 'device', branch: 'SG-01', id: 'main' };

const enrol = (home: Home, invite: string, office: TestOffice) =>
  enrolDevice(home, fileProtection, invite, office.clock.now);

async function certificateIn(home: Home): Promise<string | undefined> {
  return (await loadDevice(home, fileProtection))?.current.certificate.fingerprint;
}

describe('when a PC is enrolled with its invite', () => {
  it('becomes the device that the invite names, and can talk to the office', async () => {
    const office = await TestOffice.start();
    const home = await testHome();
    await enrol(home, await office.addBranch('SG-02', { name: 'Bugis' }), office);
    const branch = await openBranch(home, office);
    expect((await branch.connect()).branch.name).toBe('Bugis');
    expect(branch.config).toMatchObject({ branch: 'SG-02', device: 'main' });
    expect(branch.device.current.certificate.identity).toEqual({ role: 'device', branch: 'SG-02', id: 'main' });
    // The key lies in one place only.
    expect(await readdir(join(home.folder, 'identity'))).not.toContain('pending.json');
  });

  it('leaves the code in no file and no log line, on neither side', async () => {
    const office = await TestOffice.start();
    const home = await testHome();
    const invite = await office.addBranch();
    const { id, code } = parseInvite(invite);
    await enrol(home, invite, office);
    await office.publish();
    await fetchMenu(await openBranch(home, office, openLog(home.logs)));
    expect(await filesHolding(home.logs, 'menu version')).toHaveLength(1);
    for (const secret of [code, Buffer.from(`${id}:${code}`).toString('base64'), invite]) {
      expect(await filesHolding(home.folder, secret)).toEqual([]);
      expect(await filesHolding(office.folder, secret)).toEqual([]);
      expect(office.log.filter((line) => line.includes(secret))).toEqual([]);
    }
  });
});

describe('when enrolment is interrupted', () => {
  /** A home whose certificate was issued, but whose answer got lost. */
  async function interrupted(office: TestOffice): Promise<{ home: Home; invite: string }> {
    const fake = await FakeOffice.start(office);
    const home = await testHome();
    const invite = await office.addBranch();
    fake.loseAnswer(PATHS.simpleenroll);
    await expect(enrol(home, fake.invite(invite), office)).toFailWith('office-unreachable');
    expect((await listInvites(office.context))[0]?.state).toBe('used');
    return { home, invite };
  }

  const issued = (office: TestOffice) =>
    office.context.db.selectFrom('certificates').select('fingerprint').where('branch', '=', 'SG-02').execute();

  it('gives the same invite the same certificate after the answer got lost', async () => {
    const office = await TestOffice.start();
    const { home, invite } = await interrupted(office);
    expect(await readConfig(home)).toBeUndefined();
    await enrol(home, invite, office);
    expect(await issued(office)).toEqual([{ fingerprint: await certificateIn(home) }]);
    await (await openBranch(home, office)).connect();
  });

  it('refuses the same invite on another PC meanwhile', async () => {
    const office = await TestOffice.start();
    const { invite } = await interrupted(office);
    const other = await testHome();
    await expect(enrol(other, invite, office)).toFailWith('invite-used');
    expect(await readConfig(other)).toBeUndefined();
  });

  it('goes on when the PC died with every file written but the last', async () => {
    const office = await TestOffice.start();
    const { home, invite } = await interrupted(office);
    const pendingKey = await readFile(home.pendingDevice);
    await enrol(home, invite, office);
    const certificate = await certificateIn(home);
    await rm(home.config);
    await writeFile(home.pendingDevice, pendingKey);
    await expect(openBranch(home, office)).toFailWith('not-enrolled');
    await enrol(home, invite, office);
    expect(await certificateIn(home)).toBe(certificate);
    expect(await issued(office)).toHaveLength(1);
    await (await openBranch(home, office)).connect();
  });
});

describe('when an enrolled PC is given an invite', () => {
  it('changes nothing for the one that it enrolled with', async () => {
    const office = await TestOffice.start();
    const home = await testHome();
    const invite = await office.addBranch();
    await enrol(home, invite, office);
    const before = await contentsOf(home.folder);
    await enrol(home, `  ${invite.slice(0, 40)}\r\n${invite.slice(40)}\n`, office);
    expect(await contentsOf(home.folder)).toEqual(before);
  });

  it('keeps menu, outbox and receipts over a new one, and can open what the old key was for', async () => {
    const office = await TestOffice.start();
    const { fake, branch: old } = await branchBehindFake(office);
    await office.publish();
    const { menu } = await fetchMenu(old);
    const { receipt } = await upload(old);
    fake.on(PATHS.closings, async () => undefined);
    const { entry } = await upload(old, { part: 'bar' });
    await enrol(old.home, await reinvite(office.context, MAIN, 'tests'), office);
    const branch = await openBranch(old.home, office);
    expect(branch.device.current.certificate.fingerprint).not.toBe(old.device.current.certificate.fingerprint);
    expect((await showMenu(branch)).menu).toEqual(menu);
    expect((await receiptsOf(branch)).map(({ number }) => number)).toEqual([receipt?.number]);
    const { current, earlier } = branch.device;
    const ours = await readFile(join(branch.home.outbox, entry.documentId, 'signed.p7m'));
    expect((await readDocument(await open(ours, [current, ...earlier]))).header.id).toBe(entry.documentId);
    expect((await sendAll(branch)).map(({ receipt }) => receipt?.part)).toEqual(['bar']);
    expect(await outboxOf(branch)).toEqual([]);
    expect((await fetchMenu(branch)).menu).toEqual(menu);
    await expect(old.connect()).toFailWith('certificate-revoked');
  });

  it("keeps what was sealed to keys that it can't open now: they may open again", async () => {
    const office = await TestOffice.start();
    const { home, device: old } = await templateBranch(office);
    /** Windows' protection, as after a lost profile: what was protected before doesn't open, what is protected now does. */
    const lost: KeyProtection = {
      protect: async (secret) => Buffer.concat([Buffer.from('new '), secret]),
      open: async (stored) => {
        if (stored.toString('latin1', 0, 4) !== 'new ') throw new Error('protected by another');
        return Buffer.from(stored.subarray(4));
      },
    };
    await enrolDevice(home, lost, await reinvite(office.context, MAIN, 'tests'), office.clock.now);
    const log = new TestLog();
    const branch = await Branch.open({ home, log, now: office.clock.now, protection: lost });
    onTestFinished(() => branch.close());
    await branch.connect();
    expect(branch.device.unopened).toMatchObject([{ code: 'key-not-opened', params: { path: home.device } }]);
    expect(log.lines.join('\n')).toContain("an earlier key can't be opened");
    // The profile is back, and with it the way to open the first key, but not the second.
    const { earlier } = JSON.parse(await readFile(home.device, 'utf8'));
    expect(earlier).toHaveLength(1);
    const key = importPrivateKey(Buffer.from(earlier[0].key, 'base64'));
    expect(key.equals(old.current.privateKey)).toBe(true);
  });

  it('refuses one of another head office also where its settings are damaged', async () => {
    const office = await TestOffice.start();
    const { home } = await templateBranch(office);
    await writeFile(home.config, '{');
    const invite = parseInvite(await reinvite(office.context, MAIN, 'tests'));
    const other = formatInvite({ ...invite, root: '0'.repeat(64) });
    await expect(enrol(home, other, office)).toFailWith('already-enrolled');
  });

  it('refuses one of another branch, and stays what it is', async () => {
    const office = await TestOffice.start();
    const { home } = await templateBranch(office);
    const before = await contentsOf(home.folder);
    await expect(enrol(home, await office.addBranch('SG-02'), office)).toFailWith('already-enrolled');
    expect(await contentsOf(home.folder)).toEqual(before);
  });
});

describe('when an invite is no good', () => {
  it.each([
    ['nothing', ''],
    ['words', 'please set up this PC'],
    ['no JSON', 'spams1.AAAA'],
    ['another version', 'spams2.e30'],
    ['an empty object', 'spams1.e30'],
  ])('refuses %s as malformed', async (_, text) => {
    const office = await TestOffice.open();
    await expect(enrol(await testHome(), text, office)).toFailWith('invite-malformed');
  });

  it("refuses a manager's as the wrong kind, before anything is sent", async () => {
    const office = await TestOffice.open();
    const invite = await office.addManager('SG-01', 'tan');
    await expect(enrol(await testHome(), invite, office)).toFailWith('invite-wrong-kind');
  });

  it('says that it has expired, or that the office took it back', async () => {
    const office = await TestOffice.start();
    const expired = await office.addBranch('SG-02');
    office.clock.advance({ hours: 72 });
    await expect(enrol(await testHome(), expired, office)).toFailWith('invite-expired');
    const revoked = await office.addBranch('SG-03');
    await revoke(office.context, { branch: 'SG-03' }, 'tests');
    await expect(enrol(await testHome(), revoked, office)).toFailWith('invite-refused');
  });
});
