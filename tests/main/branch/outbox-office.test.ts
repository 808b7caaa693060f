import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { revoke } from '../../../src/server/authority/branches.ts';
import { issueCrl } from '../../../src/server/authority/crl.ts';
import { findClosing, listClosings } from '../../../src/server/closings/list.ts';
import { acceptHeld } from '../../../src/server/closings/receipts.ts';
import { officePaths } from '../../../src/server/config.ts';
import { transact } from '../../../src/server/context.ts';
import { createLog } from '../../../src/server/log.ts';
import { openOffice } from '../../../src/server/office.ts';
import { type Server, serve } from '../../../src/server/serve.ts';
import { open, type Recipient } from '../../../src/shared/cms/enveloped-data.ts';
import { issueFor } from '../../../src/shared/pki/issue.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

interface Scene {
  office: TestOffice;
  branch: Branch;
  fake: FakeOffice;
  log: TestLog;
}

/** A branch with closings of these parts in its outbox, queued while the office was away; it is back now. */
async function queued(...parts: string[]): Promise<Scene> {
  const office = await TestOffice.start();
  const log = new TestLog();
  const { branch, fake } = await branchBehindFake(office, log);
  await branch.connect();
  fake.vanish();
  for (const part of parts) {
    await upload(branch, { part });
    office.clock.advance({ minutes: 1 });
  }
  fake.behave();
  return { office, branch, fake, log };
}

describe('when the office refuses a closing', () => {
  it('it is kept as refused with the reason, and the next is delivered', async () => {
    const { branch, fake, office } = await queued('main', 'bar');
    const [first] = await outboxOf(branch);
    // The office already holds another document under the first one's id.
    fake.on(PATHS.closings, async (asked, real) => {
      const isFirst = asked.body.equals(await readFile(join(branch.home.outbox, first!.documentId, 'closing.p7m')));
      if (!isFirst) return real();
      const problem = { type: 'x', title: 'Refused.', status: 409, code: 'document-id-reused' };
      return { status: 409, headers: {}, body: Buffer.from(JSON.stringify(problem)) };
    });
    const results = await sendAll(branch);
    expect(results.map(({ receipt, error }) => receipt?.part ?? error?.code)).toEqual(['document-id-reused', 'bar']);
    expect(await outboxOf(branch)).toEqual([{ ...first, state: 'refused', lastError: 'document-id-reused' }]);
    expect(await listClosings(office.context.db, {})).toHaveLength(1);
    fake.behave();
    expect((await sendAll(branch))[0]?.receipt?.part).toBe('main');
  });

  it.each([
    ['busy', 503, 'office-busy', 'office-busy'],
    ['in trouble of its own', 503, 'office-failed', 'office-failed'],
    ['broken in a way that only it knows', 500, 'internal-error', 'office-busy'],
  ])('it stays queued while the office is only %s', async (_, status, answered, code) => {
    const { branch, fake } = await queued('main');
    const problem = JSON.stringify({ type: 'x', title: 'Later.', status, code: answered });
    fake.answer(PATHS.closings, problem, status);
    const [sent] = await sendAll(branch);
    expect({ code: sent?.error?.code, exit: sent?.error?.exitCode }).toEqual({ code, exit: 5 });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued', lastError: code }]);
  });

  it('it stays queued when this PC is revoked', async () => {
    const { branch, office } = await queued('main');
    const before = await outboxOf(branch);
    await revoke(office.context, { role: 'device', branch: 'SG-01', id: 'main' }, 'tests');
    const [sent] = await sendAll(branch);
    expect({ code: sent?.error?.code, exit: sent?.error?.exitCode }).toEqual({ code: 'certificate-revoked', exit: 3 });
    expect(await outboxOf(branch)).toEqual(before);
  });
});

describe("when the manager's key was withdrawn before the closing arrived", () => {
  it('it is on hold until somebody at the office accepts it; then the receipt comes', async () => {
    const { branch, office } = await queued('main');
    await revoke(office.context, { role: 'manager', branch: 'SG-01', id: 'mei' }, 'tests');
    const [sent] = await sendAll(branch);
    expect(sent).toMatchObject({ receipt: undefined, error: { code: 'manager-revoked' }, entry: { state: 'held' } });
    expect((await sendAll(branch))[0]?.entry.state).toBe('held');
    const [entry] = await outboxOf(branch);
    await acceptHeld(office.context, entry!.documentId, 'tests');
    expect((await sendAll(branch))[0]?.receipt?.documentId).toBe(entry?.documentId);
    expect(await outboxOf(branch)).toEqual([]);
    expect(await listClosings(office.context.db, {})).toMatchObject([{ state: 'accepted', current: true }]);
  });
});

