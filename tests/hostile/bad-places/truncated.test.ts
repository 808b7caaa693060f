import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { copyOfFull, type Full, fullBranch, type Kept, MENDED, outcome, PROOFS, SETUP } from './kept-files.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Every length that a file can be cut to: all of them for a short one, of a longer each sixteenth and the last. */
function lengthsOf(bytes: Buffer): number[] {
  // Without its last line end, JSON is whole.
  const whole = bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length;
  return Array.from({ length: whole }, (_, length) => length).filter(
    (length) => whole < 600 || length % 16 === 0 || length >= whole - 32,
  );
}

/** Cuts a file to each length, and asserts what reading it comes to; leaves it whole. */
async function expectOfEachCut(there: Full, name: string, { file, read, damaged }: Kept): Promise<void> {
  const path = file(there);
  const bytes = await readFile(path);
  const good = await read(there);
  const wanted = damaged ? damaged(path) : good;
  const wrong: unknown[] = [];
  for (const length of lengthsOf(bytes)) {
    await writeFile(path, bytes.subarray(0, length));
    const seen = await outcome(read(there));
    if (!isDeepStrictEqual(seen, wanted)) wrong.push([length, seen]);
  }
  expect(wrong.slice(0, 3), name).toEqual([]);
  await writeFile(path, bytes);
  expect(await read(there), name).toEqual(good);
}

describe.each([
  { files: SETUP, what: 'its setup is named as damaged' },
  { files: PROOFS, what: 'what proves a closing is named as damaged' },
  { files: MENDED, what: 'nothing is shown but what is so' },
])('when a file of the branch is cut short at any byte', ({ files, what }) => {
  it(`${what}, and whole again it reads as before`, async () => {
    const there = await fullBranch();
    for (const [name, kept] of Object.entries(files)) await expectOfEachCut(there, name, kept);
  });
});

describe('when a file of the branch that can be had again is cut short', () => {
  it('the next contact brings it back', async () => {
    const there = await fullBranch();
    for (const [name, { file, mend }] of Object.entries(MENDED)) {
      if (!mend) continue;
      const good = await mend(await copyOfFull(there));
      const bytes = await readFile(file(there));
      for (const share of [0, 0.01, 0.5, 0.99]) {
        const copy = await copyOfFull(there);
        await writeFile(file(copy), bytes.subarray(0, bytes.length * share));
        expect(await mend(copy), `${name}, ${share} of it`).toEqual(good);
      }
    }
  });
});
