import { describe, expect, it } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { seal } from '../../src/shared/cms/enveloped-data.ts';
import { branchUrn, identityUrn, OFFICE_SIGNING_URN } from '../../src/shared/pki/identity.ts';
import { issueFor } from '../../src/shared/pki/issue.ts';
import { LIMITS } from '../../src/shared/protocol.ts';
import { Desk, signEntity } from '../support/closings.ts';
import { enrolHolder } from '../support/holders.ts';
import { testKey } from '../support/keys.ts';
import { TestOffice } from '../support/office.ts';
import { MANAGER, testPki } from '../support/pki.ts';

async function openDesk(): Promise<{ office: TestOffice; desk: Desk }> {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context) };
}

/** That many closings are stored. */
const stored = async ({ context }: TestOffice): Promise<number> => (await listClosings(context.db, {})).length;

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

describe('when a closing cannot be opened', () => {
  it.each([
    { what: 'its last byte was changed', damage: (sealed: Buffer) => flip(sealed, sealed.length - 1) },
    { what: 'its first byte was changed', damage: (sealed: Buffer) => flip(sealed, 0) },
    { what: 'it was cut short', damage: (sealed: Buffer) => sealed.subarray(0, -1) },
    { what: 'a byte follows it', damage: (sealed: Buffer) => Buffer.concat([sealed, Buffer.from([0])]) },
    { what: 'it is empty', damage: () => Buffer.alloc(0) },
  ])('refuses it as not-opened: $what', async ({ damage }) => {
    const { office, desk } = await openDesk();
    const { sealed } = await desk.closing();
    await expect(desk.send({ sealed: damage(sealed) })).toFailWith('not-opened');
    expect(await stored(office)).toBe(0);
  });

  it('refuses one that is signed but not sealed as not-opened', async () => {
    const { desk } = await openDesk();
    const { signedData } = await desk.closing();
    await expect(desk.send({ sealed: signedData })).toFailWith('not-opened');
  });

  it('says unknown-recipient-key when it is sealed to somebody else', async () => {
    const { desk } = await openDesk();
    const { signedData } = await desk.closing();
    const sealed = await seal(signedData, desk.device.certificate);
    await expect(desk.send({ sealed })).toFailWith('unknown-recipient-key');
  });
});

describe("when a closing's signature is not what it should be", () => {
  it('refuses one whose file was changed and sealed anew', async () => {
    const { office, desk } = await openDesk();
    const { signedData, file } = await desk.closing();
    const changed = flip(signedData, signedData.indexOf(file));
    await expect(desk.send({ sealed: await desk.seal(changed) })).toFailWith('signature-invalid');
    expect(await stored(office)).toBe(0);
  });

  it("refuses another root's manager of the same name", async () => {
    const { office, desk } = await openDesk();
    const { manager } = await testPki(office.clock.now());
    await expect(desk.close({ signer: manager })).toFailWith('signer-untrusted');
  });

  it("refuses another root's manager who puts our issuing CA beside the certificate", async () => {
    const { office, desk } = await openDesk();
    const { manager } = await testPki(office.clock.now());
    const { root, issuingCertificate } = office.context.keys;
    const signer = { ...manager, chain: [issuingCertificate, root] };
    await expect(desk.close({ signer })).toFailWith('signer-untrusted');
  });

  it("refuses a manager who issues a certificate of one's own", async () => {
    const { office, desk } = await openDesk();
    const { certificate, privateKey } = desk.manager;
    const forged = await issueFor(MANAGER, testKey(8).publicKey, { certificate, privateKey }, office.clock.now());
    const chain = [certificate, office.context.keys.issuingCertificate];
    const signer = { certificate: forged, privateKey: testKey(8).privateKey, chain };
    await expect(desk.close({ signer })).toFailWith('signer-untrusted');
  });

  it('refuses one signed before the certificate was valid, or after it was', async () => {
    const { office, desk } = await openDesk();
    const { notBefore, notAfter } = desk.manager.certificate;
    const early = new Date(notBefore.getTime() - SECOND);
    await expect(desk.close({ signingTime: early })).toFailWith('signer-not-valid-then');
    office.clock.set(notAfter);
    await expect(desk.close({ signingTime: new Date(notAfter.getTime() + SECOND) })).toFailWith(
      'signer-not-valid-then',
    );
    await expect(desk.close({ signingTime: notAfter })).resolves.toMatchObject({ isNew: true });
  });

  it('takes one that was signed in time and arrives after the certificate expired', async () => {
    const { office, desk } = await openDesk();
    const { notAfter } = desk.manager.certificate;
    office.clock.set(new Date(notAfter.getTime() + DAY));
    const { closing } = await desk.close({ signingTime: notAfter });
    expect(closing.state).toBe('accepted');
  });

  it.each([
    { what: 'a device', signerOf: ({ device }: Desk) => device },
    { what: 'the office itself', signerOf: ({ office }: Desk) => office.keys.signing() },
  ])('refuses $what as signer: only a manager closes', async ({ signerOf }) => {
    const { desk } = await openDesk();
    await expect(desk.close({ signer: await signerOf(desk) })).toFailWith('signer-wrong-role');
  });
});

describe('when a closing is not of the branch whose PC brings it', () => {
  it("refuses another branch's closing, whole and well made", async () => {
    const { office, desk } = await openDesk();
    await office.addBranch('SG-02');
    const other = await Desk.open(office.context, 'SG-02', 8);
    const theirs = await other.closing();
    await expect(desk.send(theirs)).toFailWith('branch-mismatch');
    await expect(other.send(theirs)).resolves.toMatchObject({ isNew: true });
    await expect(desk.send(theirs)).toFailWith('branch-mismatch');
  });

  it("refuses one that another branch's manager signed for this branch", async () => {
    const { office, desk } = await openDesk();
    await office.addBranch('SG-02');
    const signer = await enrolHolder(office.context, { ...MANAGER, branch: 'SG-02' }, testKey(8));
    await expect(desk.close({ signer })).toFailWith('branch-mismatch');
    await expect(desk.close({ signer, from: identityUrn(MANAGER) })).toFailWith('branch-mismatch');
  });

  it('refuses one that one manager signs in the name of another', async () => {
    const { desk } = await openDesk();
    await expect(desk.close({ from: identityUrn(MANAGER) })).toFailWith('branch-mismatch');
  });

  it.each([OFFICE_SIGNING_URN, branchUrn('SG-01')])('refuses one that is addressed to %s', async (to) => {
    const { desk } = await openDesk();
    await expect(desk.close({ to })).toFailWith('recipient-mismatch');
  });
});

describe('when something else comes in place of a closing', () => {
  it('refuses a menu, even one that a manager signed', async () => {
    const { office, desk } = await openDesk();
    const { header } = await desk.closing();
    const { fileName, businessDate, part, revision, ...common } = header;
    for (const kind of ['menu', 'receipt'] as const) {
      const entity = { header: { ...common, kind }, body: Buffer.from('{}') };
      const signedData = await signEntity(entity, desk.manager, header.date);
      await expect(desk.send({ sealed: await desk.seal(signedData) })).toFailWith('document-malformed');
    }
    expect(await stored(office)).toBe(0);
  });

  it('refuses a file over the limit', async () => {
    const { desk } = await openDesk();
    await expect(desk.close({ file: Buffer.alloc(LIMITS.file + 1) })).toFailWith('document-too-large');
  });
});

/** A copy with one bit of one byte changed. */
function flip(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}