describe("when the office's encryption key was replaced while a closing was queued", () => {
  /** Stops an office, lets `change` at its folder, and starts it again. */
  async function restarted({ folder, clock }: TestOffice, running: Pick<Server, 'stop'>, change: () => Promise<void>) {
    await running.stop();
    await change();
    const context = await openOffice(folder, { clock: clock.now });
    const server = await serve(context, createLog({ write: () => {} }), '127.0.0.1');
    onTestFinished(() => server.stop());
    return { context, server };
  }

  /** The same office with a newer key for closings. */
  async function withNewKey(office: TestOffice) {
    const { context, clock } = office;
    clock.advance({ hours: 1 });
    const { publicKey, privateKey } = testKey(FREE_KEY);
    const issuing = await context.keys.issuing();
    const certificate = await issueFor({ role: 'office-encryption' }, publicKey, issuing, clock.now());
    const key: Recipient = { certificate, privateKey };
    return { key, ...(await restarted(office, office, () => context.keys.files.save('encryption', key))) };
  }

  it('it is sealed again to the new one and delivered, without the manager', async () => {
    const { branch, office } = await queued('main');
    const { key, context } = await withNewKey(office);
    await rm(branch.home.managers, { recursive: true });
    const [sent] = await sendAll(branch);
    expect(sent?.receipt?.part).toBe('main');
    const { sealed } = await findClosing(context.db, sent?.receipt?.number ?? '');
    expect((await open(sealed, [key])).length).toBeGreaterThan(0);
  });

  it('its answer lost, the same document is sent again and brings the same receipt', async () => {
    const { branch, fake, office } = await queued('main');
    const { context } = await withNewKey(office);
    fake.loseAnswer(PATHS.closings);
    expect((await sendAll(branch))[0]?.error?.code).toBe('office-unreachable');
    const [held] = await listClosings(context.db, {});
    expect((await sendAll(branch))[0]?.receipt?.number).toBe(held?.number);
    expect(await listClosings(context.db, {})).toHaveLength(1);
  });

  it('and the office was restored to the old one meanwhile: it is sealed to that again', async () => {
    const { branch, fake, office } = await queued('main');
    const { key, server } = await withNewKey(office);
    fake.on(PATHS.closings, async () => undefined);
    expect((await sendAll(branch))[0]?.error?.code).toBe('office-unreachable');
    await restarted(office, server, async () => {
      const { keys } = officePaths(office.folder);
      for (const end of ['key', 'pem']) await rm(join(keys, `encryption-${key.certificate.serial}.${end}`));
    });
    fake.behave();
    expect((await sendAll(branch))[0]?.receipt?.part).toBe('main');
  });

  it('and its own copy is damaged: it goes sealed to the old key, which the office keeps', async () => {
    const { branch, office } = await queued('main');
    const [entry] = await outboxOf(branch);
    await writeFile(join(branch.home.outbox, entry!.documentId, 'signed.p7m'), '');
    await withNewKey(office);
    expect((await sendAll(branch))[0]?.receipt?.part).toBe('main');
  });

  it('a closing whose own copy is damaged is still sent while the key is the same', async () => {
    const { branch } = await queued('main');
    const [entry] = await outboxOf(branch);
    await writeFile(join(branch.home.outbox, entry!.documentId, 'signed.p7m'), '');
    expect((await sendAll(branch))[0]?.receipt?.part).toBe('main');
  });
});

describe('when the office shows a key for closings that is not to be used', () => {
  /** Nothing is sealed to the key that was shown, nor kept of it. */
  async function expectUntrusted({ branch, fake }: Scene): Promise<void> {
    const before = branch.office;
    expect(await sendAll(branch)).toMatchObject([{ receipt: undefined, error: { code: 'signer-untrusted' } }]);
    expect(branch.office).toEqual(before);
    expect(fake.asked.filter(({ path }) => path === PATHS.closings)).toEqual([]);
  }

  it("signer-untrusted when it is a device's", async () => {
    const there = await queued('main');
    const { der } = there.branch.device.current.certificate;
    there.fake.on(PATHS.office, async (_, real) => {
      const reply = await real();
      const info = { ...JSON.parse(reply.body.toString()), encryption: der.toString('base64') };
      const body = Buffer.from(JSON.stringify(info));
      return { ...reply, headers: { ...reply.headers, 'content-length': body.length }, body };
    });
    await expectUntrusted(there);
  });

  it('signer-untrusted when the CRL that comes with it names it', async () => {
    const there = await queued('main');
    const { context, clock } = there.office;
    const { serial } = await context.keys.encryptionCertificate();
    await transact(context, async (tx) => {
      const revoked_at = clock.now().toISOString();
      await tx.updateTable('certificates').set({ revoked_at }).where('serial', '=', serial).execute();
      await issueCrl(tx, await context.keys.issuing(), clock.now);
    });
    await expectUntrusted(there);
  });
});
