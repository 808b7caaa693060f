import type crypto from 'node:crypto';

/**
 * node:crypto whose `scrypt` remembers what it worked out: it is a pure function of 0.4 s, which every closing of the
 * template's manager would ask for anew. For tests that close the day often and aren't about passphrases:
 *
 *     vi.mock('node:crypto', async (original) => {
 *       const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
 *       return memoizedScrypt(await original());
 *     });
 */
export function memoizedScrypt(real: typeof crypto): typeof crypto {
  const known = new Map<string, Promise<Buffer>>();
  const scrypt = (
    passphrase: string,
    salt: Buffer,
    length: number,
    options: crypto.ScryptOptions,
    done: (error: Error | null, key: Buffer) => void,
  ): void => {
    const asked = JSON.stringify([passphrase, salt.toString('hex'), length, options]);
    const key = known.get(asked) ?? derive(real, passphrase, salt, length, options);
    known.set(asked, key);
    // A copy: whoever asked wipes the key after use.
    key.then(
      (bytes) => done(null, Buffer.from(bytes)),
      (error) => done(error, Buffer.alloc(0)),
    );
  };
  return { ...real, scrypt: scrypt as typeof crypto.scrypt };
}

function derive(
  { scrypt }: typeof crypto,
  passphrase: string,
  salt: Buffer,
  length: number,
  options: crypto.ScryptOptions,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
