import { describe, expect, it } from 'vitest';
import { addHolder, reinvite, revoke } from '../../../src/server/authority/branches.ts';
import { revokeInvite } from '../../../src/server/authority/invites.ts';
import { readCertsOnly } from '../../../src/shared/cms/certs-only.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import { readCrl } from '../../../src/shared/pki/crl.ts';
import { parseInvite } from '../../../src/shared/pki/invite.ts';
import { MEDIA, PATHS } from '../../../src/shared/protocol.ts';
import { basic, csrOf, enrolOverTls, postEnrol } from '../../support/est.ts';
import { enrolHolder } from '../../support/holders.ts';
import { ask, outcome } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { MANAGER } from '../../support/pki.ts';

const key = testKey(6);
const otherKey = testKey(7);

const PC = { role: 'device', branch: 'SG-01', id: 'till-2' } as const;

const invitePc = (office: TestOffice): Promise<string> => addHolder(office.context, PC, 'Till 2', 'tests');

/** Whom a certificate names, or the code of the refusal. */
const named = (answer: Certificate | ErrorCode) => (typeof answer === 'string' ? answer : answer.identity);

const same = (answer: Certificate | ErrorCode): string => (typeof answer === 'string' ? answer : answer.fingerprint);

describe('when a PC asks for the authorities', () => {
  it('gets the root that invites pin, and the issuing CA, and nothing else', async () => {
    const office = await TestOffice.start();
    const { headers, body } = await ask(office, PATHS.cacerts);
    expect(headers).toMatchObject({ 'content-type': MEDIA.certsOnly, 'content-transfer-encoding': 'base64' });
    const certificates = readCertsOnly(Buffer.from(body.toString('latin1'), 'base64'));
    const { root, issuingCertificate } = office.context.keys;
    expect(new Set(certificates.map(({ fingerprint }) => fingerprint))).toEqual(
      new Set([root.fingerprint, issuingCertificate.fingerprint]),
    );
    expect(parseInvite(await invitePc(office)).root).toBe(root.fingerprint);
  });
});

describe('when a PC enrols with its invite', () => {
  it('gets a certificate of exactly that name and key, which lets it in at once', async () => {
    const office = await TestOffice.start();
    const certificate = await enrolOverTls(office, await invitePc(office), key);
    if (typeof certificate === 'string') throw new Error(certificate);
    expect(certificate.identity).toEqual(PC);
    expect(certificate.publicKey.equals(key.publicKey)).toBe(true);
    const as = { certificate, privateKey: key.privateKey };
    expect(outcome(await ask(office, PATHS.office, { as }))).toBe(200);
  });

  it('gets the identical certificate for the same key again, until the invite expires', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    const first = await enrolOverTls(office, invite, key);
    office.clock.advance({ hours: 71, minutes: 59, seconds: 59 });
    expect(same(await enrolOverTls(office, invite, key))).toBe(same(first));
    office.clock.advance({ seconds: 1 });
    expect(await enrolOverTls(office, invite, key)).toBe('invite-expired');
  });

  it('refuses another key for a used invite, and lets the first one stay', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    const first = await enrolOverTls(office, invite, key);
    const reply = await postEnrol(office, basic(...credentials(invite)), await csrOf(otherKey));
    expect([reply.status, outcome(reply)]).toEqual([409, 'invite-used']);
    expect(same(await enrolOverTls(office, invite, key))).toBe(same(first));
  });

  it('lets one of two keys that come at the same moment win', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    const answers = await Promise.all([key, otherKey].map((each) => enrolOverTls(office, invite, each)));
    expect(answers.filter((answer) => answer === 'invite-used')).toHaveLength(1);
    expect(answers.map(named)).toContainEqual(PC);
  });

  it('answers 20 requests with the same key at the same moment with one certificate', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    const answers = await Promise.all(Array.from({ length: 20 }, () => enrolOverTls(office, invite, key)));
    expect(new Set(answers.map(same)).size).toBe(1);
  });
});

