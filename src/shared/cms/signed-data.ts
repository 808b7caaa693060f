import type { KeyObject } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import {
  type DerNode,
  type DerReader,
  inside,
  malformed,
  readOid,
  readOnly,
  readSmallInteger,
  readTime,
} from '../asn1/reader.ts';
import { contextConstructed, TAG } from '../asn1/tags.ts';
import { integer, integerFromHex, octetString, oid, sequence, setOf, time, tlv } from '../asn1/writer.ts';
import { SpamsError } from '../errors.ts';
import { rsaEncryptionAlgorithm, sha256Algorithm, sha256Bare, sha256WithRsaAlgorithm } from '../pki/algorithms.ts';
import { type Certificate, readCertificate } from '../pki/certificate.ts';
import { signRsa, verifyRsa } from '../pki/keys.ts';
import { contentInfo, readContentInfo } from './content-info.ts';
import { sha256 } from './digest.ts';

/** Whoever signs: a key, its certificate, and what leads from there towards the root. */
export interface Signer {
  certificate: Certificate;
  privateKey: KeyObject;
  chain: readonly Certificate[];
}

/** A SignedData whose signature holds. Whether the signer is to be trusted is for the caller to say. */
export interface VerifiedSignedData {
  content: Buffer;
  signer: Certificate;
  /** Every certificate that came along, the signer's included. */
  certificates: Certificate[];
  /** The signer's own word. */
  signingTime: Date;
}

const MAX_CERTIFICATES = 8;
const MAX_ATTRIBUTES = 16;

/**
 * CMS SignedData (RFC 5652 section 5), DER: attached content, one signer, RSA PKCS#1 v1.5 with SHA-256, signed
 * attributes contentType, messageDigest, signingTime and signingCertificateV2 (RFC 5035).
 */
export async function sign(content: Buffer, signer: Signer, signingTime: Date): Promise<Buffer> {
  const { certificate, privateKey, chain } = signer;
  const attributes = [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(await sha256(content))),
    attribute(OID.signingTime, time(signingTime)),
    attribute(OID.signingCertificateV2, await signingCertificateV2(certificate)),
  ];
  const signed = setOf(...attributes);
  const signerInfo = sequence(
    integer(1),
    issuerAndSerialNumber(certificate),
    sha256Algorithm,
    retag(signed, contextConstructed(0)),
    rsaEncryptionAlgorithm,
    octetString(await signRsa(privateKey, signed)),
  );
  const signedData = sequence(
    integer(1),
    setOf(sha256Algorithm),
    sequence(oid(OID.data), tlv(contextConstructed(0), octetString(content))),
    certificateSet([certificate, ...chain]),
    setOf(signerInfo),
  );
  return contentInfo(OID.signedData, signedData);
}

/**
 * Reads SignedData and checks that its one signer signed these very bytes with this very certificate.
 * @throws `document-malformed`, `signature-invalid`
 */
export async function verifySignature(der: Buffer): Promise<VerifiedSignedData> {
  const { content, certificates, signerInfo } = readSignedData(der);
  const { sid, attributes, signature } = readSignerInfo(signerInfo);
  const signer = certificates.find((certificate) => issuerAndSerialNumber(certificate).equals(sid));
  if (!signer) throw invalid("the signer's certificate is missing");
  const values = readAttributes(attributes);
  if (readOid(values(OID.contentType)) !== OID.data) throw invalid('another content type was signed');
  if (!readDigest(values(OID.messageDigest)).equals(await sha256(content))) throw invalid('the content was changed');
  if (!verifyRsa(signer.publicKey, retag(attributes.raw, TAG.set), signature)) {
    throw invalid("the signature is not the signer's");
  }
  if (!readCertHash(values(OID.signingCertificateV2)).equals(await sha256(signer.der))) {
    throw invalid('the signature was made with another certificate of the same key');
  }
  return { content, signer, certificates, signingTime: readTime(values(OID.signingTime)) };
}

/** `IssuerAndSerialNumber` (RFC 5652 section 10.2.4), by which signers and recipients are named. DER. */
export function issuerAndSerialNumber({ issuer, serial }: Certificate): Buffer {
  return sequence(issuer, integerFromHex(serial));
}

/** `CertificateSet` as SignedData holds it (RFC 5652 section 10.2.3). DER. */
export function certificateSet(certificates: readonly Certificate[]): Buffer {
  return retag(setOf(...certificates.map(({ der }) => der)), contextConstructed(0));
}

