import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { place, show } from './desktop.ts';
import { InstanceLock } from './instance-lock.ts';
import { Emitter, only } from './strict.ts';

const EVENTS = ['window-all-closed', 'second-instance', 'web-contents-created', 'before-quit', 'quit'] as const;
type Doubled = 'isPackaged' | 'whenReady' | 'requestSingleInstanceLock' | 'quit' | 'getPath' | 'setLoginItemSettings';

class AppDouble extends Emitter<(typeof EVENTS)[number]> implements Pick<Electron.App, Doubled> {
  readonly isPackaged = place.isPackaged ?? false;
  readonly #ready = Promise.withResolvers<void>();
  readonly #lock = new InstanceLock(() => this.getPath('userData'));
  /** Closes every window that lets itself be closed. Gives whether all did. */
  closeWindows = (): boolean => true;
  isReady = false;
  #isQuitting = false;

  constructor() {
    super('app', EVENTS);
  }

  /** Electron is ready only once main has been imported: see `runner.ts`. */
  fireReady(): void {
    this.isReady = true;
    this.#ready.resolve();
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  requestSingleInstanceLock(): boolean {
    return this.#lock.take((argv, folder) => this.emit('second-instance', {}, argv, folder, undefined));
  }

  quit(): void {
    if (this.prevented('before-quit')) return;
    this.#isQuitting = true;
    this.#isQuitting = this.closeWindows();
    if (!this.#isQuitting) return;
    this.#lock.release();
    this.emit('quit', {}, 0);
    process.exit(0);
  }

  /** Electron quits by itself only where nobody listens, and doesn't ask while it quits. */
  noWindowIsLeft(): void {
    if (!this.#isQuitting && !this.emit('window-all-closed')) this.quit();
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    if (name === 'documents') return join(homedir(), name);
    const folder = process.argv.find((argument) => argument.startsWith(USER_DATA))?.slice(USER_DATA.length);
    if (name === 'userData' && folder) return resolve(folder);
    throw new Error(`The double of Electron has no path ${name}.`);
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    show({ loginItem: settings });
  }
}

/** Chromium's own switch. Without it, tests would work in the folder of whoever runs them. */
const USER_DATA = '--user-data-dir=';

export const appDouble = new AppDouble();
export const app = only('app', appDouble);
