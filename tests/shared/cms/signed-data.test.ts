import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextConstructed } from '../../../src/shared/asn1/tags.ts';
import { integer, nullValue, octetString, oid, sequence, setOf, tlv } from '../../../src/shared/asn1/writer.ts';
import { issuerAndSerialNumber, sign, verifySignature } from '../../../src/shared/cms/signed-data.ts';
import { hasCode } from '../../../src/shared/errors.ts';
import { sha256Algorithm, sha256Bare, sha256WithRsaAlgorithm } from '../../../src/shared/pki/algorithms.ts';
import { issueOfficeTls } from '../../../src/shared/pki/issue.ts';
import { generateEcKey } from '../../../src/shared/pki/keys.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { daysFrom, NOW, type TestPki, testHolder, testPki } from '../../support/pki.ts';
import { doubled, flipped, type Path, removed, replaceAt, sampled, swappedFor } from '../asn1/patch.ts';
import { attribute, buildSignedData, buildSignerInfo, encapsulated } from './build-signed-data.ts';

const CONTENT = Buffer.from('100 apple\r\n12 plum\r\n');
const SHA1 = '1.3.14.3.2.26';
const SHA1_WITH_RSA = '1.2.840.113549.1.1.5';

let pki: TestPki;
let good: Buffer;

beforeAll(async () => {
  pki = await testPki();
  good = await sign(CONTENT, pki.manager, NOW);
});

/** As the manager signs it, but for `changes`. */
const built = (changes: Parameters<typeof buildSignedData>[3] = {}) =>
  buildSignedData(pki.manager, CONTENT, NOW, changes);

describe('a good SignedData', () => {
  it('gives back content, signer, chain and signing time', async () => {
    const { content, signer, certificates, signingTime } = await verifySignature(good);
    expect(content).toEqual(CONTENT);
    expect(signer.fingerprint).toBe(pki.manager.certificate.fingerprint);
    expect(certificates.map((each) => each.fingerprint).sort()).toEqual(
      [pki.manager.certificate, ...pki.chain].map((each) => each.fingerprint).sort(),
    );
    expect(signingTime).toEqual(NOW);
  });

  it('is what the tests build when they change nothing', () => {
    expect(built()).toEqual(good);
  });

  it.each([0, 1, 127, 128, 65_536])('holds %d bytes of content as they are', async (length) => {
    const content = Buffer.alloc(length, 0x0a);
    expect((await verifySignature(await sign(content, pki.manager, NOW))).content.equals(content)).toBe(true);
  });

  it('may name its signature algorithm sha256WithRSAEncryption, and SHA-256 without parameters', async () => {
    const der = built({
      digestAlgorithms: setOf(sha256Bare),
      signer: { digestAlgorithm: sha256Bare, signatureAlgorithm: sha256WithRsaAlgorithm },
    });
    expect((await verifySignature(der)).content).toEqual(CONTENT);
  });
});

describe('when what was signed is changed', () => {
  it('it throws on other content', async () => {
    const other = Buffer.from('900 apple\r\n12 plum\r\n');
    await expect(verifySignature(built({ encapsulated: encapsulated(other) }))).toFailWith('signature-invalid');
  });

  it('it throws on a signature by another key', async () => {
    const { privateKey } = testKey(FREE_KEY);
    await expect(verifySignature(built({ signer: { key: privateKey } }))).toFailWith('signature-invalid');
  });

  it('it throws on a certificate of the same key that names somebody else', async () => {
    const { manager } = pki;
    const other = await testHolder(
      pki,
      { role: 'manager', branch: 'SG-02', id: 'mei' },
      { privateKey: manager.privateKey, publicKey: manager.certificate.publicKey },
    );
    const der = built({
      certificates: [other.certificate.der],
      signer: { sid: issuerAndSerialNumber(other.certificate) },
    });
    await expect(verifySignature(der)).toFailWith('signature-invalid');
  });

  it('it gives no other content, signer or time, whichever byte was flipped', async () => {
    for (const position of sampled(good.length, 250)) {
      const outcome = await verifySignature(flipped(good, position)).catch((error: unknown) => error);
      if (hasCode(outcome, 'document-malformed', 'signature-invalid')) continue;
      // The rest of the chain is for chain validation.
      expect(outcome, `byte ${position}`).toMatchObject({
        content: CONTENT,
        signer: { fingerprint: pki.manager.certificate.fingerprint },
        signingTime: NOW,
      });
    }
  });
});

