import { createPublicKey } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import type { OfficeContext } from '../../../src/server/context.ts';
import { issuerAndSerialNumber, verifySignature } from '../../../src/shared/cms/signed-data.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import type { Identity } from '../../../src/shared/pki/identity.ts';
import { issueFor } from '../../../src/shared/pki/issue.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { buildSignedData } from '../../shared/cms/build-signed-data.ts';
import { Desk } from '../../support/closings.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { menuDocument, officeDocument, sealTo } from '../../support/office-documents.ts';
import { type Holder, MANAGER } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** A certificate of the office's own CA for a holder's key, in another name. */
async function sameKeyAs({ privateKey }: Holder, identity: Identity, { keys, clock }: OfficeContext) {
  return issueFor(identity, createPublicKey(privateKey), await keys.issuing(), clock());
}

/** The same document by the same signer, with that certificate in place of the signer's own: the key still fits. */
async function relabelled(signedData: Buffer, signer: Holder, other: Certificate): Promise<Buffer> {
  const { content, signingTime } = await verifySignature(signedData);
  const certificates = [other, ...signer.chain].map(({ der }) => der);
  return buildSignedData(signer, content, signingTime, {
    certificates,
    signer: { sid: issuerAndSerialNumber(other) },
  });
}

describe('when a closing comes with a same-key certificate of another name', () => {
  it.each<[string, Identity]>([
    ['another manager', MANAGER],
    ['a manager of another branch', { ...MANAGER, branch: 'SG-02', id: 'ann' }],
    ['the same manager, renewed since', { ...MANAGER, id: 'ann' }],
  ])('signature-invalid in the name of %s, and it is taken with its own', async (_, identity) => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const { signedData } = await desk.closing();
    const other = await sameKeyAs(desk.manager, identity, office.context);
    const sealed = await desk.seal(await relabelled(signedData, desk.manager, other));
    await expect(desk.send({ sealed })).toFailWith('signature-invalid');
    expect(await listClosings(office.context.db, {})).toEqual([]);
    const own = await relabelled(signedData, desk.manager, desk.manager.certificate);
    expect((await desk.send({ sealed: await desk.seal(own) })).closing.state).toBe('accepted');
  });
});

describe("when the office's document comes with a same-key certificate of another name", () => {
  /** A manager who got hold of a certificate that calls the manager's own key the office's. */
  async function scene() {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const manager = await unlockManager(branch, 'mei', PASSPHRASE);
    const signer: Holder = { ...manager, chain: manager.chain ?? [] };
    const asOffice = await sameKeyAs(signer, { role: 'office-signing' }, office.context);
    return { office, branch, fake, signer, asOffice };
  }

  it('menu-signature for a menu, and nothing is shown', async () => {
    const { office, branch, fake, signer, asOffice } = await scene();
    const signed = await menuDocument(office, branch, { signer });
    fake.answer(PATHS.menu, await sealTo(branch, await relabelled(signed, signer, asOffice)));
    await expect(fetchMenu(branch)).toFailWith('menu-signature');
    await expect(showMenu(branch)).toFailWith('menu-none');
  });

  it('signature-invalid for a receipt: the closing stays queued, and the true receipt is taken', async () => {
    const { office, branch, fake, signer, asOffice } = await scene();
    const signed = await officeDocument(office, branch, Buffer.from('{}'), { signer });
    fake.answer(PATHS.closings, await sealTo(branch, await relabelled(signed, signer, asOffice)), 201);
    expect((await upload(branch)).error?.code).toBe('signature-invalid');
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued' }]);
    fake.behave();
    expect((await sendAll(branch))[0]?.receipt?.manager).toBe('mei');
  });
});
