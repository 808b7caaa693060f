import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { integer, nullValue, octetString, oid, sequence, setOf, time } from '../../../src/shared/asn1/writer.ts';
import { issuerAndSerialNumber, verifySignature } from '../../../src/shared/cms/signed-data.ts';
import { sha256Algorithm } from '../../../src/shared/pki/algorithms.ts';
import { NOW, type TestPki, testPki } from '../../support/pki.ts';
import { childrenOf, elementAt } from '../asn1/patch.ts';
import { attribute, buildSignedData, goodAttributes, signingCertificateV2 } from './build-signed-data.ts';

const CONTENT = Buffer.from('100 apple\r\n');
const NAMES = ['contentType', 'messageDigest', 'signingTime', 'signingCertificateV2'] as const;
type Name = (typeof NAMES)[number];

let pki: TestPki;
let good: Record<Name, Buffer>;

beforeAll(async () => {
  pki = await testPki();
  good = goodAttributes(CONTENT, pki.manager.certificate, NOW);
});

/** A document whose manager really signed these attributes. */
const signed = (...attributes: Buffer[]) => buildSignedData(pki.manager, CONTENT, NOW, { signer: { attributes } });

/** All good attributes, but `name` is swapped for `value`. */
const signedWith = (name: Name, value: Buffer) => signed(...Object.values({ ...good, [name]: value }));

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

describe('signed attributes', () => {
  it('verify when each is there once', async () => {
    const { signer } = await verifySignature(signed(...Object.values(good)));
    expect(signer.identity).toEqual({ role: 'manager', branch: 'SG-01', id: 'mei' });
  });

  it('may hold types that SPAMS does not use', async () => {
    const other = attribute('1.2.840.113549.1.9.15', sequence());
    expect((await verifySignature(signed(...Object.values(good), other))).content).toEqual(CONTENT);
  });

  describe.each(NAMES)('%s', (name) => {
    const rest = () => Object.values({ ...good, [name]: Buffer.alloc(0) });

    it('when it is missing, it throws', async () => {
      await expect(verifySignature(signed(...rest()))).toFailWith('document-malformed');
    });

    it('when it is there twice, it throws', async () => {
      await expect(verifySignature(signed(...rest(), good[name], good[name]))).toFailWith('document-malformed');
    });

    it('when it has no value, it throws', async () => {
      await expect(verifySignature(signed(...rest(), attribute(OID[name])))).toFailWith('document-malformed');
    });

    it('when it has two values, it throws', async () => {
      const value = elementAt(good[name], [1, 0]);
      await expect(verifySignature(signed(...rest(), attribute(OID[name], value, value)))).toFailWith(
        'document-malformed',
      );
    });

    it('when its value is of another type, it throws', async () => {
      await expect(verifySignature(signed(...rest(), attribute(OID[name], nullValue())))).toFailWith(
        'document-malformed',
      );
    });

    it('when something follows the value, it throws', async () => {
      const widened = sequence(...childrenOf(good[name]), integer(1));
      await expect(verifySignature(signed(...rest(), widened))).toFailWith('document-malformed');
    });
  });

  describe('when an attribute is changed and not signed again', () => {
    it.each(NAMES)('it throws on %s', async (name) => {
      const der = signed(...Object.values(good));
      const at = der.indexOf(good[name]);
      der[at + good[name].length - 1]! ^= 1;
      await expect(verifySignature(der)).toFailWith('signature-invalid');
    });
  });

  describe('when an attribute says something else, truly signed', () => {
    it('it throws on another content type', async () => {
      const der = signedWith('contentType', attribute(OID.contentType, oid(OID.signedData)));
      await expect(verifySignature(der)).toFailWith('signature-invalid');
    });

    it.each([
      ['the digest of other content', sha256(Buffer.from('900 apple\r\n'))],
      ['a digest cut short', sha256(CONTENT).subarray(0, 31)],
      ['no digest', Buffer.alloc(0)],
      ['a SHA-1 digest', createHash('sha1').update(CONTENT).digest()],
    ])('it throws on %s', async (_, digest) => {
      const der = signedWith('messageDigest', attribute(OID.messageDigest, octetString(digest)));
      await expect(verifySignature(der)).toFailWith('signature-invalid');
    });

    it('it throws on a signing time that does not exist', async () => {
      const value = time(NOW);
      value.write('261331', 2, 'latin1');
      await expect(verifySignature(signedWith('signingTime', attribute(OID.signingTime, value)))).toFailWith(
        'document-malformed',
      );
    });

    it.each([
      ['another certificate', () => signingCertificateV2(sha256(pki.device.certificate.der))],
      ['a hash cut short', () => signingCertificateV2(sha256(pki.manager.certificate.der).subarray(0, 20))],
      [
        'another certificate before the right one',
        () => sequence(sequence(essCertId(pki.device), essCertId(pki.manager))),
      ],
    ])('it throws on a signingCertificateV2 of %s', async (_, value) => {
      const der = signedWith('signingCertificateV2', attribute(OID.signingCertificateV2, value()));
      await expect(verifySignature(der)).toFailWith('signature-invalid');
    });

    it.each([
      ['SHA-1', () => sequence(sequence(sequence(sequence(oid('1.3.14.3.2.26')), octetString(Buffer.alloc(20)))))],
      ['no certificate at all', () => sequence(sequence())],
      ['an empty value', () => sequence()],
    ])('it throws on a signingCertificateV2 with %s', async (_, value) => {
      const der = signedWith('signingCertificateV2', attribute(OID.signingCertificateV2, value()));
      await expect(verifySignature(der)).toFailWith('document-malformed');
    });

    it('takes a signingCertificateV2 that names SHA-256, issuer and serial, and the chain', async () => {
      const { certificate } = pki.manager;
      const full = sequence(sha256Algorithm, octetString(sha256(certificate.der)), issuerAndSerialNumber(certificate));
      const value = sequence(sequence(full, essCertId(pki.issuing)));
      const der = signedWith('signingCertificateV2', attribute(OID.signingCertificateV2, value));
      expect((await verifySignature(der)).signer.fingerprint).toBe(certificate.fingerprint);
    });
  });

  describe('when there are too many', () => {
    it('it throws on seventeen', async () => {
      const extra = Array.from({ length: 13 }, (_, index) => attribute(`1.2.3.${index}`, setOf()));
      await expect(verifySignature(signed(...Object.values(good), ...extra))).toFailWith('document-malformed');
      expect((await verifySignature(signed(...Object.values(good), ...extra.slice(1)))).content).toEqual(CONTENT);
    });
  });

  const essCertId = ({ certificate }: Pick<TestPki['issuing'], 'certificate'>): Buffer =>
    sequence(octetString(sha256(certificate.der)));
});
