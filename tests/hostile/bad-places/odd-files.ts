import { execFile } from 'node:child_process';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testFolder } from '../../support/folders.ts';

const execute = promisify(execFile);

/** What may lie where a file should be, and can't be read as one. */
export const ODD: Record<string, (path: string) => Promise<unknown>> = {
  'a folder': (path) => mkdir(path),
  'a named pipe': (path) => execute('mkfifo', [path]),
  'a loop of links': (path) => symlink(path, path),
};

/** Puts something else where a file is. */
export async function replaceBy(path: string, make: (path: string) => Promise<unknown>): Promise<void> {
  await rm(path, { recursive: true });
  await make(path);
}

/** Puts a symbolic link to the very same file where it was; gives where that is now. */
export async function replaceByLink(path: string): Promise<string> {
  const target = join(await testFolder(), 'target');
  await rename(path, target);
  await symlink(target, path);
  return target;
}

export const danglingLink = (path: string): Promise<void> => symlink(`${path}.nowhere`, path);
