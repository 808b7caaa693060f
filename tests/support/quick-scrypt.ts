import type crypto from 'node:crypto';

type Cost = crypto.ScryptOptions;

/**
 * node:crypto whose scrypt does next to no work, and so gives other keys than the real one: for tests that make many
 * boxes and open only those. The template's manager has a real one: see `memoized-scrypt.ts`, which is used the same way.
 */
export function quickScrypt(real: typeof crypto): typeof crypto {
  const quick = (cost: Cost): Cost => ({ ...cost, N: 2 });
  const scrypt = (
    passphrase: string,
    salt: Buffer,
    length: number,
    cost: Cost,
    done: (error: Error | null, key: Buffer) => void,
  ): void => real.scrypt(passphrase, salt, length, quick(cost), done);
  const scryptSync = (passphrase: string, salt: Buffer, length: number, cost: Cost): Buffer =>
    real.scryptSync(passphrase, salt, length, quick(cost));
  return { ...real, scrypt: scrypt as typeof crypto.scrypt, scryptSync: scryptSync as typeof crypto.scryptSync };
}
