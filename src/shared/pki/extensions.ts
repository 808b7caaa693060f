import { type DerReader, inside, malformed, readFlag, readOid } from '../asn1/reader.ts';
import { TAG } from '../asn1/tags.ts';

const MAX_EXTENSIONS = 32;

/**
 * The values of a list of extensions (RFC 5280 section 4.2), by their ids; a critical one must be `understood`.
 * Throws `document-malformed`.
 */
export function readExtensionValues(list: DerReader, understood: ReadonlySet<string>): ReadonlyMap<string, Buffer> {
  const values = new Map<string, Buffer>();
  for (const node of list.rest(MAX_EXTENSIONS)) {
    const extension = inside(node);
    const id = readOid(extension.next(TAG.oid));
    const critical = readFlag(extension);
    const value = extension.next(TAG.octetString).contents;
    extension.end();
    if (values.has(id)) throw malformed('an extension twice');
    if (critical && !understood.has(id)) throw malformed(`an unknown critical extension ${id}`);
    values.set(id, value);
  }
  return values;
}
