import { type DerReader, inside, malformed, readOid, readOnly } from '../asn1/reader.ts';
import { contextConstructed, TAG } from '../asn1/tags.ts';
import { oid, sequence, tlv } from '../asn1/writer.ts';

/** `ContentInfo` (RFC 5652 section 3): what every CMS document is wrapped in. DER. */
export function contentInfo(type: string, content: Buffer): Buffer {
  return sequence(oid(type), tlv(contextConstructed(0), content));
}

/** The elements of a ContentInfo's content, a SEQUENCE of this type. Throws `document-malformed`. */
export function readContentInfo(der: Buffer, type: string): DerReader {
  const outer = inside(readOnly(der, TAG.sequence));
  if (readOid(outer.next(TAG.oid)) !== type) throw malformed(`a content type other than ${type}`);
  const explicit = outer.enter(contextConstructed(0));
  outer.end();
  const content = explicit.enter(TAG.sequence);
  explicit.end();
  return content;
}