describe('when an invite is not good', () => {
  it.each([
    { what: 'an unknown invite', forge: (_: string, code: string) => basic('no-such-invite', code) },
    { what: 'a wrong code', forge: (id: string) => basic(id, 'A'.repeat(22)) },
    { what: 'an empty code', forge: (id: string) => basic(id, '') },
    { what: "an invite's digest for its code", forge: (id: string) => basic(id, '0'.repeat(64)) },
    { what: 'a code without its invite', forge: (_: string, code: string) => basic('', code) },
    { what: 'another scheme', forge: (_: string, code: string) => `Bearer ${code}` },
    { what: 'bytes that are no base64', forge: () => 'Basic \u00e4' },
  ])('refuses $what, in the same words', async ({ forge }) => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    const reply = await postEnrol(office, forge(...credentials(invite)), await csrOf(key));
    expect([reply.status, outcome(reply)]).toEqual([401, 'invite-refused']);
    expect(named(await enrolOverTls(office, invite, key))).toEqual(PC);
  });

  it('refuses an expired one, to the second', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    office.clock.advance({ hours: 72 });
    expect(await enrolOverTls(office, invite, key)).toBe('invite-expired');
    office.clock.advance({ seconds: -1 });
    expect(named(await enrolOverTls(office, invite, key))).toEqual(PC);
  });

  it('refuses a revoked one', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    await revokeInvite(office.context, parseInvite(invite).id, 'tests');
    expect(await enrolOverTls(office, invite, key)).toBe('invite-refused');
  });

  it('says that a used invite cannot be revoked: that would not shut its holder out', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    await enrolOverTls(office, invite, key);
    await expect(revokeInvite(office.context, parseInvite(invite).id, 'tests')).toFailWith('unknown-subject');
  });

  it('refuses the invite of somebody who was revoked, used or not', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    await enrolOverTls(office, invite, key);
    await revoke(office.context, PC, 'tests');
    expect(await enrolOverTls(office, invite, key)).toBe('invite-refused');
  });
});

describe('when a holder is invited anew', () => {
  it('voids the open invite at once, and revokes the old certificate only when the new one is used', async () => {
    const office = await TestOffice.start();
    const old = await enrolHolder(office.context, PC, key);
    const open = await reinvite(office.context, PC, 'tests');
    const newest = await reinvite(office.context, PC, 'tests');
    expect(await enrolOverTls(office, open, otherKey)).toBe('invite-refused');
    expect(outcome(await ask(office, PATHS.office, { as: old }))).toBe(200);
    expect(named(await enrolOverTls(office, newest, otherKey))).toEqual(PC);
    expect(outcome(await ask(office, PATHS.office, { as: old }))).toBe('certificate-revoked');
    const crl = readCrl((await ask(office, PATHS.crl)).body, office.context.keys.issuingCertificate);
    expect(crl.revoked).toEqual(new Set([old.certificate.serial]));
  });

  it('does not give a replaced PC its revoked certificate again', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    await enrolOverTls(office, invite, key);
    await enrolOverTls(office, await reinvite(office.context, PC, 'tests'), otherKey);
    expect(await enrolOverTls(office, invite, key)).toBe('certificate-revoked');
  });
});

describe('when a manager enrols', () => {
  const ann = { ...MANAGER, id: 'ann' };

  it("takes it over a device of the manager's own branch alone", async () => {
    const office = await TestOffice.start();
    await office.addBranch('SG-02');
    const own = await enrolHolder(office.context, PC, key);
    const others = await enrolHolder(office.context, { ...PC, branch: 'SG-02' }, testKey(8));
    const invite = await addHolder(office.context, ann, 'Ann', 'tests');
    expect(await enrolOverTls(office, invite, otherKey)).toBe('access-denied');
    expect(await enrolOverTls(office, invite, otherKey, { as: others })).toBe('access-denied');
    expect(named(await enrolOverTls(office, invite, otherKey, { as: own }))).toEqual(ann);
    expect(await enrolOverTls(office, invite, otherKey, { as: others })).toBe('access-denied');
  });
});

function credentials(invite: string): [id: string, code: string] {
  const { id, code } = parseInvite(invite);
  return [id, code];
}