describe('when the signer is wrong', () => {
  it('it throws on no signer', async () => {
    await expect(verifySignature(built({ signerInfos: [] }))).toFailWith('document-malformed');
  });

  it('it throws on two signers, both good', async () => {
    const signerInfos = [pki.manager, pki.device].map((signer) => buildSignerInfo(signer, CONTENT, NOW));
    const certificates = [pki.manager, pki.device].map(({ certificate }) => certificate.der);
    await expect(verifySignature(built({ signerInfos, certificates }))).toFailWith('document-malformed');
  });

  it('it throws when the certificate of the signer is missing', async () => {
    const certificates = pki.chain.map(({ der }) => der);
    await expect(verifySignature(built({ certificates }))).toFailWith('signature-invalid');
    await expect(verifySignature(built({ certificates: [] }))).toFailWith('signature-invalid');
  });

  it('it throws on a key that is not RSA, whatever algorithm the document names', async () => {
    const { publicKey, privateKey } = await generateEcKey();
    const certificate = await issueOfficeTls(publicKey, 'office.test', pki.issuing, NOW);
    const der = buildSignedData({ certificate, privateKey, chain: pki.chain }, CONTENT, NOW);
    await expect(verifySignature(der)).toFailWith('signature-invalid');
  });
});

describe('when the algorithm is another', () => {
  const sha1 = sequence(oid(SHA1), nullValue());

  it.each([
    ['SHA-1 among the digests', { digestAlgorithms: setOf(sha1) }],
    ['SHA-1 beside SHA-256', { digestAlgorithms: setOf(sha1, sha256Algorithm) }],
    ['no digest', { digestAlgorithms: setOf() }],
    ['SHA-1 for the signer', { signer: { digestAlgorithm: sha1, hash: 'sha1' as const } }],
    ['sha1WithRSAEncryption', { signer: { signatureAlgorithm: sequence(oid(SHA1_WITH_RSA), nullValue()) } }],
    ['RSASSA-PSS', { signer: { signatureAlgorithm: sequence(oid('1.2.840.113549.1.1.10'), sequence()) } }],
    ['rsaEncryption without its parameters', { signer: { signatureAlgorithm: sequence(oid(OID.rsaEncryption)) } }],
  ])('it throws on %s', async (_, changes) => {
    await expect(verifySignature(built(changes))).toFailWith('document-malformed');
  });
});

describe('when the structure is another', () => {
  const unused = attribute('1.2.3', integer(1));

  it.each([
    ['SignedData of version 3', { version: integer(3) }],
    ['SignerInfo of version 3', { signer: { version: integer(3) } }],
    ['no signed attributes', { signer: { attributes: [] } }],
    ['detached content', { encapsulated: sequence(oid(OID.data)) }],
    ['another content type', { encapsulated: encapsulated(CONTENT, OID.signedData) }],
    ['content in two segments', { encapsulated: sequence(oid(OID.data), segmented(CONTENT)) }],
    ['CRLs', { afterCertificates: tlv(contextConstructed(1)) }],
    ['unsigned attributes', { signer: { afterSignature: tlv(contextConstructed(1), unused) } }],
    ['a signer named by key identifier', { signer: { version: integer(3), sid: tlv(0x80, Buffer.alloc(20)) } }],
    ['something among the certificates that is none', { certificates: [sequence(integer(1))] }],
  ])('it throws on %s', async (_, changes) => {
    await expect(verifySignature(built(changes))).toFailWith('document-malformed');
  });

  it('it throws on nine certificates', async () => {
    const certificates = Array.from({ length: 9 }, () => pki.manager.certificate.der);
    await expect(verifySignature(built({ certificates }))).toFailWith('document-malformed');
    expect((await verifySignature(built({ certificates: certificates.slice(1) }))).certificates).toHaveLength(8);
  });

  it.each<[what: string, path: Path, change: (element: Buffer) => Buffer]>([
    ['another kind of ContentInfo', [0], swappedFor(oid(OID.data))],
    ['a ContentInfo without its type', [0], removed],
    ['a ContentInfo without content', [1], removed],
    ['a ContentInfo with its content twice', [1], doubled],
    ['two SignedData in one', [1, 0], doubled],
    ['a digest algorithm twice', [1, 0, 1, 0], doubled],
    ['two contents in one', [1, 0, 2, 1, 0], doubled],
    ['two contents beside each other', [1, 0, 2, 1], doubled],
    ['the signers twice', [1, 0, 4], doubled],
    ['the document twice', [], doubled],
    ['a byte after it', [], (der) => Buffer.concat([der, Buffer.alloc(1)])],
  ])('it throws on %s', async (_, path, change) => {
    await expect(verifySignature(replaceAt(good, path, change))).toFailWith('document-malformed');
  });

  it('it throws wherever it is cut off', async () => {
    for (const length of sampled(good.length, 100).slice(0, -1)) {
      await expect(verifySignature(good.subarray(0, length)), `cut to ${length}`).toFailWith('document-malformed');
    }
  });

  it('a signing time from before the certificate is for chain validation to refuse', async () => {
    const early = daysFrom(NOW, -400);
    expect((await verifySignature(await sign(CONTENT, pki.manager, early))).signingTime).toEqual(early);
  });

  function segmented(content: Buffer): Buffer {
    return tlv(contextConstructed(0), tlv(0x24, octetString(content.subarray(0, 5)), octetString(content.subarray(5))));
  }
});
