import type { Path } from '../asn1/patch.ts';

const body: Path = [1, 0];
const recipientInfo: Path = [...body, 1, 0];
const encryptedContent: Path = [...body, 2];
const gcm: Path = [...encryptedContent, 1];

/** Where each part of a sealed document lies (RFC 5083, RFC 5652 section 6, RFC 5084), for `patch.ts`. */
export const AT = {
  version: [...body, 0],
  recipientInfo,
  recipientVersion: [...recipientInfo, 0],
  rid: [...recipientInfo, 1],
  keyAlgorithm: [...recipientInfo, 2],
  encryptedKey: [...recipientInfo, 3],
  encryptedContent,
  innerType: [...encryptedContent, 0],
  cipher: [...gcm, 0],
  nonce: [...gcm, 1, 0],
  tagLength: [...gcm, 1, 1],
  ciphertext: [...encryptedContent, 2],
  tag: [...body, 3],
} as const satisfies Record<string, Path>;
