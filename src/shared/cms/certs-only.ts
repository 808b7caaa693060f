import { OID } from '../asn1/oids.ts';
import { readOid, readSmallInteger } from '../asn1/reader.ts';
import { contextConstructed, TAG } from '../asn1/tags.ts';
import { integer, oid, sequence, setOf } from '../asn1/writer.ts';
import { SpamsError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { contentInfo, readContentInfo } from './content-info.ts';
import { certificateSet, readCertificateSet } from './signed-data.ts';

const MAX_LENGTH = 65_536;

/** Certificates alone, as EST answers with them (RFC 7030 section 4.1.3): SignedData without content or signer. DER. */
export function certsOnly(certificates: readonly Certificate[]): Buffer {
  return contentInfo(
    OID.signedData,
    sequence(integer(1), setOf(), sequence(oid(OID.data)), certificateSet(certificates), setOf()),
  );
}

/** The certificates of a certs-only SignedData. Throws `document-malformed`. */
export function readCertsOnly(der: Buffer): Certificate[] {
  if (der.length > MAX_LENGTH) throw notCertsOnly('over 64 kB');
  const signedData = readContentInfo(der, OID.signedData);
  if (readSmallInteger(signedData.next(TAG.integer)) !== 1) throw notCertsOnly('of another version');
  signedData.enter(TAG.set).end();
  const encapsulated = signedData.enter(TAG.sequence);
  if (readOid(encapsulated.next(TAG.oid)) !== OID.data) throw notCertsOnly('with other content');
  encapsulated.end();
  const certificates = readCertificateSet(signedData.next(contextConstructed(0)));
  signedData.enter(TAG.set).end();
  signedData.end();
  return certificates;
}

const notCertsOnly = (detail: string): SpamsError =>
  new SpamsError('document-malformed', { detail: `a list of certificates ${detail}` });
