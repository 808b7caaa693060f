import { lstat, readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { copyOfFull, fullBranch, MENDED, outcome, PROOFS, SETUP } from './kept-files.ts';
import { danglingLink, ODD, replaceBy, replaceByLink } from './odd-files.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const FILES = Object.entries({ ...SETUP, ...PROOFS, ...MENDED });

/** What a file that isn't there at all is, where that is something else than a damaged one. */
const MISSING: Record<string, unknown> = {
  'config.json': undefined,
  'identity/device.json': undefined,
  'managers/mei.json': { code: 'manager-unknown', path: undefined },
  'menu/menu.p7m': { code: 'menu-none', path: undefined },
};

describe(`when ${Object.keys(ODD).join(', ')} is where a file of the branch should be`, () => {
  it('is named, or does no harm, and no read waits for it', async () => {
    const there = await fullBranch();
    for (const [name, { file, read, damaged, mend }] of FILES) {
      const good = await read(there);
      const mended = await mend?.(await copyOfFull(there));
      for (const [kind, make] of Object.entries(ODD)) {
        const copy = await copyOfFull(there);
        const path = file(copy);
        await replaceBy(path, make);
        const named = ['state-damaged', 'file-not-regular'].map((code) => ({ code, path }));
        expect([damaged ? damaged(path) : good, ...named], `${kind}: ${name}`).toContainEqual(
          await outcome(read(copy)),
        );
        if (mend) expect([mended, ...named], `${kind}: ${name}`).toContainEqual(await outcome(mend(copy)));
      }
    }
  });
});

describe('when a symbolic link is where a file of the branch should be', () => {
  it('to the file itself, it is read as that; a write replaces the link and leaves alone what it leads to', async () => {
    const there = await fullBranch();
    for (const [name, { file, read, mend }] of FILES) {
      const copy = await copyOfFull(there);
      const target = await replaceByLink(file(copy));
      const bytes = await readFile(target);
      expect(await read(copy), name).toEqual(await read(there));
      await mend?.(copy);
      expect(await readFile(target), name).toEqual(bytes);
    }
  });

  it('to nowhere, the file is missing; what is written anew lies in its place, not where it led', async () => {
    const there = await fullBranch();
    for (const [name, { file, read, damaged, mend }] of FILES) {
      const copy = await copyOfFull(there);
      const path = file(copy);
      await replaceBy(path, danglingLink);
      const wanted = damaged ? damaged(path) : await read(there);
      expect(await outcome(read(copy)), name).toEqual(name in MISSING ? MISSING[name] : wanted);
      if (!mend) continue;
      expect(await mend(copy), name).toEqual(await mend(await copyOfFull(there)));
      await expect(lstat(`${path}.nowhere`)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });
});
