import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { SpamsError } from '../errors.ts';

/** scrypt cost (RFC 7914): about 0.4 s and 128 MiB for each guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
const MAX_MEMORY = 256 * 1024 * 1024;
const TAG_LENGTH = 16;

const boxSchema = z.strictObject({
  kdf: z.literal('scrypt'),
  N: z.literal(SCRYPT.N),
  r: z.literal(SCRYPT.r),
  p: z.literal(SCRYPT.p),
  cipher: z.literal('aes-256-gcm'),
  salt: z.base64().max(64),
  nonce: z.base64().max(64),
  sealed: z.base64().max(65_536),
});

/** Seals a secret under a passphrase: scrypt, then AES-256-GCM. JSON text, so that the file says what it is. */
export async function sealUnderPassphrase(secret: Buffer, passphrase: string): Promise<Buffer> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const key = await deriveKey(passphrase, salt);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  const text = (bytes: Buffer) => bytes.toString('base64');
  const box = {
    kdf: 'scrypt',
    ...SCRYPT,
    cipher: 'aes-256-gcm',
    salt: text(salt),
    nonce: text(nonce),
    sealed: text(sealed),
  };
  return Buffer.from(`${JSON.stringify(box, null, 2)}\n`);
}

/** Opens what `sealUnderPassphrase` sealed. Throws `passphrase-wrong`, or `state-damaged` naming `path`. */
export async function openWithPassphrase(box: Buffer, passphrase: string, path: string): Promise<Buffer> {
  const { salt, nonce, sealed } = parseBox(box, path);
  const key = await deriveKey(passphrase, salt);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_LENGTH)), decipher.final()]);
  } catch {
    throw new SpamsError('passphrase-wrong', { detail: `the passphrase does not open ${path}` });
  } finally {
    key.fill(0);
  }
}

function parseBox(box: Buffer, path: string): { salt: Buffer; nonce: Buffer; sealed: Buffer } {
  try {
    const { salt, nonce, sealed } = boxSchema.parse(JSON.parse(box.toString('utf8')));
    const parts = { salt: decode(salt), nonce: decode(nonce), sealed: decode(sealed) };
    if (parts.nonce.length !== 12 || parts.sealed.length < TAG_LENGTH) throw new RangeError('parts of a wrong length');
    return parts;
  } catch (cause) {
    throw new SpamsError('state-damaged', { params: { path }, cause });
  }
}

const decode = (text: string): Buffer => Buffer.from(text, 'base64');

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...SCRYPT, maxmem: MAX_MEMORY };
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
