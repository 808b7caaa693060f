import forge from 'node-forge';
import { TAG } from './tags.ts';

/** DER of any element: tag, minimal length, contents. Bulk contents are copied once and never become strings. */
export function tlv(tag: number, ...contents: Buffer[]): Buffer {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(length), ...contents]);
}

export const sequence = (...elements: Buffer[]): Buffer => tlv(TAG.sequence, ...elements);

/** SET OF: its elements in ascending order of their encodings (X.690 section 11.6). */
export const setOf = (...elements: Buffer[]): Buffer => tlv(TAG.set, ...elements.sort(Buffer.compare));

export const octetString = (bytes: Buffer): Buffer => tlv(TAG.octetString, bytes);

/** BIT STRING of whole bytes. */
export const bitString = (bytes: Buffer): Buffer => tlv(TAG.bitString, Buffer.from([0]), bytes);

export const nullValue = (): Buffer => tlv(TAG.null);

export const oid = (dotted: string): Buffer => tlv(TAG.oid, binary(forge.asn1.oidToDer(dotted).bytes()));

/** INTEGER of a non-negative safe integer. */
export const integer = (value: number): Buffer => integerFromHex(value.toString(16));

/** INTEGER of a positive number given as hexadecimal. */
export function integerFromHex(hex: string): Buffer {
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return tlv(TAG.integer, bytes[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** Time as RFC 5280 (4.1.2.5) wants it: UTCTime until 2049, then GeneralizedTime; whole seconds. */
export function time(date: Date): Buffer {
  return date.getUTCFullYear() < 2050
    ? tlv(TAG.utcTime, binary(forge.asn1.dateToUtcTime(date)))
    : tlv(TAG.generalizedTime, binary(forge.asn1.dateToGeneralizedTime(date)));
}

/** DER of a structure built by node-forge. */
export const fromForge = (node: forge.asn1.Asn1): Buffer => binary(forge.asn1.toDer(node).bytes());

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const octets = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
}

const binary = (text: string): Buffer => Buffer.from(text, 'binary');
