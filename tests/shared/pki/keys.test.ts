import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  exportPrivateKey,
  generateEcKey,
  generateRsaKey,
  importPrivateKey,
  isRsa3072,
  signRsa,
  spkiOf,
  verifyRsa,
} from '../../../src/shared/pki/keys.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';

const DATA = Buffer.from('what was signed');

describe('keys', () => {
  it('are RSA-3072 with exponent 65537, new each time', async () => {
    const [first, second] = await Promise.all([generateRsaKey(), generateRsaKey()]);
    expect(isRsa3072(first.publicKey)).toBe(true);
    expect(spkiOf(first.publicKey)).not.toEqual(spkiOf(second.publicKey));
  });

  it('are P-256 for TLS', async () => {
    const { publicKey } = await generateEcKey();
    expect(publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(isRsa3072(publicKey)).toBe(false);
  });

  it('come back from PKCS#8', async () => {
    const { privateKey, publicKey } = testKey(FREE_KEY);
    const again = importPrivateKey(exportPrivateKey(privateKey));
    expect(verifyRsa(publicKey, DATA, await signRsa(again, DATA))).toBe(true);
  });
});

describe('verifyRsa', () => {
  const { privateKey, publicKey } = testKey(FREE_KEY);

  it('takes the signature of the key over these bytes, and no other', async () => {
    const signature = await signRsa(privateKey, DATA);
    expect(verifyRsa(publicKey, DATA, signature)).toBe(true);
    expect(verifyRsa(publicKey, Buffer.from('something else'), signature)).toBe(false);
    expect(verifyRsa(testKey(FREE_KEY + 1).publicKey, DATA, signature)).toBe(false);
    expect(verifyRsa(publicKey, DATA, signature.subarray(1))).toBe(false);
    expect(verifyRsa(publicKey, DATA, Buffer.alloc(0))).toBe(false);
  });

  it.each([
    ['SHA-1', sign('sha1', DATA, privateKey)],
    ['SHA-512', sign('sha512', DATA, privateKey)],
    ['PSS', sign('sha256', DATA, { key: privateKey, padding: 6 })],
  ])('refuses a signature with %s', (_, signature) => {
    expect(verifyRsa(publicKey, DATA, signature)).toBe(false);
  });

  it.each([
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
  ])('refuses the true signature of a %s key', (_, pair) => {
    expect(verifyRsa(pair.publicKey, DATA, sign('sha256', DATA, pair.privateKey))).toBe(false);
  });
});
