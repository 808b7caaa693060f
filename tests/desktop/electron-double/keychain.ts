import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [NONCE, TAG] = [12, 16];

/** Encrypts under a key that lies in the user's folder, where Electron has the system's keychain. */
export function encrypt(userData: string, text: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyIn(userData), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function decrypt(userData: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyIn(userData), sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(-TAG));
  return decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
}

function keyIn(userData: string): Buffer {
  const path = join(userData, 'keychain');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 });
  return readFileSync(path);
}
