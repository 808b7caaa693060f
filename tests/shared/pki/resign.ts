import { type KeyObject, sign } from 'node:crypto';
import { contextPrimitive } from '../../../src/shared/asn1/tags.ts';
import { bitString, octetString, oid, sequence, tlv } from '../../../src/shared/asn1/writer.ts';
import { sha256WithRsaAlgorithm } from '../../../src/shared/pki/algorithms.ts';
import { childrenOf, elementAt, type Path, replaceAt } from '../asn1/patch.ts';

/** A change to what is signed: where, and how. */
export type Change = readonly [path: Path, change: (element: Buffer) => Buffer];

/** Where the parts of a TBSCertificate lie (RFC 5280 section 4.1). */
export const TBS = {
  version: [0],
  serial: [1],
  algorithm: [2],
  issuer: [3],
  notBefore: [4, 0],
  notAfter: [4, 1],
  subject: [5],
  publicKey: [6],
  extensions: [7, 0],
} as const satisfies Record<string, Path>;

/**
 * A certificate, CRL or PKCS#10 request with `changes` to what is signed, signed again: nothing else is wrong with it.
 * `key` is any RSA key, its issuer's or another.
 */
export function resigned(der: Buffer, key: KeyObject, ...changes: readonly Change[]): Buffer {
  const tbs = changes.reduce((each, [path, change]) => replaceAt(each, path, change), elementAt(der, [0]));
  return sequence(tbs, sha256WithRsaAlgorithm, bitString(sign('sha256', tbs, key)));
}

const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** Extension (RFC 5280 section 4.1); `critical` is its BOOLEAN as encoded, or nothing. */
export const extension = (id: string, value: Buffer, critical: Buffer = Buffer.alloc(0)): Buffer =>
  sequence(oid(id), critical, octetString(value));

export const criticalExtension = (id: string, value: Buffer): Buffer => extension(id, value, TRUE);

/** Adds an extension to a list of them. */
export const withExtension =
  (added: Buffer) =>
  (list: Buffer): Buffer =>
    sequence(...childrenOf(list), added);

/** Puts `value` in the place of the extension `id`, or nothing. */
export const withValueOf =
  (id: string, ...value: Buffer[]) =>
  (list: Buffer): Buffer => {
    const others = childrenOf(list).filter((each) => !elementAt(each, [0]).equals(oid(id)));
    return sequence(...others, ...value.map((each) => criticalExtension(id, each)));
  };

/** A KeyUsage of these bits, the first bit the highest. */
export const keyUsage = (bits: number): Buffer => tlv(0x03, Buffer.from([0, bits]));

/** A GeneralName that is a URI (RFC 5280 section 4.2.1.6). */
export const uri = (text: string): Buffer => tlv(contextPrimitive(6), Buffer.from(text));
