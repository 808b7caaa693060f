import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextConstructed, contextPrimitive } from '../../../src/shared/asn1/tags.ts';
import { integer, nullValue, octetString, oid, sequence, tlv } from '../../../src/shared/asn1/writer.ts';
import { open, seal } from '../../../src/shared/cms/enveloped-data.ts';
import { issuerAndSerialNumber } from '../../../src/shared/cms/signed-data.ts';
import { hasCode, type SpamsError } from '../../../src/shared/errors.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { DEVICE, type Holder, type TestPki, testHolder, testPki } from '../../support/pki.ts';
import {
  contentsAt,
  doubled,
  elementAt,
  flipped,
  type Path,
  removed,
  replaceAt,
  sampled,
  swappedFor,
} from '../asn1/patch.ts';
import { AT } from './envelope-paths.ts';

const PLAINTEXT = Buffer.from('what only the office may read');

let pki: TestPki;
let office: Holder;
let sealed: Buffer;

beforeAll(async () => {
  pki = await testPki();
  office = pki.officeEncryption;
  sealed = await seal(PLAINTEXT, office.certificate);
});

/** What opening gives or throws. */
const outcome = (der: Buffer) => open(der, [office]).catch((error: SpamsError) => error);

describe('what is sealed', () => {
  it.each([0, 1, 127, 128, 65_536])('opens again to the same %d bytes', async (length) => {
    const plaintext = randomBytes(length);
    expect((await open(await seal(plaintext, office.certificate), [office])).equals(plaintext)).toBe(true);
  });

  it('does not hold its plaintext', () => {
    expect(sealed.includes(PLAINTEXT.subarray(0, 8))).toBe(false);
  });

  it('opens with an old key that is kept among the recipients', async () => {
    const renewed = await testHolder(pki, { role: 'office-encryption' }, testKey(FREE_KEY));
    expect(await open(sealed, [renewed, office])).toEqual(PLAINTEXT);
    expect(await open(await seal(PLAINTEXT, renewed.certificate), [renewed, office])).toEqual(PLAINTEXT);
  });

  it('opens with a certificate that was renewed over the same key only under its own name', async () => {
    const { privateKey, certificate } = office;
    const renewed = await testHolder(
      pki,
      { role: 'office-encryption' },
      { privateKey, publicKey: certificate.publicKey },
    );
    await expect(open(sealed, [renewed])).toFailWith('unknown-recipient-key');
  });
});

describe('when it is meant for somebody else', () => {
  it('it throws unknown-recipient-key', async () => {
    await expect(open(sealed, [pki.device])).toFailWith('unknown-recipient-key');
  });

  it('it throws unknown-recipient-key when there is no key at all, whatever came', async () => {
    await expect(open(sealed, [])).toFailWith('unknown-recipient-key');
    await expect(open(Buffer.from('garbage'), [])).toFailWith('unknown-recipient-key');
  });

  it('it throws not-opened when it is relabelled as ours', async () => {
    const other = await seal(PLAINTEXT, pki.device.certificate);
    const relabelled = replaceAt(other, AT.rid, swappedFor(issuerAndSerialNumber(office.certificate)));
    await expect(open(relabelled, [office])).toFailWith('not-opened');
  });

  it('it throws not-opened when two certificates share a name and serial and the key is the other one', async () => {
    const impostor = { certificate: office.certificate, privateKey: testKey(FREE_KEY).privateKey };
    await expect(open(sealed, [impostor])).toFailWith('not-opened');
  });
});

describe('when a byte was flipped', () => {
  it('it throws not-opened, or unknown-recipient-key inside the name of the recipient', async () => {
    const rid = elementAt(sealed, AT.rid);
    const start = sealed.indexOf(rid);
    const header = rid.length - contentsAt(sealed, AT.rid).length;
    for (const position of sampled(sealed.length, 200)) {
      const inName = position >= start + header && position < start + rid.length;
      await expect(open(flipped(sealed, position), [office]), `byte ${position}`).toFailWith(
        inName ? 'unknown-recipient-key' : 'not-opened',
      );
    }
  });

  it.each(['ciphertext', 'tag', 'nonce', 'encryptedKey'] as const)('it throws in each byte of the %s', async (name) => {
    const part = contentsAt(sealed, AT[name]);
    const start = sealed.indexOf(part);
    for (const offset of sampled(part.length, 40)) {
      await expect(open(flipped(sealed, start + offset), [office]), `byte ${offset}`).toFailWith('not-opened');
    }
  });
});

