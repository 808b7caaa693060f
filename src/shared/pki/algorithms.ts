import { OID } from '../asn1/oids.ts';
import { nullValue, oid, sequence } from '../asn1/writer.ts';

/** AlgorithmIdentifiers as SPAMS writes them (RFC 4055 for the RSA ones, RFC 5754 for SHA-256). */
export const sha256Algorithm = sequence(oid(OID.sha256), nullValue());
export const sha256Bare = sequence(oid(OID.sha256));
export const sha256WithRsaAlgorithm = sequence(oid(OID.sha256WithRSAEncryption), nullValue());
export const rsaEncryptionAlgorithm = sequence(oid(OID.rsaEncryption), nullValue());
