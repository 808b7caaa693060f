import { type KeyObject, randomBytes, subtle } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import { readOnly } from '../asn1/reader.ts';
import { contextConstructed, contextPrimitive, TAG } from '../asn1/tags.ts';
import { integer, octetString, oid, sequence, setOf, tlv } from '../asn1/writer.ts';
import { SpamsError } from '../errors.ts';
import { sha256Bare } from '../pki/algorithms.ts';
import type { Certificate } from '../pki/certificate.ts';
import { contentInfo, readContentInfo } from './content-info.ts';
import { issuerAndSerialNumber } from './signed-data.ts';

/** A key that documents are sealed to. */
export interface Recipient {
  certificate: Certificate;
  privateKey: KeyObject;
}

/** What varies from one sealed document to the next; everything else in it is fixed. */
interface Envelope {
  /** IssuerAndSerialNumber of the recipient, DER. */
  rid: Buffer;
  encryptedKey: Buffer;
  nonce: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const KEY_LENGTH = 32;
/** The length of an RSA-3072 ciphertext. */
const ENCRYPTED_KEY_LENGTH = 384;
const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' };

/** RSAES-OAEP with SHA-256 and MGF1-SHA-256, both explicit (RFC 4055 section 4.1), written as openssl writes them. */
const oaepAlgorithm = sequence(
  oid(OID.rsaesOaep),
  sequence(tlv(contextConstructed(0), sha256Bare), tlv(contextConstructed(1), sequence(oid(OID.mgf1), sha256Bare))),
);

/**
 * Seals bytes to one recipient: CMS AuthEnvelopedData (RFC 5083), AES-256-GCM (RFC 5084) under a fresh key and nonce,
 * the key under RSAES-OAEP (RFC 3560). DER.
 */
export async function seal(plaintext: Buffer, recipient: Certificate): Promise<Buffer> {
  const contentKey = randomBytes(KEY_LENGTH);
  const nonce = randomBytes(NONCE_LENGTH);
  const [sealed, encryptedKey] = await Promise.all([
    encryptGcm(contentKey, nonce, plaintext),
    subtle.encrypt(OAEP, recipient.publicKey.toCryptoKey(OAEP, false, ['encrypt']), contentKey),
  ]);
  contentKey.fill(0);
  return encodeEnvelope({
    rid: issuerAndSerialNumber(recipient),
    encryptedKey: Buffer.from(encryptedKey),
    nonce,
    ciphertext: sealed.subarray(0, sealed.length - TAG_LENGTH),
    tag: sealed.subarray(sealed.length - TAG_LENGTH),
  });
}

/**
 * Opens what was sealed to one of `recipients` (the current key first, then older ones). Whatever fails before the tag
 * verifies is the one code `not-opened`, and costs the same: an oracle would tell padding from tag (DESIGN section 4).
 * @throws `unknown-recipient-key`, `not-opened`
 */
export async function open(der: Buffer, recipients: readonly Recipient[]): Promise<Buffer> {
  const [current] = recipients;
  if (!current) throw new SpamsError('unknown-recipient-key', { detail: 'there is no key to open it with' });
  const envelope = readEnvelope(der) ?? decoy(current, der);
  const recipient = recipients.find(({ certificate }) => issuerAndSerialNumber(certificate).equals(envelope.rid));
  if (!recipient) throw new SpamsError('unknown-recipient-key');
  const contentKey = await decryptKey(recipient.privateKey, envelope.encryptedKey);
  try {
    return await decryptGcm(contentKey, envelope);
  } catch {
    throw new SpamsError('not-opened');
  } finally {
    contentKey.fill(0);
  }
}

function encodeEnvelope({ rid, encryptedKey, nonce, ciphertext, tag }: Envelope): Buffer {
  const recipientInfo = sequence(integer(0), rid, oaepAlgorithm, octetString(encryptedKey));
  const gcm = sequence(oid(OID.aes256Gcm), sequence(octetString(nonce), integer(TAG_LENGTH)));
  const encryptedContent = sequence(oid(OID.data), gcm, tlv(contextPrimitive(0), ciphertext));
  const authEnveloped = sequence(integer(0), setOf(recipientInfo), encryptedContent, octetString(tag));
  return contentInfo(OID.authEnvelopedData, authEnveloped);
}

/** The varying parts, if the rest is to the byte what we would have written: GCM doesn't cover it. */
function readEnvelope(der: Buffer): Envelope | undefined {
  try {
    const envelope = parseEnvelope(der);
    return encodeEnvelope(envelope).equals(der) ? envelope : undefined;
  } catch {
    return undefined;
  }
}

function parseEnvelope(der: Buffer): Envelope {
  const outer = readContentInfo(der, OID.authEnvelopedData);
  outer.next(TAG.integer);
  const recipientInfo = outer.enter(TAG.set).enter(TAG.sequence);
  recipientInfo.next(TAG.integer);
  const rid = recipientInfo.next(TAG.sequence).raw;
  recipientInfo.next(TAG.sequence);
  const encryptedKey = recipientInfo.next(TAG.octetString).contents;
  const encryptedContent = outer.enter(TAG.sequence);
  const tag = readOnly(outer.next(TAG.octetString).raw, TAG.octetString).contents;
  encryptedContent.next(TAG.oid);
  const gcm = encryptedContent.enter(TAG.sequence);
  gcm.next(TAG.oid);
  const nonce = gcm.enter(TAG.sequence).next(TAG.octetString).contents;
  const ciphertext = encryptedContent.next(contextPrimitive(0)).contents;
  if (nonce.length !== NONCE_LENGTH || tag.length !== TAG_LENGTH)
    throw new RangeError('a nonce or tag of another length');
  return { rid, encryptedKey, nonce, ciphertext, tag };
}

/** Stands in for what couldn't be read, so that refusing it costs what opening it would have. */
function decoy({ certificate }: Recipient, der: Buffer): Envelope {
  return {
    rid: issuerAndSerialNumber(certificate),
    encryptedKey: randomBytes(ENCRYPTED_KEY_LENGTH),
    nonce: randomBytes(NONCE_LENGTH),
    ciphertext: der,
    tag: randomBytes(TAG_LENGTH),
  };
}

/** The content key, or a random one when OAEP fails: the tag then fails as it would for any wrong key. */
async function decryptKey(privateKey: KeyObject, encryptedKey: Buffer): Promise<Buffer> {
  const substitute = randomBytes(KEY_LENGTH);
  try {
    const key = privateKey.toCryptoKey(OAEP, false, ['decrypt']);
    const contentKey = Buffer.from(await subtle.decrypt(OAEP, key, encryptedKey));
    return contentKey.length === KEY_LENGTH ? contentKey : substitute;
  } catch {
    return substitute;
  }
}

async function encryptGcm(contentKey: Buffer, nonce: Buffer, plaintext: Buffer): Promise<Buffer> {
  const key = await subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const algorithm = { name: 'AES-GCM', iv: nonce, tagLength: TAG_LENGTH * 8 };
  return Buffer.from(await subtle.encrypt(algorithm, key, plaintext));
}

async function decryptGcm(contentKey: Buffer, { nonce, ciphertext, tag }: Envelope): Promise<Buffer> {
  const key = await subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
  const algorithm = { name: 'AES-GCM', iv: nonce, tagLength: TAG_LENGTH * 8 };
  return Buffer.from(await subtle.decrypt(algorithm, key, Buffer.concat([ciphertext, tag])));
}
