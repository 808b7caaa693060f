import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openHome } from '../../../src/main/branch/home.ts';
import { hasCode } from '../../../src/shared/errors.ts';
import { testPki } from '../../support/pki.ts';
import { edgeParsers } from './edge-parsers.ts';
import { anything, mutationsOf } from './mutations.ts';
import { type Parser, sharedParsers } from './parsers.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const folder = await mkdtemp(join(tmpdir(), 'spams-test-'));
const home = await openHome(join(folder, 'branch'));
const parsers = Object.entries<Parser>({
  ...(await sharedParsers(await testPki())),
  ...(await edgeParsers(home, folder)),
});

afterAll(async () => {
  await home.release();
  await rm(folder, { recursive: true });
});

/** Whether the parser takes these bytes for what they are, or refuses them with one of its codes. */
async function judges({ parse, codes, holds }: Parser, bytes: Buffer): Promise<boolean> {
  try {
    return holds(await parse(bytes), bytes);
  } catch (error) {
    if (hasCode(error, ...codes)) return true;
    throw error;
  }
}

describe.each(parsers)('%s', (_, each) => {
  it('takes its good sample', async () => {
    expect(each.holds(await each.parse(each.good), each.good)).toBe(true);
  });

  it('whatever bytes come, gives what they say or fails with a code of its own', async () => {
    await fc.assert(
      fc.asyncProperty(anything, (bytes) => judges(each, bytes)),
      { numRuns: 100 },
    );
  });

  it('whatever was done to a good one, gives what it says or fails with a code of its own', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(each.good), (bytes) => judges(each, bytes)),
      { numRuns: 200 },
    );
  });

  it('has bad inputs made for it by hand', async () => {
    expect(await readFile(each.tests, 'utf8')).toMatch(/^ *(it|test)(\.each)?[(<]/m);
  });
});
