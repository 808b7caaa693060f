import { type KeyObject, X509Certificate } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import {
  type DerReader,
  inside,
  malformed,
  readBitString,
  readFlag,
  readOid,
  readOnly,
  readSerial,
  readSmallInteger,
  readTime,
} from '../asn1/reader.ts';
import { contextConstructed, contextPrimitive, TAG } from '../asn1/tags.ts';
import { sha256WithRsaAlgorithm } from './algorithms.ts';
import { readExtensionValues } from './extensions.ts';
import { type Identity, parseIdentityUrn } from './identity.ts';
import { verifyRsa } from './keys.ts';

export type ExtKeyUsage = 'serverAuth' | 'clientAuth' | 'emailProtection' | 'other';
export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyEncipherment' | 'keyCertSign' | 'cRLSign';

/** An X.509 certificate (RFC 5280) as far as SPAMS looks into one. */
export interface Certificate {
  der: Buffer;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  fingerprint: string;
  /** Lower-case hexadecimal without leading zeros. */
  serial: string;
  /** The names as they are encoded: compared byte for byte. */
  issuer: Buffer;
  subject: Buffer;
  notBefore: Date;
  notAfter: Date;
  publicKey: KeyObject;
  isCa: boolean;
  pathLength: number | undefined;
  keyUsage: ReadonlySet<KeyUsage>;
  extKeyUsage: readonly ExtKeyUsage[];
  /** Whom it names; undefined unless its only alternative name is one of our URNs. */
  identity: Identity | undefined;
  /** What its issuer signed, and the signature. */
  tbs: Buffer;
  signature: Buffer;
}

interface Extensions {
  isCa: boolean;
  pathLength: number | undefined;
  keyUsage: ReadonlySet<KeyUsage>;
  extKeyUsage: readonly ExtKeyUsage[];
  identity: Identity | undefined;
}

const MAX_CERTIFICATE = 16_384;

/** Reads one certificate, DER. Throws `document-malformed`. */
export function readCertificate(der: Buffer): Certificate {
  if (der.length > MAX_CERTIFICATE) throw malformed('a certificate over 16 kB');
  const outer = inside(readOnly(der, TAG.sequence));
  const tbs = outer.next(TAG.sequence);
  checkSignatureAlgorithm(outer.next(TAG.sequence).raw);
  const signature = readBitString(outer.next(TAG.bitString));
  outer.end();
  const x509 = parseX509(der);
  return {
    der,
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    publicKey: x509.publicKey,
    tbs: tbs.raw,
    signature,
    ...readTbs(inside(tbs)),
  };
}

/** Whether `issuer`'s key signed `certificate`: the signature alone, no name, time or right to issue. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  return verifyRsa(issuer.publicKey, certificate.tbs, certificate.signature);
}

export function isValidAt(certificate: Certificate, at: Date): boolean {
  return certificate.notBefore <= at && at <= certificate.notAfter;
}

/** PEM (RFC 7468) of certificates, CRLs and the like. */
export function pem(label: 'CERTIFICATE' | 'X509 CRL', der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function parseX509(der: Buffer): X509Certificate {
  try {
    const x509 = new X509Certificate(der);
    // A public key that OpenSSL can't read throws only when asked for.
    x509.publicKey.asymmetricKeyType;
    return x509;
  } catch (cause) {
    throw malformed(`not a certificate (${(cause as Error).message})`);
  }
}

function readTbs(tbs: DerReader) {
  if (readSmallInteger(tbs.enter(contextConstructed(0)).next(TAG.integer)) !== 2)
    throw malformed('not X.509 version 3');
  const serial = readSerial(tbs.next(TAG.integer));
  checkSignatureAlgorithm(tbs.next(TAG.sequence).raw);
  const issuer = tbs.next(TAG.sequence).raw;
  const validity = tbs.enter(TAG.sequence);
  const notBefore = readTime(validity.nextAny());
  const notAfter = readTime(validity.nextAny());
  validity.end();
  const subject = tbs.next(TAG.sequence).raw;
  tbs.next(TAG.sequence); // subjectPublicKeyInfo, read by OpenSSL
  const extensions = readExtensions(tbs.enter(contextConstructed(3)).enter(TAG.sequence));
  tbs.end();
  return { serial, issuer, subject, notBefore, notAfter, ...extensions };
}

function checkSignatureAlgorithm(raw: Buffer): void {
  if (!raw.equals(sha256WithRsaAlgorithm)) throw malformed('a signature algorithm other than sha256WithRSAEncryption');
}

function readExtensions(list: DerReader): Extensions {
  const found = readExtensionValues(list, UNDERSTOOD);
  const read = <T>(id: string, reader: (value: Buffer) => T, absent: T): T => {
    const value = found.get(id);
    return value ? reader(value) : absent;
  };
  return {
    ...read(OID.basicConstraints, readBasicConstraints, { isCa: false, pathLength: undefined }),
    keyUsage: read(OID.keyUsage, readKeyUsage, new Set()),
    extKeyUsage: read(OID.extKeyUsage, readExtKeyUsage, []),
    identity: read(OID.subjectAltName, readIdentity, undefined),
  };
}

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extKeyUsage,
  OID.subjectAltName,
]);

function readBasicConstraints(value: Buffer): Pick<Extensions, 'isCa' | 'pathLength'> {
  const constraints = inside(readOnly(value, TAG.sequence));
  const isCa = readFlag(constraints);
  const length = constraints.optional(TAG.integer);
  constraints.end();
  return { isCa, pathLength: length && readSmallInteger(length) };
}

/** Bit 0 is the highest bit of the first byte (X.680 section 22). */
const KEY_USAGE_BITS: readonly (KeyUsage | undefined)[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  undefined,
  undefined,
  'keyCertSign',
  'cRLSign',
  undefined,
];

function readKeyUsage(value: Buffer): ReadonlySet<KeyUsage> {
  const { contents } = readOnly(value, TAG.bitString);
  const bits = contents[1] ?? 0;
  const names = KEY_USAGE_BITS.flatMap((name, index) => (bits & (0x80 >> index) ? [name] : []));
  if (contents.length !== 2 || names.includes(undefined)) throw malformed('a key usage that SPAMS does not use');
  return new Set(names as KeyUsage[]);
}

const EXT_KEY_USAGES: ReadonlyMap<string, ExtKeyUsage> = new Map([
  [OID.serverAuth, 'serverAuth'],
  [OID.clientAuth, 'clientAuth'],
  [OID.emailProtection, 'emailProtection'],
]);

function readExtKeyUsage(value: Buffer): readonly ExtKeyUsage[] {
  return inside(readOnly(value, TAG.sequence))
    .rest(8)
    .map((node) => EXT_KEY_USAGES.get(readOid(node)) ?? 'other');
}

function readIdentity(value: Buffer): Identity | undefined {
  const names = inside(readOnly(value, TAG.sequence)).rest(64);
  const [only] = names;
  if (names.length !== 1 || only?.tag !== contextPrimitive(6)) return undefined;
  return parseIdentityUrn(only.contents.toString('latin1'));
}
