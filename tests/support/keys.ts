import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { importPrivateKey, type KeyPair } from '../../src/shared/pki/keys.ts';

const read = new Map<number, KeyPair>();

/**
 * One of the RSA-3072 keys prepared for this run (`global-setup.ts`), the same for the same number in every test file.
 * `testPki` holds 0 to 5; the others, from `FREE_KEY` on, are for strangers and second keys.
 */
export function testKey(index: number): KeyPair {
  const known = read.get(index);
  if (known) return known;
  const count = inject('keyCount');
  if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`only ${count} keys are prepared`);
  const privateKey = importPrivateKey(readFileSync(join(inject('keyFolder'), `${index}.der`)));
  const pair = { privateKey, publicKey: createPublicKey(privateKey) };
  read.set(index, pair);
  return pair;
}

/** The first prepared key that nobody in `testPki` holds. */
export const FREE_KEY = 6;
