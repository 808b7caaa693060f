import { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import { readFileIfAny, writeFileAtomic } from '../../shared/files.ts';
import { readCertificate } from '../../shared/pki/certificate.ts';
import { quietJson } from './json.ts';

const MAX_STATE = 4 * 1024 * 1024;

/**
 * Reads a JSON state file; undefined when there is none. What it holds is never quoted: it may be a key.
 * @param damagedAs the code when it isn't what it should be
 * @throws `state-damaged`, `setup-damaged`, `file-not-allowed`, `disk-failed`
 */
export async function readState<T>(
  path: string,
  schema: z.ZodType<T>,
  damagedAs: 'state-damaged' | 'setup-damaged' = 'state-damaged',
): Promise<T | undefined> {
  const bytes = await readFileIfAny(path, MAX_STATE, damagedAs);
  if (!bytes) return undefined;
  const { data, error } = schema.safeParse(quietJson(bytes));
  if (error) throw new SpamsError(damagedAs, { params: { path }, cause: error });
  return data;
}

export function writeState(path: string, state: unknown): Promise<void> {
  return writeFileAtomic(path, `${JSON.stringify(state, null, 2)}\n`);
}

/** Bytes in a state file, as base64. */
export const bytes = z
  .base64()
  .max(MAX_STATE)
  .transform((text): Buffer => Buffer.from(text, 'base64'));

/** A certificate in a state file, DER as base64. */
export const certificate = bytes.transform((der, context) => {
  try {
    return readCertificate(der);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a certificate' });
    return z.NEVER;
  }
});
