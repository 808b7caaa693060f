import { createPrivateKey, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const signAsync = promisify(sign) as unknown as (digest: string, data: Buffer, key: KeyObject) => Promise<Buffer>;

const RSA_BITS = 3072;

/** A new RSA-3072 key pair, public exponent 65537. Takes 0.2 to 0.4 s, off the event loop. */
export function generateRsaKey(): Promise<KeyPair> {
  return generate('rsa', { modulusLength: RSA_BITS, publicExponent: 0x10001 });
}

/** A new P-256 key pair, for the office's TLS. */
export function generateEcKey(): Promise<KeyPair> {
  return generate('ec', { namedCurve: 'P-256' });
}

/** RSA PKCS#1 v1.5 signature with SHA-256 (RFC 8017 section 8.2), off the event loop. */
export function signRsa(privateKey: KeyObject, data: Buffer): Promise<Buffer> {
  return signAsync('sha256', data, privateKey);
}

/**
 * Whether `signature` is the key's own over `data`, by RSA PKCS#1 v1.5 with SHA-256 (RFC 8017 section 8.2). False for a
 * key of any other kind: node would verify by ECDSA or PSS then, whatever the document says it was signed with.
 */
export function verifyRsa(publicKey: KeyObject, data: Buffer, signature: Buffer): boolean {
  return publicKey.asymmetricKeyType === 'rsa' && verify('sha256', data, publicKey, signature);
}

/** SubjectPublicKeyInfo, DER (RFC 5280 section 4.1.2.7). */
export const spkiOf = (publicKey: KeyObject): Buffer => publicKey.export({ type: 'spki', format: 'der' });

/** PKCS#8, DER, in the clear: seal it, then zero it. */
export const exportPrivateKey = (privateKey: KeyObject): Buffer => privateKey.export({ type: 'pkcs8', format: 'der' });

export const importPrivateKey = (pkcs8: Buffer): KeyObject =>
  createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' });

/** Whether this is the kind of key that every certificate but the office's TLS one must hold. */
export function isRsa3072(publicKey: KeyObject): boolean {
  const { modulusLength, publicExponent } = publicKey.asymmetricKeyDetails ?? {};
  return publicKey.asymmetricKeyType === 'rsa' && modulusLength === RSA_BITS && publicExponent === 65537n;
}
