import { createPublicKey, type KeyObject } from 'node:crypto';
import { DerReader, malformed, readBitString, readOnly, readSmallInteger } from '../asn1/reader.ts';
import { contextConstructed, TAG } from '../asn1/tags.ts';
import { bitString, integer, sequence, tlv } from '../asn1/writer.ts';
import { sha256WithRsaAlgorithm } from './algorithms.ts';
import { isRsa3072, type KeyPair, signRsa, spkiOf, verifyRsa } from './keys.ts';
import { distinguishedName } from './names.ts';

const MAX_REQUEST = 8_192;

/**
 * A PKCS#10 request (RFC 2986), DER, that proves possession of the key. Its subject says nothing: whom the certificate
 * names comes from the invite or the certificate being renewed.
 */
export async function makeRequest({ privateKey, publicKey }: KeyPair): Promise<Buffer> {
  const info = sequence(integer(0), distinguishedName('request'), spkiOf(publicKey), tlv(contextConstructed(0)));
  return sequence(info, sha256WithRsaAlgorithm, bitString(await signRsa(privateKey, info)));
}

/** The public key of a PKCS#10 request, once its signature proves possession. Throws `document-malformed`. */
export function readRequest(der: Buffer): KeyObject {
  if (der.length > MAX_REQUEST) throw malformed('a request over 8 kB');
  const outer = new DerReader(readOnly(der, TAG.sequence).contents);
  const info = outer.next(TAG.sequence);
  if (!outer.next(TAG.sequence).raw.equals(sha256WithRsaAlgorithm))
    throw malformed('a request not signed by RSA, SHA-256');
  const signature = readBitString(outer.next(TAG.bitString));
  outer.end();
  const publicKey = readPublicKey(new DerReader(info.contents));
  if (!isRsa3072(publicKey)) throw malformed('a key other than RSA-3072');
  if (!verifyRsa(publicKey, info.raw, signature)) throw malformed('a request not signed by its own key');
  return publicKey;
}

function readPublicKey(info: DerReader): KeyObject {
  if (readSmallInteger(info.next(TAG.integer)) !== 0) throw malformed('a request of another version');
  info.next(TAG.sequence); // subject
  const spki = info.next(TAG.sequence).raw;
  info.next(contextConstructed(0)); // attributes
  info.end();
  try {
    return createPublicKey({ key: spki, type: 'spki', format: 'der' });
  } catch (cause) {
    throw malformed(`not a public key (${(cause as Error).message})`);
  }
}
