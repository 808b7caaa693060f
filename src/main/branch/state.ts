import { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import { readFileIfAny, writeFileAtomic } from '../../shared/files.ts';
import { readCertificate } from '../../shared/pki/certificate.ts';

const MAX_STATE = 4 * 1024 * 1024;

/** Reads a JSON state file; undefined when there is none. Throws `state-damaged` when it isn't what it should be. */
export async function readState<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await readFileIfAny(path, MAX_STATE);
  if (!bytes) return undefined;
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new SpamsError('state-damaged', { params: { path }, cause });
  }
}

export function writeState(path: string, state: unknown): Promise<void> {
  return writeFileAtomic(path, `${JSON.stringify(state, null, 2)}\n`);
}

/** Bytes in a state file, as base64. */
export const bytes = z
  .base64()
  .max(MAX_STATE)
  .transform((text) => Buffer.from(text, 'base64'));

/** A certificate in a state file, DER as base64. */
export const certificate = bytes.transform((der, context) => {
  try {
    return readCertificate(der);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a certificate' });
    return z.NEVER;
  }
});
