import { OID } from '../asn1/oids.ts';
import {
  type DerReader,
  inside,
  malformed,
  readBitString,
  readOnly,
  readSerial,
  readSmallInteger,
  readTime,
} from '../asn1/reader.ts';
import { contextConstructed, TAG } from '../asn1/tags.ts';
import { bitString, integer, integerFromHex, octetString, oid, sequence, time, tlv } from '../asn1/writer.ts';
import { SpamsError } from '../errors.ts';
import { sha256WithRsaAlgorithm } from './algorithms.ts';
import type { Certificate } from './certificate.ts';
import { readExtensionValues } from './extensions.ts';
import { authorityKeyIdentifier, type Issuer } from './issue.ts';
import { signRsa, verifyRsa } from './keys.ts';

/** A certificate revocation list (RFC 5280 section 5). */
export interface Crl {
  der: Buffer;
  number: number;
  thisUpdate: Date;
  nextUpdate: Date;
  /** Serial numbers, as in `Certificate.serial`. */
  revoked: ReadonlySet<string>;
}

interface CrlContent {
  number: number;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: readonly { serial: string; at: Date }[];
}

/** Signs a version 2 CRL. DER. */
export async function makeCrl(
  issuer: Issuer,
  { number, thisUpdate, nextUpdate, revoked }: CrlContent,
): Promise<Buffer> {
  const entries = revoked.map(({ serial, at }) => sequence(integerFromHex(serial), time(at)));
  const extensions = sequence(
    authorityKeyIdentifier(issuer.certificate.publicKey),
    sequence(oid(OID.crlNumber), octetString(integer(number))),
  );
  const tbs = sequence(
    integer(1),
    sha256WithRsaAlgorithm,
    issuer.certificate.subject,
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    tlv(contextConstructed(0), extensions),
  );
  return sequence(tbs, sha256WithRsaAlgorithm, bitString(await signRsa(issuer.privateKey, tbs)));
}

/** Reads a CRL that `issuer` signed. Throws `document-malformed`, `signature-invalid`. */
export function readCrl(der: Buffer, issuer: Certificate): Crl {
  const outer = inside(readOnly(der, TAG.sequence));
  const tbs = outer.next(TAG.sequence);
  if (!outer.next(TAG.sequence).raw.equals(sha256WithRsaAlgorithm)) throw malformed('a CRL not signed by RSA, SHA-256');
  const signature = readBitString(outer.next(TAG.bitString));
  outer.end();
  if (!verifyRsa(issuer.publicKey, tbs.raw, signature)) {
    throw new SpamsError('signature-invalid', { detail: 'the CRL is not signed by its issuer' });
  }
  return { der, ...readTbs(inside(tbs), issuer) };
}

function readTbs(tbs: DerReader, issuer: Certificate): Omit<Crl, 'der'> {
  if (readSmallInteger(tbs.next(TAG.integer)) !== 1) throw malformed('not a CRL of version 2');
  tbs.next(TAG.sequence); // signature algorithm: checked on the outside
  if (!tbs.next(TAG.sequence).raw.equals(issuer.subject)) throw malformed('a CRL of another issuer');
  const thisUpdate = readTime(tbs.nextAny());
  const nextUpdate = readTime(tbs.nextAny());
  const entries = tbs.optional(TAG.sequence);
  const number = readNumber(tbs.enter(contextConstructed(0)).enter(TAG.sequence));
  tbs.end();
  return { number, thisUpdate, nextUpdate, revoked: new Set(entries ? readEntries(inside(entries)) : []) };
}

function* readEntries(entries: DerReader): Generator<string> {
  while (!entries.done) yield readSerial(entries.enter(TAG.sequence).next(TAG.integer));
}

function readNumber(extensions: DerReader): number {
  const value = readExtensionValues(extensions, new Set()).get(OID.crlNumber);
  if (!value) throw malformed('a CRL without a number');
  return readSmallInteger(readOnly(value, TAG.integer));
}
