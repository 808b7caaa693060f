import type crypto from 'node:crypto';

/**
 * node:crypto whose `scrypt` does next to no work, and so gives other keys than the real one: for tests that make many
 * boxes and open only those. The template's manager has a real one: see `memoized-scrypt.ts`, which is used the same way.
 */
export function quickScrypt(real: typeof crypto): typeof crypto {
  const scrypt = (
    passphrase: string,
    salt: Buffer,
    length: number,
    options: crypto.ScryptOptions,
    done: (error: Error | null, key: Buffer) => void,
  ): void => real.scrypt(passphrase, salt, length, { ...options, N: 2 }, done);
  return { ...real, scrypt: scrypt as typeof crypto.scrypt };
}
