import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { writeConfig } from '../../../src/main/branch/config.ts';
import { issueCrl } from '../../../src/server/authority/crl.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { officePaths } from '../../../src/server/config.ts';
import { transact } from '../../../src/server/context.ts';
import { createLog } from '../../../src/server/log.ts';
import { openOffice } from '../../../src/server/office.ts';
import { serve } from '../../../src/server/serve.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import { issueOfficeTls } from '../../../src/shared/pki/issue.ts';
import { generateEcKey } from '../../../src/shared/pki/keys.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch } from '../../support/branch.ts';
import { branchBehindFake, FakeOffice } from '../../support/fake-office.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { officeKey } from '../../support/office-documents.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** In seconds. */
const YEAR = 365 * 24 * 60 * 60;

async function scene() {
  const office = await TestOffice.start();
  return { office, ...(await branchBehindFake(office)) };
}

/** Puts one of the office's own certificates on its CRL. */
function revokeOffices({ context, clock }: TestOffice, { serial }: Certificate): Promise<number> {
  return transact(context, async (tx) => {
    const revoked_at = clock.now().toISOString();
    await tx.updateTable('certificates').set({ revoked_at }).where('serial', '=', serial).execute();
    return issueCrl(tx, await context.keys.issuing(), clock.now);
  });
}

/** The branch's only closing waits for this reason, and the office has so many. */
async function expectQueued(branch: Branch, { context }: TestOffice, lastError: string | null, stored: number) {
  expect(await outboxOf(branch)).toMatchObject([{ state: 'queued', lastError }]);
  expect(await receiptsOf(branch)).toEqual([]);
  expect(await listClosings(context.db, {})).toHaveLength(stored);
}

describe("when the office's TLS certificate is revoked", () => {
  it('the closing is signed, queued and not sent; it is delivered once the office shows another', async () => {
    const { office, branch, fake } = await scene();
    const { files } = office.context.keys;
    const [tls] = await files.certificates('tls');
    await revokeOffices(office, tls!);
    expect((await upload(branch)).error?.code).toBe('office-revoked');
    expect(fake.asked.filter(({ method }) => method === 'POST')).toEqual([]);
    await expectQueued(branch, office, 'office-revoked', 0);
    expect((await sendAll(branch))[0]?.error?.code).toBe('office-revoked');

    const { publicKey, privateKey } = await generateEcKey();
    office.clock.advance({ seconds: 1 });
    const issuing = await office.context.keys.issuing();
    await files.save('tls', {
      certificate: await issueOfficeTls(publicKey, 'localhost', issuing, office.clock.now()),
      privateKey,
    });
    const renewed = await FakeOffice.start(office);
    renewed.device = branch.device.current;
    await writeConfig(branch.home, { ...branch.config, url: renewed.url }, branch.config);
    expect((await sendAll(await openBranch(branch.home, office)))[0]?.receipt?.manager).toBe('mei');
  });
});

describe("when the office's signing certificate is revoked", () => {
  it('no receipt of it is taken: the closing waits, though the office has it once', async () => {
    const { office, branch } = await scene();
    await branch.connect();
    await revokeOffices(office, (await office.context.keys.signing()).certificate);
    for (const send of [() => upload(branch), async () => (await sendAll(branch))[0]]) {
      expect(await send()).toMatchObject({ receipt: undefined, error: { code: 'signer-untrusted' } });
      await expectQueued(branch, office, 'signer-untrusted', 1);
    }
  });
});

describe("when the office's encryption certificate isn't valid", () => {
  it.each([
    ['has expired', -60, -1],
    ['is not valid yet', 60, 120],
  ])(
    'it %s: the closing is sealed to the one before, and sent once the office shows a good one',
    async (_, from, until) => {
      const { office, branch } = await scene();
      await branch.connect();
      const before = branch.office?.encryption;
      const bad = await showEncryption(office, from, until);
      const { entry, error } = await upload(branch);
      expect(error?.code).toBe('signer-not-valid-then');
      expect(branch.office?.encryption).toBe(before);
      await expectQueued(branch, office, null, 0);
      await rm(join(officePaths(office.folder).keys, `encryption-${bad.serial}.pem`));
      expect((await sendAll(branch))[0]?.receipt?.documentId).toBe(entry.documentId);
    },
  );

  it('it is revoked: nothing is sealed to it, and the closing is sealed and sent once there is another', async () => {
    const { office, branch, fake } = await scene();
    await branch.connect();
    await revokeOffices(office, await office.context.keys.encryptionCertificate());
    const { entry } = await upload(branch);
    await expectQueued(branch, office, null, 0);
    expect(await readdir(join(branch.home.outbox, entry.documentId))).toEqual(['entry.json', 'signed.p7m']);
    expect((await sendAll(branch))[0]?.error?.code).toBe('signer-untrusted');
    expect(fake.asked.filter(({ path }) => path === PATHS.closings)).toEqual([]);
    await showEncryption(office, 0, YEAR);
    await restart(office);
    expect((await sendAll(branch))[0]?.receipt?.documentId).toBe(entry.documentId);
  });
});

/** The same office, serving anew: it reads its keys as it begins. */
async function restart(office: TestOffice): Promise<void> {
  await office.stop();
  const context = await openOffice(office.folder, { clock: office.clock.now });
  const server = await serve(context, createLog({ write: () => {} }), '127.0.0.1');
  onTestFinished(() => server.stop());
}

/** Shows a newer certificate for closings, good from and until so many seconds from now. */
async function showEncryption(office: TestOffice, from: number, until: number): Promise<Certificate> {
  const key = await officeKey(office, from, until, 'office-encryption');
  await office.context.keys.files.save('encryption', key);
  return key.certificate;
}