describe('when what the tag does not cover was changed', () => {
  const sha1 = sequence(oid('1.3.14.3.2.26'));
  const gcm192 = '2.16.840.1.101.3.4.1.26';

  it.each<[what: string, path: Path, change: (element: Buffer) => Buffer]>([
    ['another content type', [0], swappedFor(oid('1.2.840.113549.1.7.3'))],
    ['another version', AT.version, swappedFor(integer(1))],
    ['another version of the recipient', AT.recipientVersion, swappedFor(integer(2))],
    ['no recipient', AT.recipientInfo, removed],
    ['the recipient twice', AT.recipientInfo, doubled],
    ['originatorInfo', AT.version, (version) => Buffer.concat([version, tlv(contextConstructed(0))])],
    ['PKCS#1 v1.5 for the key', AT.keyAlgorithm, swappedFor(sequence(oid(OID.rsaEncryption), nullValue()))],
    ['OAEP with its SHA-1 defaults', AT.keyAlgorithm, swappedFor(sequence(oid(OID.rsaesOaep), sequence()))],
    ['SHA-1 in OAEP', [...AT.keyAlgorithm, 1, 0, 0], swappedFor(sha1)],
    ['SHA-1 in MGF1', [...AT.keyAlgorithm, 1, 1, 0, 1], swappedFor(sha1)],
    ['no MGF', [...AT.keyAlgorithm, 1, 1], removed],
    ['another type inside', AT.innerType, swappedFor(oid(OID.signedData))],
    ['another cipher', AT.cipher, swappedFor(oid(gcm192))],
    ['no ICV length', AT.tagLength, removed],
    ['an ICV length of 12', AT.tagLength, swappedFor(integer(12))],
    [
      'authenticated attributes',
      AT.encryptedContent,
      (content) => Buffer.concat([content, tlv(contextConstructed(1))]),
    ],
    ['unauthenticated attributes', AT.tag, (tag) => Buffer.concat([tag, tlv(contextConstructed(2))])],
    ['a nonce of 16 bytes', AT.nonce, swappedFor(octetString(Buffer.alloc(16)))],
    ['no nonce', AT.nonce, swappedFor(octetString(Buffer.alloc(0)))],
    ['a tag of 12 bytes', AT.tag, (tag) => octetString(tag.subarray(2, 14))],
    ['no tag', AT.tag, removed],
    ['no content', AT.ciphertext, removed],
    ['the content twice', AT.ciphertext, doubled],
    ['content in segments', AT.ciphertext, (content) => tlv(0xa0, octetString(content.subarray(2)))],
    ['a key ciphertext of 383 bytes', AT.encryptedKey, (key) => octetString(key.subarray(4, -1))],
    ['a key ciphertext of no bytes', AT.encryptedKey, swappedFor(octetString(Buffer.alloc(0)))],
    ['bytes after it', [], (der) => Buffer.concat([der, Buffer.alloc(1)])],
    ['the document twice', [], doubled],
    ['an indefinite length', [], (der) => Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.alloc(2)])],
    ['a length that is not minimal', [], (der) => Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)])],
  ])('it throws not-opened: %s', async (_, path, change) => {
    const changed = replaceAt(sealed, path, change);
    expect(changed.equals(sealed)).toBe(false);
    await expect(open(changed, [office])).toFailWith('not-opened');
  });

  it('it throws not-opened wherever it is cut off', async () => {
    for (const length of sampled(sealed.length, 60).slice(0, -1)) {
      await expect(open(sealed.subarray(0, length), [office]), `cut to ${length}`).toFailWith('not-opened');
    }
    await expect(open(Buffer.alloc(0), [office])).toFailWith('not-opened');
  });

  it.each([0, 33])('it throws not-opened when OAEP holds a key of %d bytes', async (length) => {
    await expect(open(withKey(sealed, Buffer.alloc(length)), [office])).toFailWith('not-opened');
  });

  it('it throws not-opened when the content is truly under AES-128, whatever the document says', async () => {
    const key = randomBytes(16);
    const cipher = createCipheriv('aes-128-gcm', key, contentsAt(sealed, AT.nonce));
    const ciphertext = Buffer.concat([cipher.update(PLAINTEXT), cipher.final()]);
    const weak = replaceAt(
      replaceAt(withKey(sealed, key), AT.ciphertext, swappedFor(tlv(contextPrimitive(0), ciphertext))),
      AT.tag,
      swappedFor(octetString(cipher.getAuthTag())),
    );
    await expect(open(weak, [office])).toFailWith('not-opened');
  });

  /** The document with another content key, well encrypted for the office. */
  function withKey(der: Buffer, key: Buffer): Buffer {
    const oaep = { key: office.certificate.publicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING };
    return replaceAt(der, AT.encryptedKey, swappedFor(octetString(publicEncrypt(oaep, key))));
  }
});

describe('whatever bytes come', () => {
  it('it throws not-opened and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (array) => {
        expect(await outcome(Buffer.from(array))).toSatisfy((error) => hasCode(error, 'not-opened'));
      }),
    );
  });
});

describe('when documents are sealed again and again', () => {
  it('AES with random nonces: 10,000 documents, and no nonce, key ciphertext or content twice', async () => {
    const { certificate } = await testHolder(pki, DEVICE, testKey(FREE_KEY));
    const count = 10_000;
    const batch = 100;
    const seen = { nonce: new Set<string>(), encryptedKey: new Set<string>(), ciphertext: new Set<string>() };
    for (let done = 0; done < count; done += batch) {
      for (const der of await Promise.all(Array.from({ length: batch }, () => seal(PLAINTEXT, certificate)))) {
        seen.nonce.add(contentsAt(der, AT.nonce).toString('hex'));
        seen.encryptedKey.add(contentsAt(der, AT.encryptedKey).toString('hex'));
        seen.ciphertext.add(contentsAt(der, AT.ciphertext).toString('hex'));
      }
    }
    expect(seen.nonce.size).toBe(count);
    expect(seen.encryptedKey.size).toBe(count);
    expect(seen.ciphertext.size).toBe(count);
    expect([...seen.nonce].every((nonce) => nonce.length === 24)).toBe(true);
  });
});
