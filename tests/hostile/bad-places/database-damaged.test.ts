import { readFile, rm, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { officePaths } from '../../../src/server/config.ts';
import type { TestOffice } from '../../support/office.ts';
import { closedOffice, readOffice } from './office-reads.ts';

const PAGE = 4096;

const DAMAGE: readonly unknown[] = ['state-damaged', 'audit-broken', 'not-opened'];

/** What a signature, the audit's key or the form of the database vouches for. */
const SIGNED = ['open', 'evidence', 'audit'];

interface Said {
  how: string;
  what: string;
  said: unknown;
}

/** Damages an office's database each way in turn; gives what was said that is neither the truth nor a word of damage. */
async function untruths(office: TestOffice, damaged: [string, Buffer][]): Promise<Said[]> {
  const path = officePaths(office.folder).database;
  const truth = await readOffice(office);
  const found: Said[] = [];
  for (const [how, bytes] of damaged) {
    for (const suffix of ['-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
    await writeFile(path, bytes);
    for (const [what, said] of Object.entries(await readOffice(office))) {
      if (!DAMAGE.includes(said) && !isDeepStrictEqual(said, truth[what])) found.push({ how, what, said });
    }
  }
  return found;
}

/** A database with 64 bytes overwritten, once in each of its pages. */
function overwritten(good: Buffer, offset: number): [string, Buffer][] {
  const pages = Array.from({ length: good.length / PAGE - 1 }, (_each, n) => n + 1);
  return pages.map((page) => {
    const from = page * PAGE + offset;
    return [`page ${page}`, Buffer.from(good).fill(0xff, from, from + 64)];
  });
}

describe("when the office's database is damaged on the disk", () => {
  it('where a page begins, what is read is the truth or a word of damage, for every page', async () => {
    const office = await closedOffice();
    const good = await readFile(officePaths(office.folder).database);
    expect(await untruths(office, overwritten(good, 0))).toEqual([]);
  });

  it('by being cut short anywhere, so it is', async () => {
    const office = await closedOffice();
    const good = await readFile(officePaths(office.folder).database);
    const header = Array.from({ length: 100 }, (_, n) => n);
    const pages = Array.from({ length: good.length / PAGE - 1 }, (_, n) => (n + 1) * PAGE);
    const lengths = [...header, ...pages.flatMap((length) => [length - 1, length, length + 100])];
    const cut = lengths.map((length): [string, Buffer] => [`${length} bytes`, good.subarray(0, length)]);
    expect(await untruths(office, cut)).toEqual([]);
  });

  // SQLite has no checksum over what a row holds: a name may read otherwise, but what is signed or chained may not.
  it.each([100, 2000, 4000])(
    'at byte %i of a page, what is signed is the truth, and no command fails unexpectedly',
    async (offset) => {
      const office = await closedOffice();
      const good = await readFile(officePaths(office.folder).database);
      const wrong = await untruths(office, overwritten(good, offset));
      expect(wrong.filter(({ what, said }) => SIGNED.includes(what) || String(said).startsWith('internal'))).toEqual(
        [],
      );
    },
  );
});
