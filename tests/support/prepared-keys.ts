import { inject } from 'vitest';
import type * as keys from '../../src/shared/pki/keys.ts';
import { testKey } from './keys.ts';

/**
 * The module of keys with prepared ones, in turn, wherever a new one would be made: for tests that enrol often.
 *
 *     vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
 *       const { preparedKeys } = await import('../../support/prepared-keys.ts');
 *       return preparedKeys(await original());
 *     });
 */
export function preparedKeys(real: typeof keys): typeof keys {
  let made = 0;
  return { ...real, generateRsaKey: async () => testKey(made++ % inject('keyCount')) };
}
