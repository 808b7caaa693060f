import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { contextConstructed } from '../../../src/shared/asn1/tags.ts';
import {
  bitString,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
} from '../../../src/shared/asn1/writer.ts';
import { sha256WithRsaAlgorithm } from '../../../src/shared/pki/algorithms.ts';
import { type KeyPair, spkiOf } from '../../../src/shared/pki/keys.ts';
import { distinguishedName } from '../../../src/shared/pki/names.ts';
import { makeRequest, readRequest } from '../../../src/shared/pki/request.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { doubled, flipped, type Path, removed, replaceAt, sampled, swappedFor } from '../asn1/patch.ts';
import { resigned } from './resign.ts';

/** Where the parts of a CertificationRequestInfo lie (RFC 2986 section 4.1). */
const AT = { version: [0], subject: [1], publicKey: [2], attributes: [3] } as const satisfies Record<string, Path>;

const pair = testKey(FREE_KEY);
let good: Buffer;

beforeAll(async () => {
  good = await makeRequest(pair);
});

/** A request for any kind of key, signed by it. */
function requestFor({ publicKey, privateKey }: KeyPair): Buffer {
  const info = sequence(integer(0), distinguishedName('request'), spkiOf(publicKey), tlv(contextConstructed(0)));
  return sequence(info, sha256WithRsaAlgorithm, bitString(sign('sha256', info, privateKey)));
}

describe('a request', () => {
  it('proves possession of the key it holds', () => {
    expect(spkiOf(readRequest(good))).toEqual(spkiOf(pair.publicKey));
  });

  it('is what the tests build for the same key', () => {
    expect(requestFor(pair)).toEqual(good);
  });

  it('may hold attributes, as other programs add: they say nothing here', () => {
    const challenge = sequence(oid('1.2.840.113549.1.9.7'), setOf(tlv(0x0c, Buffer.from('secret'))));
    const der = resigned(good, pair.privateKey, [AT.attributes, swappedFor(tlv(contextConstructed(0), challenge))]);
    expect(spkiOf(readRequest(der))).toEqual(spkiOf(pair.publicKey));
  });
});

describe('when a request does not prove possession', () => {
  it('it throws on one signed by another key', async () => {
    const der = resigned(good, testKey(FREE_KEY + 1).privateKey);
    await expect(() => readRequest(der)).toFailWith('document-malformed');
  });

  it("it throws on somebody else's public key, signed by one's own", async () => {
    const other = spkiOf(testKey(FREE_KEY + 1).publicKey);
    const der = resigned(good, pair.privateKey, [AT.publicKey, swappedFor(other)]);
    await expect(() => readRequest(der)).toFailWith('document-malformed');
  });

  it('it throws, whichever byte was flipped', async () => {
    for (const position of sampled(good.length, 200)) {
      await expect(() => readRequest(flipped(good, position)), `byte ${position}`).toFailWith('document-malformed');
    }
  });
});

describe('when the key is of another kind', () => {
  it.each<[what: string, make: () => KeyPair]>([
    ['RSA-2048', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['RSA-3072 with exponent 3', () => generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 })],
    ['RSA-PSS', () => generateKeyPairSync('rsa-pss', { modulusLength: 3072 })],
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ])('it throws on %s', async (_, make) => {
    const der = requestFor(make());
    await expect(() => readRequest(der)).toFailWith('document-malformed');
  });
});

describe('when it is out of form', () => {
  it.each<[what: string, path: Path, change: (element: Buffer) => Buffer]>([
    ['another version', AT.version, swappedFor(integer(1))],
    ['no version', AT.version, removed],
    ['a subject of another type', AT.subject, swappedFor(nullValue())],
    ['no key', AT.publicKey, removed],
    ['a key that is none', AT.publicKey, swappedFor(sequence(integer(1)))],
    ['two keys', AT.publicKey, doubled],
    ['no attributes', AT.attributes, removed],
    ['attributes twice', AT.attributes, doubled],
    ['more than 8 kB', AT.attributes, swappedFor(tlv(contextConstructed(0), octetString(Buffer.alloc(8_192))))],
  ])('it throws on %s', async (_, path, change) => {
    const der = resigned(good, pair.privateKey, [path, change]);
    await expect(() => readRequest(der)).toFailWith('document-malformed');
  });

  it('it throws on another algorithm', async () => {
    const sha1WithRsa = sequence(oid('1.2.840.113549.1.1.5'), nullValue());
    await expect(() => readRequest(replaceAt(good, [1], swappedFor(sha1WithRsa)))).toFailWith('document-malformed');
  });

  it('it throws on bytes after it, and wherever it is cut off', async () => {
    await expect(() => readRequest(replaceAt(good, [2], doubled))).toFailWith('document-malformed');
    await expect(() => readRequest(Buffer.concat([good, Buffer.alloc(1)]))).toFailWith('document-malformed');
    for (const length of sampled(good.length, 60).slice(0, -1)) {
      await expect(() => readRequest(good.subarray(0, length)), `cut to ${length}`).toFailWith('document-malformed');
    }
  });
});