/** Reads the certificates that SignedData holds. Throws `document-malformed`. */
export function readCertificateSet(node: DerNode): Certificate[] {
  return inside(node)
    .rest(MAX_CERTIFICATES)
    .map(({ raw }) => readCertificate(raw));
}

function readSignedData(der: Buffer): { content: Buffer; certificates: Certificate[]; signerInfo: DerReader } {
  const signedData = readContentInfo(der, OID.signedData);
  if (readSmallInteger(signedData.next(TAG.integer)) !== 1) throw malformed('SignedData of another version');
  const digestAlgorithms = signedData.enter(TAG.set);
  checkSha256(digestAlgorithms.next(TAG.sequence));
  digestAlgorithms.end();
  const content = readEncapsulated(signedData.enter(TAG.sequence));
  const certificates = readCertificateSet(signedData.next(contextConstructed(0)));
  const signerInfos = signedData.enter(TAG.set);
  const signerInfo = signerInfos.enter(TAG.sequence);
  signerInfos.end();
  signedData.end();
  return { content, certificates, signerInfo };
}

function readEncapsulated(encapsulated: DerReader): Buffer {
  if (readOid(encapsulated.next(TAG.oid)) !== OID.data) throw malformed('another content type');
  const explicit = encapsulated.enter(contextConstructed(0));
  encapsulated.end();
  const content = explicit.next(TAG.octetString).contents;
  explicit.end();
  return content;
}

function readSignerInfo(signerInfo: DerReader): { sid: Buffer; attributes: DerNode; signature: Buffer } {
  if (readSmallInteger(signerInfo.next(TAG.integer)) !== 1) throw malformed('SignerInfo of another version');
  const sid = signerInfo.next(TAG.sequence).raw;
  checkSha256(signerInfo.next(TAG.sequence));
  const attributes = signerInfo.next(contextConstructed(0));
  const { raw: algorithm } = signerInfo.next(TAG.sequence);
  if (!algorithm.equals(rsaEncryptionAlgorithm) && !algorithm.equals(sha256WithRsaAlgorithm)) {
    throw malformed('a signature other than RSA PKCS#1 v1.5 with SHA-256');
  }
  const signature = signerInfo.next(TAG.octetString).contents;
  signerInfo.end();
  return { sid, attributes, signature };
}

function checkSha256({ raw }: DerNode): void {
  if (!raw.equals(sha256Algorithm) && !raw.equals(sha256Bare)) throw malformed('a digest other than SHA-256');
}

/** The one value of each signed attribute, by type. Types that we don't use (as openssl adds) are let be. */
function readAttributes(attributes: DerNode): (type: string) => DerNode {
  const found = new Map<string, DerNode>();
  for (const node of inside(attributes).rest(MAX_ATTRIBUTES)) {
    const each = inside(node);
    const type = readOid(each.next(TAG.oid));
    const values = each.enter(TAG.set);
    each.end();
    if (found.has(type)) throw malformed('a signed attribute twice');
    found.set(type, values.nextAny());
    values.end();
  }
  return (type) => {
    const value = found.get(type);
    if (!value) throw malformed(`no signed attribute ${type}`);
    return value;
  };
}

function readDigest(node: DerNode): Buffer {
  return readOnly(node.raw, TAG.octetString).contents;
}

/** The SHA-256 of the signing certificate, from the first ESSCertIDv2 (RFC 5035 section 4); SHA-256 is the default. */
function readCertHash(node: DerNode): Buffer {
  const first = inside(readOnly(node.raw, TAG.sequence)).enter(TAG.sequence).enter(TAG.sequence);
  const algorithm = first.optional(TAG.sequence);
  if (algorithm) checkSha256(algorithm);
  return first.next(TAG.octetString).contents;
}

async function signingCertificateV2(certificate: Certificate): Promise<Buffer> {
  return sequence(sequence(sequence(octetString(await sha256(certificate.der)))));
}

const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf(value));

/** The same element under another tag: signed attributes are sent as `[0]` and signed as SET OF (RFC 5652 section 5.4). */
function retag(element: Buffer, tag: number): Buffer {
  const copy = Buffer.from(element);
  copy[0] = tag;
  return copy;
}

const invalid = (detail: string): SpamsError => new SpamsError('signature-invalid', { detail });
