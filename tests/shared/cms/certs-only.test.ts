import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextConstructed } from '../../../src/shared/asn1/tags.ts';
import { integer, octetString, oid, sequence, setOf, tlv } from '../../../src/shared/asn1/writer.ts';
import { certsOnly, readCertsOnly } from '../../../src/shared/cms/certs-only.ts';
import { sign } from '../../../src/shared/cms/signed-data.ts';
import { sha256Algorithm } from '../../../src/shared/pki/algorithms.ts';
import { type Certificate, readCertificate } from '../../../src/shared/pki/certificate.ts';
import { NOW, type TestPki, testPki } from '../../support/pki.ts';
import { doubled, type Path, removed, replaceAt, sampled, swappedFor } from '../asn1/patch.ts';
import { extension, resigned, TBS, withExtension } from '../pki/resign.ts';

const CERTIFICATES: Path = [1, 0, 3];

let pki: TestPki;
let good: Buffer;

beforeAll(async () => {
  pki = await testPki();
  good = certsOnly(pki.chain);
});

const fingerprints = (certificates: readonly Certificate[]) =>
  certificates.map(({ fingerprint }) => fingerprint).sort();

describe('certs-only', () => {
  it('gives back every certificate', () => {
    expect(fingerprints(readCertsOnly(good))).toEqual(fingerprints(pki.chain));
  });

  it('may hold none, and up to eight', () => {
    expect(readCertsOnly(certsOnly([]))).toEqual([]);
    expect(readCertsOnly(certsOnly(Array(8).fill(pki.root.certificate)))).toHaveLength(8);
  });

  describe('when it is something else', () => {
    it.each<[what: string, path: Path, change: (element: Buffer) => Buffer]>([
      ['another kind of ContentInfo', [0], swappedFor(oid(OID.data))],
      ['another version', [1, 0, 0], swappedFor(integer(3))],
      ['a digest algorithm', [1, 0, 1], swappedFor(setOf(sha256Algorithm))],
      ['another content type', [1, 0, 2, 0], swappedFor(oid(OID.signedData))],
      ['content', [1, 0, 2, 0], (type) => Buffer.concat([type, tlv(contextConstructed(0), octetString(type))])],
      ['no certificates', CERTIFICATES, removed],
      ['certificates twice', CERTIFICATES, doubled],
      ['what is no certificate', [...CERTIFICATES, 0], swappedFor(sequence(integer(1)))],
      ['a certificate that is spoilt', [...CERTIFICATES, 0, 0], removed],
      ['CRLs', CERTIFICATES, (set) => Buffer.concat([set, tlv(contextConstructed(1))])],
      ['a signer', [1, 0, 4], swappedFor(setOf(sequence(integer(1))))],
      ['no set of signers', [1, 0, 4], removed],
      ['bytes after it', [], (der) => Buffer.concat([der, Buffer.alloc(1)])],
    ])('it throws on %s', async (_, path, change) => {
      await expect(() => readCertsOnly(replaceAt(good, path, change))).toFailWith('document-malformed');
    });

    it('it throws on a signed document', async () => {
      const signed = await sign(Buffer.alloc(0), pki.manager, NOW);
      await expect(() => readCertsOnly(signed)).toFailWith('document-malformed');
    });

    it('it throws on nine certificates', async () => {
      const der = certsOnly(Array(9).fill(pki.root.certificate));
      await expect(() => readCertsOnly(der)).toFailWith('document-malformed');
    });

    it('it throws on more than 64 kB', async () => {
      const padding = extension('1.3.6.1.4.1.99999.1', octetString(Buffer.alloc(11_000)));
      const { certificate, privateKey } = pki.root;
      const large = readCertificate(resigned(certificate.der, privateKey, [TBS.extensions, withExtension(padding)]));
      expect(readCertsOnly(certsOnly(Array(5).fill(large)))).toHaveLength(5);
      await expect(() => readCertsOnly(certsOnly(Array(6).fill(large)))).toFailWith('document-malformed');
    });

    it('it throws wherever it is cut off', async () => {
      for (const length of sampled(good.length, 60).slice(0, -1)) {
        await expect(() => readCertsOnly(good.subarray(0, length)), `cut to ${length}`).toFailWith(
          'document-malformed',
        );
      }
    });
  });
});
