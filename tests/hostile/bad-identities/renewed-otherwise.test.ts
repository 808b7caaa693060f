import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { writeConfig } from '../../../src/main/branch/config.ts';
import { certsOnly } from '../../../src/shared/cms/certs-only.ts';
import type { Identity } from '../../../src/shared/pki/identity.ts';
import { issueFor } from '../../../src/shared/pki/issue.ts';
import { readRequest } from '../../../src/shared/pki/request.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { agedOffices, ageManager } from '../../support/aged-office.ts';
import { startOfRun } from '../../support/clock.ts';
import { FakeOffice } from '../../support/fake-office.ts';
import { managersOf } from '../../support/kept.ts';
import { DEVICE, MANAGER } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Two thirds of a device's and of a manager's life, in days. */
const DEVICE_DUE = 244;
const MANAGER_DUE = 487;

const agedOffice = agedOffices(DEVICE_DUE);

/** A branch whose renewals are answered with a certificate for the very key that was sent, in another name. */
async function renewedAs(identity: Identity) {
  const there = await agedOffice();
  const { context, clock, branch: direct } = there;
  const then = clock.now();
  // As the office itself, with the TLS certificate of today: OpenSSL knows only the real time.
  clock.set(startOfRun());
  const fake = await FakeOffice.start({ context, url: direct.config.url });
  clock.set(then);
  fake.device = direct.device.current;
  fake.on(PATHS.simplereenroll, async ({ body }) => {
    const publicKey = readRequest(Buffer.from(body.toString('latin1'), 'base64'));
    const certificate = await issueFor(identity, publicKey, await context.keys.issuing(), clock.now());
    return { status: 200, headers: {}, body: Buffer.from(certsOnly([certificate]).toString('base64')) };
  });
  await writeConfig(direct.home, { ...direct.config, url: fake.url }, direct.config);
  const log = new TestLog();
  const branch = await Branch.open({ home: direct.home, log, now: clock.now });
  onTestFinished(() => branch.close());
  return { ...there, branch, fake, log };
}

describe('when a certificate is renewed over the same key in another name', () => {
  it.each<[string, Identity]>([
    ['another manager', { ...MANAGER, id: 'tan' }],
    ["another branch's manager", { ...MANAGER, branch: 'SG-02' }],
    ['the device', DEVICE],
  ])('a manager does not become %s: the old certificate stays, and the day is closed with it', async (_, identity) => {
    const { branch, log, fake, ...there } = await renewedAs(identity);
    const before = await ageManager({ ...there, branch, log }, MANAGER_DUE + 10);
    there.clock.advance({ days: DEVICE_DUE - 10 });
    expect((await upload(branch)).receipt?.manager).toBe('mei');
    expect(fake.asked.map(({ path }) => path)).toContain(PATHS.simplereenroll);
    expect(log.lines).toContain('warn manager mei not renewed: signer-untrusted');
    expect(await managersOf(branch)).toEqual([{ id: 'mei', certificateExpires: before.notAfter.toISOString() }]);
  });

  it.each<[string, Identity]>([
    ['another device', { ...DEVICE, id: 'till-2' }],
    ["another branch's device", { ...DEVICE, branch: 'SG-02' }],
  ])('a device does not become %s: it goes on as it was', async (_, identity) => {
    const { branch, log, clock } = await renewedAs(identity);
    const { current } = branch.device;
    clock.advance({ days: DEVICE_DUE });
    await branch.connect();
    expect(log.lines).toContain('warn device certificate not renewed: signer-untrusted');
    expect(branch.device.current).toBe(current);
    await branch.connect();
  });
});
