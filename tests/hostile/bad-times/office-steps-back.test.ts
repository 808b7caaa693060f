import { describe, expect, it } from 'vitest';
import { reinvite, revoke } from '../../../src/server/authority/branches.ts';
import { issueCrlIfDue, newestCrl } from '../../../src/server/authority/crl.ts';
import { listInvites } from '../../../src/server/authority/invites.ts';
import { verifySignature } from '../../../src/shared/cms/signed-data.ts';
import { readCrl } from '../../../src/shared/pki/crl.ts';
import { identityUrn } from '../../../src/shared/pki/identity.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { expectProof, exportedEvidence } from '../../support/auditor.ts';
import { Desk } from '../../support/closings.ts';
import { enrolOverTls } from '../../support/est.ts';
import { ask, outcome } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { DEVICE, MANAGER } from '../../support/pki.ts';

const ANN = { ...MANAGER, id: 'ann' };
const BACK = [{ hours: -1 }, { days: -1 }, { days: -8 }];

/** An office in its second month, with a desk, whose newest CRL is of this very moment. */
async function olderOffice(open = TestOffice.open) {
  const office = await open();
  const desk = await Desk.open(office.context);
  office.clock.advance({ days: 40 });
  await issueCrlIfDue(office.context);
  return { office, desk };
}

/** The entity of a receipt, headers and all. */
const textOf = async (signedData: Buffer | null): Promise<string> =>
  (await verifySignature(signedData ?? Buffer.alloc(0))).content.toString();

describe("when the office's clock steps back behind its newest CRL", () => {
  it.each(BACK)('evidence of a closing that arrives then still proves it to an auditor: %j', async (step) => {
    const { office, desk } = await olderOffice();
    office.clock.advance(step);
    const { closing } = await desk.close();
    expect(closing.received_at).toBe(office.clock.now().toISOString());
    await expectProof(await exportedEvidence(office.context, closing.number), office.context, identityUrn(ANN));
  });

  it('and so does evidence of what arrives once the clock is right again', async () => {
    const { office, desk } = await olderOffice();
    office.clock.advance({ days: -8 });
    await desk.close();
    office.clock.advance({ days: 8, minutes: 1 });
    const { closing } = await desk.close({ part: 'bar' });
    await expectProof(await exportedEvidence(office.context, closing.number), office.context, identityUrn(ANN));
  });

  it('CRL numbers rise all the same, once, and a revocation made then shows at once', async () => {
    const { office, desk } = await olderOffice();
    const before = await newestCrl(office.context.db, 'issuing');
    office.clock.advance({ hours: -1 });
    await issueCrlIfDue(office.context);
    await issueCrlIfDue(office.context);
    const daily = await newestCrl(office.context.db, 'issuing');
    expect(daily.number).toBe(before.number + 1);
    await revoke(office.context, ANN, 'tests');
    const newest = await newestCrl(office.context.db, 'issuing');
    expect(newest.number).toBe(before.number + 2);
    const crl = readCrl(newest.der, office.context.keys.issuingCertificate);
    expect([...crl.revoked]).toEqual([desk.manager.certificate.serial]);
  });
});

describe("when the office's clock steps back", () => {
  it('whoever was revoked later than now stays out: the device refused, the manager held', async () => {
    const { office, desk } = await olderOffice(TestOffice.start);
    await revoke(office.context, desk.identity, 'tests');
    await revoke(office.context, ANN, 'tests');
    office.clock.advance({ hours: -1 });
    expect(outcome(await ask(office, PATHS.office, { as: desk.device }))).toBe('certificate-revoked');
    expect((await desk.close()).closing.state).toBe('held');
  });

  it('receipts have ids of their own, and the audit record holds through it', async () => {
    const { office, desk } = await olderOffice();
    const receipts: string[] = [];
    for (const hours of [0, -1, 1]) {
      office.clock.advance({ hours });
      const { closing } = await desk.close({ part: `till-${receipts.length}` });
      receipts.push(await textOf(closing.receipt));
    }
    const ids = receipts.map((text) => /^Message-ID: .+$/m.exec(text)?.[0]);
    expect(new Set(ids).size).toBe(3);
    await office.context.audit.verify(office.context.db);
  });

  it('invites stay what they are: an open one good, a used, revoked or replaced one not', async () => {
    const { office } = await olderOffice(TestOffice.start);
    const used = await office.addBranch('SG-02');
    expect(await enrolOverTls(office, used, testKey(8))).toMatchObject({ identity: { branch: 'SG-02' } });
    const replaced = await office.addBranch('SG-03');
    const open = await reinvite(office.context, { ...DEVICE, branch: 'SG-03' }, 'tests');
    office.clock.advance({ hours: -1 });
    expect(await enrolOverTls(office, used, testKey(9))).toBe('invite-used');
    expect(await enrolOverTls(office, replaced, testKey(9))).toBe('invite-refused');
    expect(await enrolOverTls(office, open, testKey(9))).toMatchObject({ identity: { branch: 'SG-03' } });
    expect((await listInvites(office.context)).filter(({ state }) => state === 'open')).toEqual([]);
  });
});
