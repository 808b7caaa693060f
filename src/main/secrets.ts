import { safeStorage } from 'electron';
import { SpamsError } from '../shared/errors.ts';
import type { KeyProtection } from './branch/device.ts';

/** Keys under the system's own protection of this user's secrets: DPAPI on Windows. */
export const systemProtection: KeyProtection = {
  async protect(secret) {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) throw new SpamsError('key-storage-missing');
    return safeStorage.encryptStringAsync(secret.toString('base64'));
  },
  async open(stored) {
    const { result } = await safeStorage.decryptStringAsync(stored);
    return Buffer.from(result, 'base64');
  },
};
