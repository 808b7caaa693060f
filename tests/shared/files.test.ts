import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SpamsError } from '../../src/shared/errors.ts';
import { onFailpoint } from '../../src/shared/failpoint.ts';
import {
  fileError,
  makePrivateFolder,
  readFileBounded,
  readFileIfAny,
  readOwnFile,
  renameSynced,
  writeFileAtomic,
  writeFolderAtomic,
} from '../../src/shared/files.ts';
import { testFolder } from '../support/folders.ts';
import { everythingIn } from '../support/tree.ts';

const execute = promisify(execFile);
const MiB = 1024 * 1024;

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('when a file is written', () => {
  it('is whole, and readable by its owner alone', async () => {
    const path = join(await testFolder(), 'state.json');
    await writeFileAtomic(path, '{"a":1}');
    expect(await readFile(path, 'utf8')).toBe('{"a":1}');
    expect(await modeOf(path)).toBe(0o600);
  });

  it('replaces what was there, its mode too, and leaves nothing beside it', async () => {
    const folder = await testFolder();
    const path = join(folder, 'state.json');
    await writeFile(path, 'old and longer', { mode: 0o644 });
    await writeFileAtomic(path, Buffer.from('new'));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await modeOf(path)).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('replaces a symbolic link, not what it leads to', async () => {
    const folder = await testFolder();
    const target = join(folder, 'target');
    await writeFile(target, 'untouched');
    await symlink(target, join(folder, 'link'));
    await writeFileAtomic(join(folder, 'link'), 'new');
    expect(await readFile(target, 'utf8')).toBe('untouched');
    expect(await readFile(join(folder, 'link'), 'utf8')).toBe('new');
  });

  it('two writers at once leave one of both, whole', async () => {
    const folder = await testFolder();
    const path = join(folder, 'state');
    const texts = ['a'.repeat(3 * MiB), 'b'.repeat(3 * MiB)];
    await Promise.all(texts.map((text) => writeFileAtomic(path, text)));
    expect(texts.includes(await readFile(path, 'utf8'))).toBe(true);
    expect(await readdir(folder)).toEqual(['state']);
  });

  it('takes a name as long as the file system does', async () => {
    const path = join(await testFolder(), 'x'.repeat(255));
    await writeFileAtomic(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('keeps the old one and leaves no temporary file when the last step fails', async () => {
    const folder = await testFolder();
    // A folder that isn't empty can't be replaced by a file.
    await mkdir(join(folder, 'state', 'inside'), { recursive: true });
    await expect(writeFileAtomic(join(folder, 'state'), 'new')).toFailWith('file-not-regular');
    expect(await readdir(folder, { recursive: true })).toEqual(['state', 'state/inside']);
  });

  it('file-not-found, naming the file, where there is no folder for it', async () => {
    const path = join(await testFolder(), 'none', 'state');
    const error = await writeFileAtomic(path, 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'file-not-found', params: { path } });
  });
});

describe('when a folder is written', () => {
  it('is there with all its files, for its owner alone', async () => {
    const folder = await testFolder();
    await writeFolderAtomic(join(folder, 'entry'), { 'a.json': '{}', b: Buffer.from([0, 1]) });
    expect((await everythingIn(folder)).map(({ path, mode }) => [path.slice(folder.length), mode])).toEqual([
      ['/entry', 0o700],
      ['/entry/a.json', 0o600],
      ['/entry/b', 0o600],
    ]);
  });

  it('leaves nothing when a file of it fails', async () => {
    const folder = await testFolder();
    await expect(writeFolderAtomic(join(folder, 'entry'), { a: '', 'no/such': '' })).toFailWith('file-not-found');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not there when this could not be made sure', async () => {
    const folder = await testFolder();
    onTestFinished(() => onFailpoint(undefined));
    onFailpoint((step) => {
      if (step === 'file renamed') throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    await expect(writeFolderAtomic(join(folder, 'entry'), { a: '' })).toFailWith('disk-full');
    expect(await readdir(folder)).toEqual([]);
  });

  it("leaves what was there as it is when it isn't empty", async () => {
    const folder = await testFolder();
    await writeFolderAtomic(join(folder, 'entry'), { a: 'first' });
    await expect(writeFolderAtomic(join(folder, 'entry'), { a: 'second' })).rejects.toThrow();
    expect(await readFile(join(folder, 'entry', 'a'), 'utf8')).toBe('first');
    expect(await readdir(folder)).toEqual(['entry']);
  });
});

describe('when a file is read', () => {
  it('gives every byte up to the limit, and document-too-large beyond it', async () => {
    const path = join(await testFolder(), 'file');
    await writeFile(path, Buffer.from([0, 255, 13, 10]));
    expect(await readFileBounded(path, 4)).toEqual(Buffer.from([0, 255, 13, 10]));
    await expect(readFileBounded(path, 3)).toFailWith('document-too-large');
  });

  it('calls a file of our own beyond the limit damaged, and names it', async () => {
    const path = join(await testFolder(), 'file');
    await writeFile(path, 'four');
    expect((await readOwnFile(path, 4)).toString()).toBe('four');
    await expect(readOwnFile(path, 3)).rejects.toMatchObject({ code: 'state-damaged', params: { path } });
    await expect(readFileIfAny(path, 3)).toFailWith('state-damaged');
  });

  it('names the limit to the person', async () => {
    const path = join(await testFolder(), 'file');
    await writeFile(path, '');
    await truncate(path, 64 * MiB + 1);
    const error = await readFileBounded(path, 64 * MiB).catch((thrown: unknown) => thrown);
    expect((error as SpamsError).person().happened).toBe('The file is larger than 64 MB.');
  });

  it('holds to the limit for a file that is longer than it says', async () => {
    expect((await stat('/proc/self/status')).size).toBe(0);
    await expect(readFileBounded('/proc/self/status', 100)).toFailWith('document-too-large');
  });

  it('follows a symbolic link to a file', async () => {
    const folder = await testFolder();
    await writeFile(join(folder, 'file'), 'there');
    await symlink('file', join(folder, 'link'));
    expect((await readFileBounded(join(folder, 'link'), 100)).toString()).toBe('there');
  });

  it('file-not-found where there is none, under a file, and for names that cannot be', async () => {
    const folder = await testFolder();
    await writeFile(join(folder, 'file'), '');
    for (const name of ['none', 'file/under', 'a\0b', 'x'.repeat(256)]) {
      await expect(readFileBounded(join(folder, name), 1)).toFailWith('file-not-found');
      expect(await readFileIfAny(join(folder, name), 1)).toBeUndefined();
    }
  });

  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a named pipe, without waiting for a writer', (path: string) => execute('mkfifo', [path])],
    ['a link to itself', (path: string) => symlink(path, path)],
    ['a device', (path: string) => symlink('/dev/zero', path)],
  ])('file-not-regular for %s, and damage where it should be our own', async (_, make) => {
    const path = join(await testFolder(), 'thing');
    await make(path);
    await expect(readFileBounded(path, 100)).toFailWith('file-not-regular');
    await expect(readFileIfAny(path, 100)).toFailWith('state-damaged');
    await expect(readOwnFile(path, 100, 'setup-damaged')).toFailWith('setup-damaged');
  });
});

describe('when a folder is made', () => {
  it('so are those above it, for their owner alone', async () => {
    const folder = await testFolder();
    await makePrivateFolder(join(folder, 'a', 'b'));
    expect((await everythingIn(folder)).map(({ mode }) => mode)).toEqual([0o700, 0o700]);
  });

  it('is left as it is when it exists', async () => {
    const folder = await testFolder();
    await chmod(folder, 0o755);
    await makePrivateFolder(folder);
    expect(await modeOf(folder)).toBe(0o755);
  });

  it('usage where a file is in the way', async () => {
    const file = join(await testFolder(), 'file');
    await writeFile(file, '');
    await expect(makePrivateFolder(file)).toFailWith('usage');
    await expect(makePrivateFolder(join(file, 'a', 'b'))).toFailWith('usage');
  });
});

describe('when something is renamed', () => {
  it('it is gone from where it was', async () => {
    const folder = await testFolder();
    await mkdir(join(folder, 'from'));
    await mkdir(join(folder, 'to'));
    await writeFile(join(folder, 'from', 'file'), 'x');
    await renameSynced(join(folder, 'from', 'file'), join(folder, 'to', 'file'));
    expect(await readdir(folder, { recursive: true })).toEqual(['from', 'to', 'to/file']);
  });

  it('file-not-found, naming where it should have gone, when either place is not there', async () => {
    const folder = await testFolder();
    const to = join(folder, 'none', 'file');
    await expect(renameSynced(folder, to)).rejects.toMatchObject({ code: 'file-not-found', params: { path: to } });
    await expect(renameSynced(to, join(folder, 'file'))).toFailWith('file-not-found');
  });
});

describe('when the file system says no', () => {
  it.each([
    ['ENOENT', 'file-not-found'],
    ['ENOTDIR', 'file-not-found'],
    ['ENAMETOOLONG', 'file-not-found'],
    ['EACCES', 'file-not-allowed'],
    ['EPERM', 'file-not-allowed'],
    ['EROFS', 'file-not-allowed'],
    ['EISDIR', 'file-not-regular'],
    ['ENXIO', 'file-not-regular'],
    ['ELOOP', 'file-not-regular'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
  ])('%s is %s, the cause kept', (errno, code) => {
    const cause = Object.assign(new Error(errno), { code: errno });
    expect(fileError(cause, '/some/file')).toMatchObject({ code, cause });
  });

  it('anything else stays what it is', () => {
    for (const error of [new Error('EIO'), new SpamsError('disk-full'), undefined]) {
      expect(fileError(error, '/some/file')).toBe(error);
    }
  });
});
