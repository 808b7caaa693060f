import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextConstructed, TAG } from '../../../src/shared/asn1/tags.ts';
import { integer, nullValue, octetString, oid, sequence, tlv } from '../../../src/shared/asn1/writer.ts';
import { hasCode } from '../../../src/shared/errors.ts';
import { isSignedBy, readCertificate } from '../../../src/shared/pki/certificate.ts';
import { type TestPki, testPki } from '../../support/pki.ts';
import { doubled, flipped, type Path, removed, replaceAt, sampled, swappedFor } from '../asn1/patch.ts';
import {
  type Change,
  criticalExtension,
  extension,
  keyUsage,
  resigned,
  TBS,
  withExtension,
  withValueOf,
} from './resign.ts';

/** An extension that nobody knows. */
const UNKNOWN = '1.3.6.1.4.1.99999.1';
const sha384WithRsa = sequence(oid('1.2.840.113549.1.1.12'), nullValue());
/** TRUE as BER allows it and DER doesn't. */
const looseTrue = tlv(TAG.boolean, Buffer.from([1]));
const bytes = (tag: number, ...values: number[]): Buffer => tlv(tag, Buffer.from(values));

let pki: TestPki;
let good: Buffer;

beforeAll(async () => {
  pki = await testPki();
  good = pki.device.certificate.der;
});

/** The device's certificate, changed and truly signed by its CA. */
const changed = (...changes: Change[]) => resigned(good, pki.issuing.privateKey, ...changes);

describe('readCertificate', () => {
  it('takes the certificate that these tests spoil', () => {
    expect(isSignedBy(readCertificate(changed()), pki.issuing.certificate)).toBe(true);
  });

  describe('when its structure is not what SPAMS issues', () => {
    it.each<[what: string, path: Path, change: (element: Buffer) => Buffer]>([
      ['version 1', TBS.version, removed],
      ['version 2', TBS.version, swappedFor(tlv(contextConstructed(0), integer(1)))],
      ['serial number zero', TBS.serial, swappedFor(integer(0))],
      ['a negative serial number', TBS.serial, swappedFor(bytes(TAG.integer, 0x80))],
      ['another algorithm inside', TBS.algorithm, swappedFor(sha384WithRsa)],
      ['a time with an offset', TBS.notBefore, swappedFor(tlv(TAG.utcTime, Buffer.from('261123100000+0000')))],
      ['a third time', TBS.notAfter, doubled],
      ['a key that is none', TBS.publicKey, swappedFor(sequence(sequence(oid(OID.rsaEncryption))))],
      ['unique identifiers', TBS.publicKey, (key) => Buffer.concat([key, bytes(0x81, 0, 0)])],
      ['no extensions', [7], removed],
      ['an extension twice', [...TBS.extensions, 0], doubled],
      ['33 extensions', TBS.extensions, () => sequence(...unknownExtensions(33))],
      ['an unknown critical extension', TBS.extensions, withExtension(criticalExtension(UNKNOWN, nullValue()))],
      ['a critical flag not DER', TBS.extensions, withExtension(extension(UNKNOWN, nullValue(), looseTrue))],
    ])('it throws on %s', async (_, path, change) => {
      await expect(() => readCertificate(changed([path, change]))).toFailWith('document-malformed');
    });

    it.each<[what: string, id: string, value: Buffer]>([
      ['a CA flag not DER', OID.basicConstraints, sequence(looseTrue)],
      ['a negative path length', OID.basicConstraints, sequence(bytes(TAG.integer, 0xff))],
      ['a third basic constraint', OID.basicConstraints, sequence(integer(0), integer(0))],
      ['bytes after basic constraints', OID.basicConstraints, Buffer.concat([sequence(), nullValue()])],
      ['key usage keyAgreement', OID.keyUsage, keyUsage(0x88)],
      ['key usage dataEncipherment', OID.keyUsage, keyUsage(0x90)],
      ['key usage encipherOnly', OID.keyUsage, keyUsage(0xa1)],
      ['key usage decipherOnly', OID.keyUsage, bytes(TAG.bitString, 7, 0xa0, 0x80)],
      ['a key usage of no bits', OID.keyUsage, bytes(TAG.bitString, 0)],
      ['bytes after a key usage', OID.keyUsage, Buffer.concat([keyUsage(0xa0), nullValue()])],
      ['nine extended usages', OID.extKeyUsage, sequence(...Array<Buffer>(9).fill(oid(OID.clientAuth)))],
      ['extended usages that are no OIDs', OID.extKeyUsage, sequence(nullValue())],
      ['alternative names that are no list', OID.subjectAltName, nullValue()],
    ])('it throws on %s', async (_, id, value) => {
      const der = changed([TBS.extensions, withValueOf(id, value)]);
      await expect(() => readCertificate(der)).toFailWith('document-malformed');
    });

    it('it throws on another algorithm outside', async () => {
      const der = replaceAt(good, [1], swappedFor(sha384WithRsa));
      await expect(() => readCertificate(der)).toFailWith('document-malformed');
    });

    it('it throws on a signature that is no whole bytes', async () => {
      const der = replaceAt(good, [2], (signature) => flipped(signature, 4));
      await expect(() => readCertificate(der)).toFailWith('document-malformed');
    });

    it('it throws on bytes after it', async () => {
      await expect(() => readCertificate(Buffer.concat([good, Buffer.alloc(1)]))).toFailWith('document-malformed');
      await expect(() => readCertificate(replaceAt(good, [2], doubled))).toFailWith('document-malformed');
    });

    it('it throws on more than 16 kB', async () => {
      const padding = extension(UNKNOWN, octetString(Buffer.alloc(16_384)));
      const der = changed([TBS.extensions, withExtension(padding)]);
      await expect(() => readCertificate(der)).toFailWith('document-malformed');
    });

    it('it throws wherever it is cut off', async () => {
      for (const length of sampled(good.length, 60).slice(0, -1)) {
        await expect(() => readCertificate(good.subarray(0, length)), `cut to ${length}`).toFailWith(
          'document-malformed',
        );
      }
    });
  });

  it('lets an unknown extension be that is not critical', () => {
    const der = changed([TBS.extensions, withExtension(extension(UNKNOWN, nullValue()))]);
    expect(readCertificate(der).identity).toEqual(pki.device.certificate.identity);
  });

  describe('when a byte was flipped', () => {
    it('it throws document-malformed, or its issuer did not sign it', () => {
      fc.assert(
        fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (position, mask) => {
          expect(isAccepted(flipped(good, position, mask))).toBe(false);
        }),
        { numRuns: 1_000 },
      );
    });

    function isAccepted(der: Buffer): boolean {
      try {
        return isSignedBy(readCertificate(der), pki.issuing.certificate);
      } catch (error) {
        if (hasCode(error, 'document-malformed')) return false;
        throw error;
      }
    }
  });

  const unknownExtensions = (count: number): Buffer[] =>
    Array.from({ length: count }, (_, index) => extension(`${UNKNOWN}.${index}`, nullValue()));
});
