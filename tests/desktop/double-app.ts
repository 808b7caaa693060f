import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Screen } from './chromium.ts';
import type { Deed, Deeds, Desktop, Media, Told } from './electron-double/desktop.ts';
import { dragFiles, dropFiles, screenshot } from './page-deeds.ts';
import type { Ended, RunningApp, StartOptions } from './running-app.ts';

const root = join(import.meta.dirname, '../..');
const MAIN = join(root, 'out/main/index.js');
/** A test's own time must not be over before what it waits for is named. */
const PATIENCE = 15_000;
const RUNNER = join(import.meta.dirname, 'runner.ts');

/** The built app in a process of its own, with the double in Electron's place. */
export class DoubleApp implements RunningApp {
  readonly ended: Promise<Ended>;
  readonly #screen: Screen;
  readonly #options: StartOptions;
  readonly #child: ChildProcess;
  readonly #told = new EventEmitter().setMaxListeners(0);
  readonly #log: string[] = [];
  #desktop: Desktop | undefined;
  #page: Page | undefined;
  #targetId: string | undefined;
  #lastDeed = 0;

  private constructor(screen: Screen, options: StartOptions) {
    this.#screen = screen;
    this.#options = options;
    const args = [RUNNER, options.main ?? MAIN, `--user-data-dir=${options.userData}`, ...(options.args ?? [])];
    const env = {
      CHROMIUM: screen.endpoint,
      DESKTOP: JSON.stringify(options),
      // Each start would compile the same again.
      NODE_COMPILE_CACHE: join(root, 'out/compile-cache'),
    };
    this.#child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout!.on('data', (text) => this.#log.push(`${text}`));
    this.#child.stderr!.on('data', (text) => this.#log.push(`${text}`));
    this.#child.on('message', (told: Told) => this.#hear(told));
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Starts it, and waits for its window. */
  static async start(screen: Screen, options: StartOptions): Promise<DoubleApp> {
    const app = new DoubleApp(screen, options);
    await app.until(({ windows }) => windows.some(({ isVisible }) => isVisible === !options.isHidden));
    return app;
  }

  get page(): Page {
    if (!this.#page) throw new Error('The app has no window.');
    return this.#page;
  }

  get desktop(): Desktop {
    if (!this.#desktop) throw new Error('The app has shown nothing.');
    return this.#desktop;
  }

  get log(): string {
    return this.#log.join('');
  }

  async until(looksSo: (desktop: Desktop) => boolean): Promise<void> {
    while (!this.#desktop || !looksSo(this.#desktop)) {
      const [what] = await Promise.race([once(this.#told, 'seen'), this.ended.then(() => ['ended'])]);
      if (what === 'ended') throw new Error(`The app ended:\n${this.log}`);
    }
    const targetId = this.#desktop.windows.at(-1)?.targetId;
    if (targetId && targetId !== this.#targetId) this.#page = await this.#pageOf(targetId);
    this.#page?.setDefaultTimeout(PATIENCE);
    this.#targetId = targetId;
  }

  close = (): Promise<void> => this.#do('closeWindow', undefined);
  setMedia = (media: Partial<Media>): Promise<void> => this.#do('media', media);
  resize = (width: number, height: number): Promise<void> => this.#do('resize', { width, height });
  dragFiles = (paths: string[], on: Locator): Promise<void> => dragFiles(this.page, paths, on);
  dropFiles = (paths: string[], on: Locator): Promise<void> => dropFiles(this.page, paths, on);
  screenshot = (name: string): Promise<void> => screenshot(this.page, name);
  zoom = (factor: number): Promise<void> => this.#do('zoom', factor);
  minimize = (): Promise<void> => this.#do('minimize', undefined);
  clickTray = (): Promise<void> => this.#do('clickTray', undefined);
  chooseInTray = (label: string): Promise<void> => this.#do('choose', label);
  breakPrinter = (reason: string | undefined): Promise<void> => this.#do('printer', reason);
  wakeUp = (): Promise<void> => this.#do('wakeUp', undefined);

  async answerDialog(answer: object): Promise<void> {
    await this.until(({ dialogs }) => dialogs.length > 0);
    await this.#do('answer', answer);
  }

  pause = (): void => void this.#child.kill('SIGSTOP');
  resume = (): void => void this.#child.kill('SIGCONT');

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  startAgain(args: string[] = []): Promise<Ended> {
    return new DoubleApp(this.#screen, { ...this.#options, args }).ended;
  }

  #hear(told: Told): void {
    if ('seen' in told) {
      this.#desktop = told.seen;
      this.#told.emit('seen', 'seen');
    } else this.#told.emit(`done ${told.done}`, told.error);
  }

  /** Resolves when it is done; the app may end on it. */
  async #do<D extends keyof Deeds>(deed: D, argument: Deeds[D]): Promise<void> {
    this.#lastDeed += 1;
    const done = once(this.#told, `done ${this.#lastDeed}`);
    this.#child.send({ id: this.#lastDeed, deed, with: argument } satisfies Deed<D>);
    const [error] = await Promise.race([done, this.ended.then(() => [])]);
    if (error) throw new Error(error);
  }

  async #pageOf(targetId: string): Promise<Page> {
    const { context } = this.#screen;
    for (;;) {
      const opened = new Promise((resolve) => context.once('page', resolve));
      for (const page of context.pages()) if ((await this.#targetOf(page)) === targetId) return page;
      await opened;
    }
  }

  /** Undefined where the page is gone meanwhile: it may be another app's. */
  async #targetOf(page: Page): Promise<string | undefined> {
    try {
      const session = await this.#screen.context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      return targetInfo.targetId;
    } catch {
      return undefined;
    }
  }
}
