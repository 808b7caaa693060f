import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { show } from './desktop.ts';
import { InstanceLock } from './instance-lock.ts';
import { Emitter, only } from './strict.ts';

const EVENTS = [
  'window-all-closed',
  'second-instance',
  'web-contents-created',
  'before-quit',
  'will-quit',
  'activate',
] as const;

class App extends Emitter<(typeof EVENTS)[number]> {
  readonly name = manifest.productName;
  readonly isPackaged = false;
  readonly commandLine = only('app.commandLine', {
    hasSwitch: (name: string): boolean => switches().has(name),
    getSwitchValue: (name: string): string => switches().get(name) ?? '',
  });
  readonly #ready = Promise.withResolvers<void>();
  readonly #lock = new InstanceLock(() => this.getPath('userData'));
  /** `close` gives whether every window let itself be closed. */
  windows = { close: (): boolean => true, destroy: (): void => {} };
  isQuitting = false;
  isReady = false;

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
    this.isQuitting = true;
    this.isQuitting = this.windows.close() && !this.prevented('will-quit');
    if (this.isQuitting) this.#end(0);
  }

  exit(code = 0): void {
    this.isQuitting = true;
    this.windows.destroy();
    this.#end(code);
  }

  /** After the last window: Electron quits by itself only where nobody listens. */
  noWindowIsLeft(): void {
    if (this.isQuitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  getPath(name: 'userData' | 'documents' | 'downloads'): string {
    if (name === 'documents' || name === 'downloads') return join(homedir(), name);
    const folder = switches().get('user-data-dir');
    if (name !== 'userData' || !folder) throw new Error(`The double of Electron has no path ${name}.`);
    return resolve(folder);
  }

  getVersion(): string {
    return manifest.version;
  }

  getLocale(): string {
    return process.env.LANG?.slice(0, 5).replace('_', '-') || 'en-US';
  }

  setAppUserModelId(_id: string): void {}

  setLoginItemSettings(settings: object): void {
    show({ loginItem: settings });
  }

  #end(code: number): void {
    this.#lock.release();
    process.exit(code);
  }
}

function switches(): Map<string, string> {
  const named = process.argv.filter((argument) => argument.startsWith('--'));
  return new Map(named.map((argument) => argument.slice(2).split(/=(.*)/s, 2) as [string, string]));
}

export const appDouble = new App();
export const app = only('app', appDouble);
