import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { SpamsError } from '../../shared/errors.ts';
import { isErrno, makePrivateFolder, removeLeftovers } from '../../shared/files.ts';

/** A branch's folder (DESIGN section 6): where each thing is. */
export interface Home {
  folder: string;
  config: string;
  /** What the office last said of itself and of this branch. */
  office: string;
  crl: string;
  /** The pinned root, and the device's keys and certificates. */
  root: string;
  device: string;
  pendingDevice: string;
  managers: string;
  menu: string;
  menuState: string;
  outbox: string;
  receipts: string;
  logs: string;
  /** Lets the next process in. */
  release(): Promise<void>;
}

/** Opens a branch's folder, made if need be, for this process alone. Throws `home-locked`, `file-not-allowed`. */
export async function openHome(folder: string): Promise<Home> {
  await makePrivateFolder(folder);
  const inside = (...names: string[]): string => join(folder, ...names);
  const folders = ['identity', 'managers', 'menu', 'outbox', 'receipts', 'logs'].map((name) => inside(name));
  for (const path of folders) await makePrivateFolder(path);
  const lock = await lockFolder(folder);
  for (const path of [folder, ...folders]) await removeLeftovers(path);
  return {
    folder,
    config: inside('config.json'),
    office: inside('office.json'),
    crl: inside('identity', 'office.crl'),
    root: inside('identity', 'root.der'),
    device: inside('identity', 'device.json'),
    pendingDevice: inside('identity', 'pending.json'),
    managers: inside('managers'),
    menu: inside('menu', 'menu.p7m'),
    menuState: inside('menu', 'state.json'),
    outbox: inside('outbox'),
    receipts: inside('receipts'),
    logs: inside('logs'),
    release: () => new Promise((resolve) => lock.close(() => resolve())),
  };
}

/**
 * One process at a time: whoever listens on a name made from the folder's real path holds the lock. The kernel takes
 * it back when the process ends in whatever way, so no lock file can be left behind.
 */
async function lockFolder(folder: string): Promise<Server> {
  const name = `spams-${createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
  const lock = createServer((socket) => socket.destroy());
  lock.unref();
  return new Promise((resolve, reject) => {
    lock.once('error', (error) => {
      reject(
        isErrno(error, 'EADDRINUSE')
          ? new SpamsError('home-locked', { params: { path: folder }, cause: error })
          : error,
      );
    });
    lock.listen(path, () => resolve(lock));
  });
}
