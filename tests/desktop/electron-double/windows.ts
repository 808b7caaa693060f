import { appDouble } from './app.ts';
import { type Browser, inBackground } from './cdp.ts';
import { type DesktopWindow, show as showOnDesktop, when } from './desktop.ts';
import { WORK_AREA } from './screen.ts';
import { deniedPermissions } from './session.ts';
import { Emitter, only } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';

const EVENTS = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'resize',
  'maximize',
  'unmaximize',
] as const;
type Known = 'x' | 'y' | 'width' | 'height' | 'minWidth' | 'minHeight' | 'show' | 'autoHideMenuBar';

type Doubled =
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'isVisible'
  | 'isMinimized'
  | 'restore'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
  | 'isDestroyed';

/** What the constructor takes. Of the page's preferences, there is but one value that the double can do. */
interface Options extends Pick<Electron.BrowserWindowConstructorOptions, Known> {
  webPreferences: { preload: string; sandbox: true; contextIsolation: true; nodeIntegration: false };
}

let chromium: Browser | undefined;
/** With what the app holds of each: no more than is doubled. */
const windows = new Map<WindowDouble, WindowDouble>();

/** Where windows are shown. */
export function showIn(browser: Browser): void {
  chromium = browser;
}

/** The window that a person works with. */
function inFront(): WindowDouble {
  const window = [...windows.keys()].at(-1);
  if (!window) throw new Error('There is no window.');
  return window;
}

class WindowDouble extends Emitter<(typeof EVENTS)[number]> implements Pick<Electron.BrowserWindow, Doubled> {
  readonly webContents: WebContentsDouble['face'];
  readonly #contents = new WebContentsDouble();
  readonly #options: Options;
  #bounds: Electron.Rectangle;
  #targetId = '';
  #isVisible: boolean;
  #isMinimized = false;
  #isMaximized = false;
  #isDestroyed = false;

  constructor(options: Options) {
    super('BrowserWindow', EVENTS);
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options;
    this.#options = options;
    this.#bounds = { x, y, width, height };
    this.#isVisible = show;
    this.webContents = this.#contents.face;
    this.#contents.once('did-finish-load', () => this.emit('ready-to-show'));
    inBackground(this.#open(chromium!));
    const face = only('BrowserWindow', this);
    windows.set(this, face);
    // biome-ignore lint/correctness/noConstructorReturn: what isn't doubled must throw on every window
    return face;
  }

  static fromWebContents(contents: WebContentsDouble['face']): WindowDouble | null {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null;
  }

  async #open(browser: Browser): Promise<void> {
    const { browserContextId } = await browser.send('Target.createBrowserContext', { disposeOnDetach: true });
    const { width, height } = this.#bounds;
    const target = { url: 'about:blank', browserContextId, newWindow: true, width, height };
    const { targetId } = await browser.send('Target.createTarget', target);
    this.#targetId = targetId;
    browser.on('Target.targetDestroyed', (gone) => gone.targetId === targetId && this.#gone());
    await this.#contents.begin(browser, { targetId, browserContextId }, this.#options.webPreferences.preload);
    for (const name of deniedPermissions()) {
      await browser.send('Browser.setPermission', { browserContextId, permission: { name }, setting: 'denied' });
    }
    await this.#contents.fit(this.#area());
    this.#changed();
  }

  loadURL(url: string): Promise<void> {
    return this.#contents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.#happened('show');
    this.focus();
  }

  hide(): void {
    this.#isVisible = false;
    this.#happened('hide');
  }

  focus(): void {
    if (this.#isVisible) this.#happened('focus');
  }

  isVisible(): boolean {
    return this.#isVisible && !this.#isMinimized;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  minimize(): void {
    this.#isMinimized = true;
    this.#changed();
  }

  restore(): void {
    this.#isMinimized = false;
    this.#changed();
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  maximize(): void {
    this.#isMaximized = true;
    this.#isVisible = true;
    inBackground(this.#contents.fit(WORK_AREA));
    this.#happened('maximize');
  }

  getNormalBounds(): Electron.Rectangle {
    return this.#bounds;
  }

  zoom(factor: number): Promise<void> {
    return this.#contents.zoom(factor);
  }

  /** As by a person who draws at its corner: no smaller than the app allows. */
  async resize({ width, height }: { width: number; height: number }): Promise<void> {
    const { minWidth = 0, minHeight = 0 } = this.#options;
    this.#isMaximized = false;
    this.#bounds = { ...this.#bounds, width: Math.max(width, minWidth), height: Math.max(height, minHeight) };
    await this.#contents.fit(this.#bounds);
    this.#happened('resize');
  }

  /** Gives whether the app let it be closed. */
  close(): boolean {
    if (this.prevented('close')) return false;
    if (this.#targetId) inBackground(chromium!.send('Target.closeTarget', { targetId: this.#targetId }));
    this.#gone();
    return true;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #area(): Electron.Rectangle {
    return this.#isMaximized ? WORK_AREA : this.#bounds;
  }

  #gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    this.#happened('closed');
    if (windows.size === 0) appDouble.noWindowIsLeft();
  }

  #happened(event: (typeof EVENTS)[number]): void {
    this.emit(event, {});
    this.#changed();
  }

  #changed(): void {
    const open = [...windows.keys()].filter((window) => window.#targetId);
    showOnDesktop({ windows: open.map((window) => window.#seen()) });
  }

  #seen(): DesktopWindow {
    const { width, height } = this.#area();
    return { targetId: this.#targetId, isVisible: this.isVisible(), isMinimized: this.#isMinimized, width, height };
  }
}

/** What the app calls it. */
export const BrowserWindow = only('BrowserWindow', WindowDouble);

appDouble.closeWindows = () => [...windows.keys()].every((window) => window.close());
when('closeWindow', () => inFront().close());
when('resize', (size) => inFront().resize(size));
when('zoom', (factor) => inFront().zoom(factor));
when('minimize', () => inFront().minimize());
when('tell', ({ event, value }) => inFront().webContents.send(event, value));
