import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appDouble } from './app.ts';
import { place } from './desktop.ts';
import { only } from './strict.ts';

type Doubled = Pick<Electron.SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;

const [NONCE, TAG] = [12, 16];

/** Encrypts under a key that lies in the user's folder, where Electron has the system's keychain. */
export const safeStorage = only<Doubled>('safeStorage', {
  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return place.hasKeychain ?? true;
  },
  async encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key(), nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  async decryptStringAsync(sealed: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, NONCE));
    decipher.setAuthTag(sealed.subarray(-TAG));
    const result = decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
    return { result, shouldReEncrypt: false };
  },
});

function key(): Buffer {
  const path = join(appDouble.getPath('userData'), 'keychain');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 });
  return readFileSync(path);
}
