import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import type { EventName, Events } from './app/channels.ts';
import { PAGE } from './protocol.ts';
import { recallWindow, rememberWindow } from './window-state.ts';

const PRELOAD = join(import.meta.dirname, '../preload/index.cjs');

/** The one window. It may be hidden while something is queued. */
export class AppWindow {
  readonly #window: BrowserWindow;
  #isAway = false;
  #opensMaximized: boolean;
  #remembering: Promise<void> | undefined;

  /** @param staysOnClose whether closing it now only hides it */
  constructor(staysOnClose: () => boolean) {
    const { bounds, maximized } = recallWindow();
    this.#window = new BrowserWindow({
      ...bounds,
      minWidth: 800,
      minHeight: 600,
      show: false,
      autoHideMenuBar: true,
      webPreferences: { preload: PRELOAD, sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    this.#opensMaximized = maximized;
    // A page that died is a blank window, which no key brings back.
    this.#window.webContents.on('render-process-gone', () => void this.#window.loadURL(PAGE));
    this.#window.on('close', (event) => {
      this.#remembering = rememberWindow(this.#window);
      if (!staysOnClose()) return;
      event.preventDefault();
      this.#isAway = true;
      this.#window.hide();
    });
  }

  get native(): BrowserWindow {
    return this.#window;
  }

  /** Once its place is on disk, for the next time. */
  get remembered(): Promise<void> | undefined {
    return this.#remembering;
  }

  /** Whether the person has closed it, or it was never to be seen. */
  get isAway(): boolean {
    return this.#isAway;
  }

  async open({ hidden }: { hidden: boolean }): Promise<void> {
    this.#isAway = hidden;
    if (!hidden) this.#window.once('ready-to-show', () => this.#present());
    await this.#window.loadURL(PAGE);
  }

  /** Brings it to the front, wherever it is. */
  show(): void {
    this.#isAway = false;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#present();
    this.#window.focus();
  }

  /** Maximizing shows a window, so it waits until it is to be seen. */
  #present(): void {
    if (this.#opensMaximized) this.#window.maximize();
    else this.#window.show();
    this.#opensMaximized = false;
  }

  tell<E extends EventName>(event: E, value: Events[E]): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.send(event, value);
  }
}
