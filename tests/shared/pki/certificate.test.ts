import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextPrimitive, TAG } from '../../../src/shared/asn1/tags.ts';
import { sequence, time, tlv } from '../../../src/shared/asn1/writer.ts';
import { isSignedBy, isValidAt, pem, readCertificate } from '../../../src/shared/pki/certificate.ts';
import { spkiOf } from '../../../src/shared/pki/keys.ts';
import { testKey } from '../../support/keys.ts';
import { openssl } from '../../support/openssl.ts';
import { type Holder, NOW, type TestPki, testHolder, testPki } from '../../support/pki.ts';
import { swappedFor } from '../asn1/patch.ts';
import { type Change, resigned, TBS, uri, withValueOf } from './resign.ts';

let pki: TestPki;
let device: Holder;

beforeAll(async () => {
  pki = await testPki();
  device = await testHolder(pki, { role: 'device', branch: 'SG-01', id: 'main' }, testKey(4));
});

const changed = (...changes: Change[]) =>
  readCertificate(resigned(device.certificate.der, pki.issuing.privateKey, ...changes));

describe('a certificate', () => {
  it('says what it was issued with', async () => {
    const { certificate } = device;
    expect(certificate).toMatchObject({
      fingerprint: createHash('sha256').update(certificate.der).digest('hex'),
      issuer: pki.issuing.certificate.subject,
      isCa: false,
      pathLength: undefined,
      keyUsage: new Set(['digitalSignature', 'keyEncipherment']),
      extKeyUsage: ['clientAuth'],
      identity: { role: 'device', branch: 'SG-01', id: 'main' },
    });
    expect(spkiOf(certificate.publicKey)).toEqual(spkiOf(testKey(4).publicKey));
  });

  it('has the serial number that openssl reads', async () => {
    const { der, serial } = device.certificate;
    const { stdout } = await openssl(['x509', '-inform', 'DER', '-noout', '-serial'], { input: der });
    expect(stdout.toString()).toBe(`serial=${serial.toUpperCase()}\n`);
  });

  it('has its serial number without a leading zero', () => {
    expect(changed([TBS.serial, swappedFor(tlv(TAG.integer, Buffer.from('009a01', 'hex')))]).serial).toBe('9a01');
  });

  it('becomes PEM that openssl reads', async () => {
    const { der } = device.certificate;
    const { stdout } = await openssl(['x509', '-outform', 'DER'], { input: Buffer.from(pem('CERTIFICATE', der)) });
    expect(stdout).toEqual(der);
  });

  it('is valid from its first moment to its last', () => {
    const { certificate } = device;
    const { notBefore, notAfter } = certificate;
    expect(isValidAt(certificate, notBefore)).toBe(true);
    expect(isValidAt(certificate, notAfter)).toBe(true);
    expect(isValidAt(certificate, new Date(notBefore.getTime() - 1))).toBe(false);
    expect(isValidAt(certificate, new Date(notAfter.getTime() + 1))).toBe(false);
  });

  it('may end after 2049, where its times are written another way', () => {
    const end = new Date('2055-06-01T00:00:00Z');
    const certificate = changed([TBS.notAfter, swappedFor(time(end))]);
    expect(certificate.notAfter).toEqual(end);
    expect(isValidAt(certificate, NOW)).toBe(true);
  });

  it('is signed by its issuer and by nobody else', () => {
    expect(isSignedBy(device.certificate, pki.issuing.certificate)).toBe(true);
    expect(isSignedBy(device.certificate, pki.root.certificate)).toBe(false);
    expect(isSignedBy(device.certificate, device.certificate)).toBe(false);
  });
});

describe('whom a certificate names', () => {
  const URN = 'urn:spams:branch:SG-01:device:main';
  const dns = (text: string): Buffer => tlv(contextPrimitive(2), Buffer.from(text));
  const identityWith = (...names: Buffer[]) =>
    changed([TBS.extensions, withValueOf(OID.subjectAltName, sequence(...names))]).identity;

  it('is whom its only alternative name says', () => {
    expect(identityWith(uri(URN))).toEqual({ role: 'device', branch: 'SG-01', id: 'main' });
  });

  it.each<[what: string, names: Buffer[]]>([
    ['two URIs of ours', [uri(URN), uri('urn:spams:branch:SG-02:device:main')]],
    ['the same URI twice', [uri(URN), uri(URN)]],
    ['a URI of ours and a host name', [uri(URN), dns('office.test')]],
    ['our URI as a host name', [dns(URN)]],
    ['a URI with NUL after it', [uri(`${URN}\u0000`)]],
    ['a URI in other letters', [uri(URN.toUpperCase())]],
    ["somebody else's URI", [uri('https://office.test')]],
    ['an empty list', []],
  ])('is nobody when it has %s', (_, names) => {
    expect(identityWith(...names)).toBeUndefined();
  });

  it('is nobody when it has no alternative name, whatever its subject says', () => {
    expect(changed([TBS.extensions, withValueOf(OID.subjectAltName)]).identity).toBeUndefined();
  });
});
