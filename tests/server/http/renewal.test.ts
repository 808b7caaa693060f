import { describe, expect, it } from 'vitest';
import { revoke } from '../../../src/server/authority/branches.ts';
import { renew } from '../../../src/server/authority/renew.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { reenrolOverTls } from '../../support/est.ts';
import { enrolHolder } from '../../support/holders.ts';
import { ask, outcome } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { DEVICE } from '../../support/pki.ts';

const PC = { role: 'device', branch: 'SG-01', id: 'till-2' } as const;
const ANN = { role: 'manager', branch: 'SG-01', id: 'ann' } as const;

describe('when a device renews', () => {
  it('gets the same name for its next key, and both certificates let it in', async () => {
    const office = await TestOffice.start();
    const old = await enrolHolder(office.context, PC, testKey(6));
    const certificate = await reenrolOverTls(office, testKey(7), { as: old });
    if (typeof certificate === 'string') throw new Error(certificate);
    expect(certificate.identity).toEqual(PC);
    const renewed = { certificate, privateKey: testKey(7).privateKey };
    for (const as of [old, renewed]) expect(outcome(await ask(office, PATHS.office, { as }))).toBe(200);
  });

  it('refuses both certificates once the device is revoked', async () => {
    const office = await TestOffice.start();
    const old = await enrolHolder(office.context, PC, testKey(6));
    const certificate = await reenrolOverTls(office, testKey(7), { as: old });
    if (typeof certificate === 'string') throw new Error(certificate);
    await revoke(office.context, PC, 'tests');
    const renewed = { certificate, privateKey: testKey(7).privateKey };
    for (const as of [old, renewed]) {
      expect(await reenrolOverTls(office, testKey(8), { as })).toBe('certificate-revoked');
    }
  });
});

describe('when a manager renews over a device', () => {
  it("gets the manager's name for the manager's current key", async () => {
    const office = await TestOffice.start();
    const as = await enrolHolder(office.context, PC, testKey(6));
    const ann = await enrolHolder(office.context, ANN, testKey(7));
    const certificate = await reenrolOverTls(office, testKey(7), { as });
    expect(certificate).toMatchObject({ identity: ANN, extKeyUsage: ['emailProtection'] });
    expect(certificate).not.toMatchObject({ serial: ann.certificate.serial });
  });

  it("never gives a manager's name over another branch's device", async () => {
    const office = await TestOffice.start();
    await office.addBranch('SG-02');
    const as = await enrolHolder(office.context, { ...PC, branch: 'SG-02' }, testKey(6));
    await enrolHolder(office.context, ANN, testKey(7));
    expect(await reenrolOverTls(office, testKey(7), { as })).toMatchObject({ identity: { ...PC, branch: 'SG-02' } });
  });

  it('gives nothing for a key that was revoked, not even to the PC in its place', async () => {
    const office = await TestOffice.start();
    const as = await enrolHolder(office.context, PC, testKey(6));
    await enrolHolder(office.context, ANN, testKey(7));
    await revoke(office.context, ANN, 'tests');
    expect(await reenrolOverTls(office, testKey(7), { as })).toBe('certificate-revoked');
  });

  it('gives nothing for a key whose certificate has expired', async () => {
    const office = await TestOffice.open();
    const ann = await enrolHolder(office.context, ANN, testKey(7));
    office.clock.set(ann.certificate.notAfter);
    office.clock.advance({ seconds: 1 });
    await expect(renew(office.context, DEVICE, testKey(7).publicKey)).toFailWith('certificate-expired');
    office.clock.advance({ seconds: -1 });
    expect(await renew(office.context, DEVICE, testKey(7).publicKey)).toMatchObject({ identity: ANN });
  });

  it('is the PC itself, not the manager, who is asked for a certificate', async () => {
    const office = await TestOffice.start();
    const ann = await enrolHolder(office.context, ANN, testKey(7));
    expect(await reenrolOverTls(office, testKey(7), { as: ann })).toBe('certificate-untrusted');
    expect(await reenrolOverTls(office, testKey(7), {})).toBe('certificate-required');
  });
});
