import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { SpamsError } from './errors.ts';
import { fileError, isErrno } from './files.ts';

export interface FolderLock {
  /** Lets the next process in. */
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone: whoever listens on a name made from its real path holds it. The kernel takes
 * it back when the process ends in whatever way, so no lock file can be left behind.
 * @throws `home-locked`, `file-not-found`, `file-not-allowed`
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = createServer((socket) => socket.destroy());
  lock.unref();
  await listen(lock, nameOf(await realPath(folder)), folder);
  return { release: () => new Promise((resolve) => lock.close(() => resolve())) };
}

async function realPath(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    throw fileError(error, folder);
  }
}

function nameOf(path: string): string {
  const name = `spams-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}

function listen(lock: Server, name: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    lock.once('error', (cause) => {
      const taken = isErrno(cause, 'EADDRINUSE');
      reject(taken ? new SpamsError('home-locked', { params: { path: folder }, cause }) : cause);
    });
    lock.listen(name, resolve);
  });
}
