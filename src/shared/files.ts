import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode, SpamsError, tooLarge } from './errors.ts';
import { failpoint } from './failpoint.ts';

/**
 * The one way that SPAMS writes files: a temporary file, fsync, rename, fsync of the folder, so that after a crash a
 * file is whole, old or new. On Windows folders aren't synced and a rename refused by a scanner is tried again; 0600
 * means nothing there, the profile's ACL does (DESIGN section 6).
 */
const onWindows = process.platform === 'win32';
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const RENAME_ATTEMPTS = 10;

/** Replaces `path` by `bytes`, readable by its owner only. Throws `disk-full`, `file-not-allowed`, `file-not-found`. */
export function writeFileAtomic(path: string, bytes: Buffer | string): Promise<void> {
  return writeAtomic(path, (file) => file.writeFile(bytes));
}

/** The same for what isn't in memory as a whole: `write` puts it into the file bit by bit. */
export async function writeAtomic(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await writeSynced(temporary, write);
    await renameSynced(temporary, path);
  } catch (error) {
    await removeQuietly(temporary);
    throw fileError(error, path);
  }
}

/** Writes a new folder's files and gives it its name last: it is there whole, or this throws and it isn't there at all. */
export async function writeFolderAtomic(path: string, files: Record<string, Buffer | string>): Promise<void> {
  const temporary = temporaryBeside(path);
  let renamed = false;
  try {
    await mkdir(temporary, { mode: PRIVATE_FOLDER });
    failpoint('folder made', temporary);
    for (const [name, bytes] of Object.entries(files)) {
      await writeSynced(join(temporary, name), (file) => file.writeFile(bytes));
    }
    await syncFolder(temporary);
    await renamePatiently(temporary, path);
    renamed = true;
    await syncRenamed(temporary, path);
  } catch (error) {
    await removeQuietly(renamed ? path : temporary);
    throw fileError(error, path);
  }
}

/**
 * Removes what writes that never came to their end left in a folder; what can't be removed now is left for the next time.
 * Where others may be writing, only what was begun before a time that no write takes.
 */
export async function removeLeftovers(folder: string, begunBefore?: Date): Promise<void> {
  const names = await listFolder(folder).catch(() => []);
  for (const name of names.filter((each) => TEMPORARY.test(each))) {
    const path = join(folder, name);
    // Whoever writes it may have renamed or removed it just now.
    const begun = await stat(path).catch(() => undefined);
    if (!begunBefore || (begun && begun.mtime < begunBefore)) await removeQuietly(path);
  }
}

/** The names in a folder. Throws `file-not-found`, `file-not-allowed`, `disk-failed`. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Removes a file that has served its purpose, if it is there. Throws `file-not-allowed`. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    throw fileError(error, path);
  }
  failpoint('file removed', path);
}

/** Removes a folder and all in it, if it is there: whole at once, by its name first. Throws `file-not-allowed`. */
export async function removeFolder(path: string): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await renameSynced(path, temporary);
  } catch (error) {
    if (hasCode(error, 'file-not-found')) return;
    throw error;
  }
  await removeQuietly(temporary);
}

/** Renames a file or folder durably. Throws `disk-full`, `file-not-allowed`, `file-not-found`, `disk-failed`. */
export async function renameSynced(from: string, to: string): Promise<void> {
  try {
    await renamePatiently(from, to);
    await syncRenamed(from, to);
  } catch (error) {
    throw fileError(error, to);
  }
}

/** Makes a folder, and those above it, that only its owner may enter. Throws `usage` where a file is in the way. */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  } catch (error) {
    if (isErrno(error, 'EEXIST', 'ENOTDIR'))
      throw new SpamsError('usage', { params: { reason: `${path} is not a folder` }, cause: error });
    throw fileError(error, path);
  }
}

/**
 * Reads a regular file of at most `limit` bytes.
 * @throws `file-not-found`, `file-not-allowed`, `file-not-regular`, `document-too-large`
 */
export async function readFileBounded(path: string, limit: number): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    file = await open(path, onWindows ? 'r' : constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (!stats.isFile()) throw new SpamsError('file-not-regular', { params: { path } });
    if (stats.size > limit) throw tooLarge(limit);
    const bytes = await file.readFile();
    if (bytes.length > limit) throw tooLarge(limit);
    return bytes;
  } catch (error) {
    throw fileError(error, path);
  } finally {
    await file?.close();
  }
}

/** How a file of our own is called that isn't what it should be. */
type Damaged = 'state-damaged' | 'setup-damaged';

/**
 * As `readFileBounded`, for a file that SPAMS itself has written: one over its limit, or a folder in its place, is damage.
 * @throws `file-not-found`, `file-not-allowed`, `disk-failed`, `damagedAs`
 */
export async function readOwnFile(path: string, limit: number, damagedAs: Damaged = 'state-damaged'): Promise<Buffer> {
  try {
    return await readFileBounded(path, limit);
  } catch (cause) {
    if (!hasCode(cause, 'document-too-large', 'file-not-regular')) throw cause;
    throw new SpamsError(damagedAs, { params: { path }, cause });
  }
}

/** As `readOwnFile`, but undefined when there is no such file. */
export async function readFileIfAny(path: string, limit: number, damagedAs?: Damaged): Promise<Buffer | undefined> {
  try {
    return await readOwnFile(path, limit, damagedAs);
  } catch (error) {
    if (hasCode(error, 'file-not-found')) return undefined;
    throw error;
  }
}

/** A file system's error as one of ours, naming the path. */
export function fileError(error: unknown, path: string): unknown {
  const options = { params: { path }, cause: error };
  // No file has a name too long for its file system, or with a NUL in it, which Node refuses itself.
  if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'))
    return new SpamsError('file-not-found', options);
  if (isErrno(error, 'EACCES', 'EPERM', 'EROFS')) return new SpamsError('file-not-allowed', options);
  if (isErrno(error, 'EISDIR', 'ENXIO', 'ELOOP')) return new SpamsError('file-not-regular', options);
  if (isErrno(error, 'ENOSPC', 'EDQUOT')) return new SpamsError('disk-full', options);
  if (isErrno(error, 'EIO')) return new SpamsError('disk-failed', options);
  return error;
}

export function isErrno(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '');
}

const TEMPORARY = /^\.[0-9a-f-]{36}\.tmp$/;

/** A name of this write's own: two writers at once, in two containers even, must not share a temporary file. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${randomUUID()}.tmp`);
}

async function writeSynced(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    failpoint('file made', path);
    await write(file);
    failpoint('file written', path);
    await file.sync();
  } finally {
    await file.close();
  }
  failpoint('file synced', path);
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!onWindows || attempt === RENAME_ATTEMPTS || !isErrno(error, 'EPERM', 'EACCES', 'EBUSY')) throw error;
      await wait(20 * attempt);
    }
  }
}

async function syncRenamed(from: string, to: string): Promise<void> {
  failpoint('file renamed', to);
  await syncFolder(dirname(to));
  if (dirname(from) !== dirname(to)) await syncFolder(dirname(from));
  failpoint('rename synced', to);
}

/** What can't be removed now is a leftover: why the write failed matters more. */
async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}

async function syncFolder(path: string): Promise<void> {
  if (onWindows) return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
