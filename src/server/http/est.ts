import type { KeyObject } from 'node:crypto';
import { SpamsError } from '../../shared/errors.ts';
import { readRequest } from '../../shared/pki/request.ts';

/** The key that an EST request body (PKCS#10, base64: RFC 8951) asks to have certified. Throws `request-malformed`. */
export function readRequestBody(body: unknown): KeyObject {
  if (typeof body !== 'string') throw new SpamsError('request-malformed', { detail: 'no PKCS#10 in the body' });
  try {
    return readRequest(Buffer.from(body, 'base64'));
  } catch (cause) {
    throw new SpamsError('request-malformed', { detail: (cause as Error).message, cause });
  }
}
