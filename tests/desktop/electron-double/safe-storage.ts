import { appDouble } from './app.ts';
import { place } from './desktop.ts';
import { decrypt, encrypt } from './keychain.ts';
import { only } from './strict.ts';

type Doubled = Pick<Electron.SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;

const userData = (): string => appDouble.getPath('userData');

export const safeStorage = only<Doubled>('safeStorage', {
  isAsyncEncryptionAvailable: async () => place.hasKeychain ?? true,
  encryptStringAsync: async (text) => encrypt(userData(), text),
  decryptStringAsync: async (sealed) => ({ result: decrypt(userData(), sealed), shouldReEncrypt: false }),
});
