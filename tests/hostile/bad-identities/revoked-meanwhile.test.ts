import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import { addHolder, revoke } from '../../../src/server/authority/branches.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { acceptHeld } from '../../../src/server/closings/receipts.ts';
import type { BranchIdentity } from '../../../src/shared/pki/identity.ts';
import { MEDIA, PATHS } from '../../../src/shared/protocol.ts';
import { openBranch } from '../../support/branch.ts';
import { Desk } from '../../support/closings.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { ask, keptConnection, outcome } from '../../support/https.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { DEVICE, MANAGER } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Closes a day whose `who` is revoked after the branch asked for /v1/office, and before the office sees the POST. */
async function closedWhile(who: BranchIdentity | { branch: string }) {
  const office = await TestOffice.start();
  const { branch, fake } = await branchBehindFake(office);
  fake.on(PATHS.closings, async (_, real) => {
    await revoke(office.context, who, 'tests');
    return real();
  });
  const uploaded = await upload(branch);
  fake.behave();
  return { office, branch, uploaded };
}

const stored = ({ context }: TestOffice) => listClosings(context.db, {});

describe('when a device is revoked between /v1/office and the closing', () => {
  it('is refused on the same kept connection, and nothing is stored', async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    const agent = keptConnection();
    const sockets = () => Object.values(agent.freeSockets).flat();
    const [as, options] = [desk.device, { agent }];
    expect(outcome(await ask(office, PATHS.office, { as, options }))).toBe(200);
    const [kept] = sockets();
    await revoke(office.context, desk.identity, 'tests');
    const { sealed: body } = await desk.closing();
    const headers = { 'content-type': MEDIA.document };
    const reply = await ask(office, PATHS.closings, { method: 'POST', as, headers, body, options });
    expect(outcome(reply)).toBe('certificate-revoked');
    expect(sockets()).toEqual([kept]);
    expect(await stored(office)).toEqual([]);
    agent.destroy();
  });

  it('the closing stays queued, and is delivered once the PC is set up as another device', async () => {
    const { office, branch, uploaded } = await closedWhile(DEVICE);
    expect(uploaded).toMatchObject({ receipt: undefined, error: { code: 'certificate-revoked' } });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued', lastError: 'certificate-revoked' }]);
    expect(await stored(office)).toEqual([]);
    const again = await setUpAs(office, branch, 'main-2');
    expect((await sendAll(again))[0]?.receipt?.documentId).toBe(uploaded.entry.documentId);
    expect(await stored(office)).toMatchObject([{ state: 'accepted' }]);
  });

  it('so it is when the whole branch is revoked', async () => {
    const { office, branch, uploaded } = await closedWhile({ branch: 'SG-01' });
    expect(uploaded.error?.code).toBe('certificate-revoked');
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued' }]);
    expect(await stored(office)).toEqual([]);
  });
});

describe('when a manager is revoked between signing and arrival', () => {
  it('the closing is held, and the receipt comes once somebody at the office accepts it', async () => {
    const { office, branch, uploaded } = await closedWhile(MANAGER);
    expect(uploaded).toMatchObject({
      receipt: undefined,
      error: { code: 'manager-revoked' },
      entry: { state: 'held' },
    });
    expect(await stored(office)).toMatchObject([{ state: 'held', current: false }]);
    await acceptHeld(office.context, uploaded.entry.documentId, 'siti');
    expect((await sendAll(branch))[0]?.receipt?.documentId).toBe(uploaded.entry.documentId);
  });
});

async function setUpAs(office: TestOffice, { home }: Branch, id: string): Promise<Branch> {
  const invite = await addHolder(office.context, { ...DEVICE, id }, 'Replacement', 'tests');
  await enrolDevice(home, fileProtection, invite, office.clock.now);
  return openBranch(home, office);
}
