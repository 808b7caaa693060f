import { createHash, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextConstructed } from '../../../src/shared/asn1/tags.ts';
import { integer, octetString, oid, sequence, setOf, time, tlv } from '../../../src/shared/asn1/writer.ts';
import { contentInfo } from '../../../src/shared/cms/content-info.ts';
import { issuerAndSerialNumber } from '../../../src/shared/cms/signed-data.ts';
import { rsaEncryptionAlgorithm, sha256Algorithm } from '../../../src/shared/pki/algorithms.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import type { Holder } from '../../support/pki.ts';

/** SignedData in parts, each whole as it is encoded. */
interface Parts {
  version: Buffer;
  digestAlgorithms: Buffer;
  encapsulated: Buffer;
  certificates: Buffer[];
  /** CRLs belong here. */
  afterCertificates: Buffer;
  signerInfos: Buffer[];
}

/** SignerInfo in parts; the key signs whatever attributes they are. */
interface SignerParts {
  version: Buffer;
  sid: Buffer;
  digestAlgorithm: Buffer;
  attributes: Buffer[];
  signatureAlgorithm: Buffer;
  /** RSA signs by PKCS#1 v1.5, unless a padding is given with it. */
  key: KeyObject | SignKeyObjectInput;
  hash: 'sha256' | 'sha1' | 'sha512';
  /** Unsigned attributes belong here. */
  afterSignature: Buffer;
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** The signed attributes that a good SignedData has, each by its name. */
export function goodAttributes(content: Buffer, certificate: Certificate, signingTime: Date) {
  return {
    contentType: attribute(OID.contentType, oid(OID.data)),
    messageDigest: attribute(OID.messageDigest, octetString(sha256(content))),
    signingTime: attribute(OID.signingTime, time(signingTime)),
    signingCertificateV2: attribute(OID.signingCertificateV2, signingCertificateV2(sha256(certificate.der))),
  };
}

/** Attribute (RFC 5652 section 5.3). */
export const attribute = (type: string, ...values: Buffer[]): Buffer => sequence(oid(type), setOf(...values));

/** SigningCertificateV2 (RFC 5035 section 3) of one certificate. */
export const signingCertificateV2 = (hash: Buffer): Buffer => sequence(sequence(sequence(octetString(hash))));

export const encapsulated = (content: Buffer, type: string = OID.data): Buffer =>
  sequence(oid(type), tlv(contextConstructed(0), octetString(content)));

/** A SignerInfo as `sign` makes it, but for `changes`; signed again, so that nothing else is wrong. */
export function buildSignerInfo(
  { certificate, privateKey }: Holder,
  content: Buffer,
  signingTime: Date,
  changes: Partial<SignerParts> = {},
): Buffer {
  const parts: SignerParts = {
    version: integer(1),
    sid: issuerAndSerialNumber(certificate),
    digestAlgorithm: sha256Algorithm,
    attributes: Object.values(goodAttributes(content, certificate, signingTime)),
    signatureAlgorithm: rsaEncryptionAlgorithm,
    key: privateKey,
    hash: 'sha256',
    afterSignature: Buffer.alloc(0),
    ...changes,
  };
  const signed = setOf(...parts.attributes);
  const sent = Buffer.from(signed);
  sent[0] = contextConstructed(0);
  const signature = octetString(sign(parts.hash, signed, parts.key));
  const { version, sid, digestAlgorithm, signatureAlgorithm, afterSignature } = parts;
  return sequence(version, sid, digestAlgorithm, sent, signatureAlgorithm, signature, afterSignature);
}

/** A SignedData as `sign` makes it, but for `changes`. */
export function buildSignedData(
  signer: Holder,
  content: Buffer,
  signingTime: Date,
  changes: Partial<Parts> & { signer?: Partial<SignerParts> } = {},
): Buffer {
  const parts: Parts = {
    version: integer(1),
    digestAlgorithms: setOf(sha256Algorithm),
    encapsulated: encapsulated(content),
    certificates: [signer.certificate, ...signer.chain].map(({ der }) => der),
    afterCertificates: Buffer.alloc(0),
    signerInfos: [buildSignerInfo(signer, content, signingTime, changes.signer)],
    ...changes,
  };
  const certificates = setOf(...parts.certificates);
  certificates[0] = contextConstructed(0);
  return contentInfo(
    OID.signedData,
    sequence(
      parts.version,
      parts.digestAlgorithms,
      parts.encapsulated,
      certificates,
      parts.afterCertificates,
      setOf(...parts.signerInfos),
    ),
  );
}
