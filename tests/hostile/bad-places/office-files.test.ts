import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { KeyFiles, type OfficeRole } from '../../../src/server/authority/key-files.ts';
import { officePaths, readConfig } from '../../../src/server/config.ts';
import { openOffice } from '../../../src/server/office.ts';
import { asSpamsError } from '../../../src/shared/errors.ts';
import { TestOffice } from '../../support/office.ts';
import { ROOT_PASSPHRASE } from '../../support/shared.ts';
import { danglingLink, ODD, replaceBy, replaceByLink } from './odd-files.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** An office that nobody has open, and its files but for the database. */
async function closedOffice() {
  const { folder, context } = await TestOffice.open();
  await context.close();
  const { config, keys } = officePaths(folder);
  return { folder, files: [config, ...(await readdir(keys)).sort().map((name) => join(keys, name))] };
}

/** Reads one file of an office the way that the office does. */
async function read(folder: string, path: string): Promise<unknown> {
  const role = /([a-z]+)-[0-9a-f]+\.(?:pem|key|key\.json)$/.exec(path)?.[1] as OfficeRole | undefined;
  const files = new KeyFiles(officePaths(folder).keys, role === 'root' ? ROOT_PASSPHRASE : undefined);
  if (role && path.endsWith('.pem')) return files.certificates(role);
  if (role) return files.load(role);
  if (path.endsWith('config.json')) return readConfig(folder);
  return (await openOffice(folder)).close();
}

const told = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error) => [asSpamsError(error).code, asSpamsError(error).params.path],
  );

/** Every length at which a file isn't whole: of a text, how its last line ends doesn't count. */
function lengthsOf(path: string, bytes: Buffer): number[] {
  const text = bytes.toString('latin1');
  const end = path.endsWith('.pem') ? text.search(/=*\s*-----END/) : text.trimEnd().length;
  const whole = path.endsWith('.key') ? bytes.length : end;
  return Array.from({ length: whole }, (_, length) => length).filter(
    (length) => whole < 600 || length % 16 === 0 || length >= whole - 32,
  );
}

describe('when a file of the office is cut short at any byte', () => {
  it('is named as damaged, whichever it is', async () => {
    const { folder, files } = await closedOffice();
    for (const path of files) {
      const bytes = await readFile(path);
      const seen = new Set<string>();
      for (const length of lengthsOf(path, bytes)) {
        await writeFile(path, bytes.subarray(0, length));
        seen.add(String(await told(read(folder, path))));
      }
      expect([...seen], path).toEqual([`state-damaged,${path}`]);
      await writeFile(path, bytes);
      expect(await told(read(folder, path))).toBe('read');
    }
    expect(files.length).toBeGreaterThan(10);
  });
});

describe.each(Object.entries(ODD))('when %s is where a file of the office should be', (_, make) => {
  it('is named as damaged, and no read waits for it', async () => {
    const { folder, files } = await closedOffice();
    for (const path of files) {
      const target = await replaceByLink(path);
      await replaceBy(path, make);
      expect(await told(read(folder, path)), path).toEqual(['state-damaged', path]);
      await replaceBy(path, async () => writeFile(path, await readFile(target)));
    }
    const path = officePaths(folder).database;
    await replaceBy(path, make);
    expect([
      ['state-damaged', path],
      ['disk-failed', path],
    ]).toContainEqual(await told(openOffice(folder)));
  });
});

describe('when a symbolic link is where a file of the office should be', () => {
  it('to the file itself, it is read as that', async () => {
    const { folder, files } = await closedOffice();
    for (const path of files) {
      await replaceByLink(path);
      expect(await told(read(folder, path)), path).toBe('read');
    }
    await (await openOffice(folder)).close();
  });

  it('to nowhere, it is named as missing, and nothing is made in its place', async () => {
    const { folder, files } = await closedOffice();
    for (const path of files) {
      const target = await replaceByLink(path);
      await replaceBy(path, danglingLink);
      const isConfig = path.endsWith('config.json');
      // A key may be there sealed or not: what is missing is either.
      const missing = ['file-not-found', path.replace(/\.key\.json$/, '.key')];
      expect(await told(read(folder, path)), path).toEqual(isConfig ? ['office-not-initialised', folder] : missing);
      await replaceBy(path, async () => writeFile(path, await readFile(target)));
    }
    const path = officePaths(folder).database;
    await replaceBy(path, danglingLink);
    expect(await told(openOffice(folder))).toEqual(['state-damaged', path]);
    await expect(lstat(`${path}.nowhere`)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
