import { SpamsError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { sha256Hex } from './digest.ts';
import { type Entity, type Header, parseEntity, serializeEntity } from './entity.ts';
import { type Signer, sign, verifySignature } from './signed-data.ts';

/** A signed document as read: what it says, who signed it, and the digests that a receipt quotes. */
export interface SignedDocument {
  header: Header;
  body: Buffer;
  signer: Certificate;
  certificates: Certificate[];
  signingTime: Date;
  /** The SignedData, DER: the evidence. */
  signedData: Buffer;
  /** SHA-256 of the signed entity, lower-case hexadecimal. */
  entitySha256: string;
}

/** Signs an entity; `header.date` is the signing time. Gives the SignedData, DER. */
export function signDocument(entity: Entity, signer: Signer): Promise<Buffer> {
  return sign(serializeEntity(entity), signer, entity.header.date);
}

/**
 * Reads a SignedData, checks its signature, and reads the entity inside. Trust in the signer, and whether the document
 * is meant for us, are the caller's checks.
 * @throws `document-malformed`, `signature-invalid`
 */
export async function readDocument(signedData: Buffer): Promise<SignedDocument> {
  const { content, ...signature } = await verifySignature(signedData);
  return { ...parseEntity(content), ...signature, signedData, entitySha256: await sha256Hex(content) };
}

/**
 * Checks that the header's Date, which people read, tells the same time as the signature, which is judged.
 * @throws `document-malformed`
 */
export function checkDated({ header, signingTime }: SignedDocument): void {
  if (header.date.getTime() !== signingTime.getTime()) {
    const detail = `dated ${header.date.toISOString()}, signed at ${signingTime.toISOString()}`;
    throw new SpamsError('document-malformed', { detail });
  }
}
