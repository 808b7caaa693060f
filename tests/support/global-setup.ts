import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { exportPrivateKey, generateRsaKey } from '../../src/shared/pki/keys.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the prepared keys: see `keys.ts`. */
    keyFolder: string;
    keyCount: number;
  }
}

const KEY_COUNT = 12;

/** Makes the RSA-3072 keys that all tests of this run share: each takes 0.2 s, so no test makes its own. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-test-keys-'));
  await Promise.all(Array.from({ length: KEY_COUNT }, (_, index) => writeKey(join(folder, `${index}.der`))));
  provide('keyFolder', folder);
  provide('keyCount', KEY_COUNT);
  return () => rm(folder, { recursive: true });
}

async function writeKey(path: string): Promise<void> {
  const { privateKey } = await generateRsaKey();
  await writeFile(path, exportPrivateKey(privateKey), { mode: 0o600 });
}
