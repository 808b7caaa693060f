import { join } from 'node:path';
import { documentId } from '../../shared/cms/entity.ts';
import { listFolder, makePrivateFolder, removeLeftovers } from '../../shared/files.ts';
import { lockFolder } from '../../shared/folder-lock.ts';

/** A branch's folder (DESIGN section 6): where each thing is. */
export interface Home {
  folder: string;
  config: string;
  /** What the office last said of itself and of this branch. */
  office: string;
  /** The way out to head office; with a proxy's password, protected as keys are. */
  network: string;
  crl: string;
  /** The pinned root, and the device's keys and certificates. */
  root: string;
  device: string;
  pendingDevice: string;
  managers: string;
  menu: string;
  /** The menu before, for what changed. */
  earlierMenu: string;
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
  const closings = await closingsIn(inside('outbox')).catch(() => []);
  for (const path of [folder, ...folders, ...closings.map((name) => inside('outbox', name))]) {
    await removeLeftovers(path);
  }
  return {
    folder,
    config: inside('config.json'),
    office: inside('office.json'),
    network: inside('network.json'),
    crl: inside('identity', 'office.crl'),
    root: inside('identity', 'root.der'),
    device: inside('identity', 'device.json'),
    pendingDevice: inside('identity', 'pending.json'),
    managers: inside('managers'),
    menu: inside('menu', 'menu.p7m'),
    earlierMenu: inside('menu', 'earlier.p7m'),
    menuState: inside('menu', 'state.json'),
    outbox: inside('outbox'),
    receipts: inside('receipts'),
    logs: inside('logs'),
    release: () => lock.release(),
  };
}

/** The closings in `outbox` or `receipts`, by document id. Unfinished folders' names begin with a dot. */
export async function closingsIn(folder: string): Promise<string[]> {
  return (await listFolder(folder)).filter((name) => documentId.safeParse(name).success);
}
