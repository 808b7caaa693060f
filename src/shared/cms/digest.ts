import { subtle } from 'node:crypto';

/** SHA-256, off the event loop. */
export async function sha256(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(await subtle.digest('SHA-256', bytes));
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256Hex(bytes: Buffer): Promise<string> {
  return (await sha256(bytes)).toString('hex');
}
