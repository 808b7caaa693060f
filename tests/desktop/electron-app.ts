import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core';
import { electronBinary } from '../../scripts/electron-binary.ts';
import type { Desktop, Media } from './electron-double/desktop.ts';
import { dragFiles, dropFiles, screenshot } from './page-deeds.ts';
import type { Ended, RunningApp, StartOptions } from './running-app.ts';

const root = join(import.meta.dirname, '../..');

/**
 * The built app in Electron itself, where its binary is installed. It was written where there is none and has never run:
 * expect to mend it. Dialogs are replaced, since no test can reach the system's; the tray and printing it can't see.
 */
export class ElectronApp implements RunningApp {
  readonly ended: Promise<Ended>;
  readonly page: Page;
  readonly #electron: ElectronApplication;
  readonly #options: StartOptions;
  readonly #log: string[] = [];
  desktop: Desktop = { windows: [], tray: null, dialogs: [], printed: [], loginItem: null };

  private constructor(electron: ElectronApplication, page: Page, options: StartOptions) {
    this.#electron = electron;
    this.page = page;
    this.#options = options;
    const child = electron.process();
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => this.#log.push(`${text}`));
  }

  static async start(options: StartOptions): Promise<ElectronApp> {
    const args = [root, `--user-data-dir=${options.userData}`, ...(options.args ?? [])];
    const env = { ...process.env, ...options.env } as Record<string, string>;
    const electron = await _electron.launch({
      executablePath: electronBinary()!,
      args,
      env,
      colorScheme: options.media?.colorScheme ?? 'light',
    });
    await electron.evaluate(({ dialog }) => {
      const waiting: ((answer: never) => void)[] = [];
      const ask = (): Promise<never> => new Promise((resolve) => waiting.push(resolve));
      const answerDialog = (answer: never): void => waiting.shift()?.(answer);
      Object.assign(dialog, { showOpenDialog: ask, showSaveDialog: ask });
      Object.assign(globalThis, { answerDialog });
    });
    return new ElectronApp(electron, await electron.firstWindow(), options);
  }

  get log(): string {
    return this.#log.join('');
  }

  async until(looksSo: (desktop: Desktop) => boolean): Promise<void> {
    for (;;) {
      const windows = await this.#electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => {
          const { width, height } = window.getBounds();
          return { targetId: '', isVisible: window.isVisible(), isMinimized: window.isMinimized(), width, height };
        }),
      );
      this.desktop = { ...this.desktop, windows };
      if (looksSo(this.desktop)) return;
      await setTimeout(50);
    }
  }

  close = (): Promise<void> =>
    this.#electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  minimize = (): Promise<void> =>
    this.#electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  resize = (width: number, height: number): Promise<void> =>
    this.#electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setSize(size[0]!, size[1]!),
      [width, height],
    );

  zoom = (factor: number): Promise<void> =>
    this.#electron.evaluate(
      ({ BrowserWindow }, by) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(by),
      factor,
    );

  answerDialog = (answer: object): Promise<void> =>
    this.#electron.evaluate((_, value) => Reflect.get(globalThis, 'answerDialog')(value), answer);

  wakeUp = (): Promise<void> => this.#electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  setMedia = (media: Partial<Media>): Promise<void> => this.page.emulateMedia(media);
  dragFiles = (paths: string[], on: Locator): Promise<void> => dragFiles(this.page, paths, on);
  dropFiles = (paths: string[], on: Locator): Promise<void> => dropFiles(this.page, paths, on);
  screenshot = (name: string): Promise<void> => screenshot(this.page, name);
  clickTray = (): Promise<void> => Promise.reject(new Error('The tray is out of reach.'));
  chooseInTray = this.clickTray;
  breakPrinter = (): Promise<void> => Promise.reject(new Error('The printer is out of reach.'));

  pause = (): void => void this.#electron.process().kill('SIGSTOP');
  resume = (): void => void this.#electron.process().kill('SIGCONT');

  async kill(): Promise<void> {
    this.#electron.process().kill('SIGKILL');
    await this.ended;
  }

  /** The second one ends by itself, and has no window to wait for. */
  async startAgain(args: string[] = []): Promise<Ended> {
    const { userData } = this.#options;
    const [code, signal] = await once(
      spawn(electronBinary()!, [root, `--user-data-dir=${userData}`, ...args]),
      'close',
    );
    return { code, signal };
  }
}
