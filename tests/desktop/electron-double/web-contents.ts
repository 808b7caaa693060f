import { readFileSync } from 'node:fs';
import { appDouble } from './app.ts';
import { type Browser, inBackground, type Session } from './cdp.ts';
import { desktop, place, show, when } from './desktop.ts';
import { Ipc } from './ipc.ts';
import { followMedia } from './media.ts';
import { writeErrors } from './page-errors.ts';
import { BINDING, pageScripts, WORLD } from './page-scripts.ts';
import { closePopups, type Target } from './popups.ts';
import { realUrl, serve, shownUrl } from './protocol.ts';
import { Emitter, only } from './strict.ts';

type Doubled = 'loadURL' | 'send' | 'setWindowOpenHandler' | 'print' | 'printToPDF';
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
const EVENTS = ['will-navigate', 'will-attach-webview', 'did-finish-load', 'render-process-gone'] as const;

let printerTrouble: string | undefined;
when('printer', (trouble) => {
  printerTrouble = trouble;
});

/** A page of the app. */
export class WebContentsDouble extends Emitter<(typeof EVENTS)[number]> implements Pick<Electron.WebContents, Doubled> {
  /** What the app holds of it. */
  readonly face = only('webContents', this);
  readonly #page = Promise.withResolvers<Session>();
  #ipc: Ipc | undefined;
  #url = '';
  /** Where the app itself is going just now. */
  #loading: string | undefined;
  #openHandler: OpenHandler | undefined;
  #size = { width: 0, height: 0 };
  #zoom = 1;

  constructor() {
    super('webContents', EVENTS);
    appDouble.emit('web-contents-created', {}, this.face);
  }

  /** Makes the page of this target what the app asked for. */
  async begin(browser: Browser, target: Target, preload: string): Promise<void> {
    const session = await browser.attach(target.targetId);
    this.#ipc = new Ipc(session, target.targetId, () => this.#event());
    this.#listen(session, target.targetId);
    writeErrors(session);
    closePopups(browser, target, () => this.#openHandler !== undefined);
    const { main, isolated } = pageScripts(readFileSync(preload, 'utf8'));
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: main }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: WORLD }),
      followMedia(session),
    ]);
    this.#page.resolve(session);
  }

  async loadURL(url: string): Promise<void> {
    const session = await this.#page.promise;
    this.#loading = shownUrl(url);
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve));
    const { errorText } = await session.send('Page.navigate', { url: this.#loading });
    this.#loading = undefined;
    if (errorText) throw new Error(`${errorText} loading '${url}'`);
    await loaded;
  }

  /** Fills a window of this size. */
  fit(size: { width: number; height: number }): Promise<void> {
    this.#size = size;
    return this.#fit();
  }

  /** As by Ctrl and + in the window's menu. */
  zoom(factor: number): Promise<void> {
    this.#zoom = factor;
    return this.#fit();
  }

  async #fit(): Promise<void> {
    if (place.isOnScreen) return;
    const session = await this.#page.promise;
    const inPage = (pixels: number): number => Math.round(pixels / this.#zoom);
    const [width, height] = [inPage(this.#size.width), inPage(this.#size.height)];
    const metrics = { width, height, deviceScaleFactor: this.#zoom, mobile: false };
    await session.send('Emulation.setDeviceMetricsOverride', metrics);
  }

  send(channel: string, ...args: unknown[]): void {
    this.#ipc?.send(channel, args);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  print(options: object = {}, done?: (success: boolean, failure: string) => void): void {
    if (printerTrouble === undefined) show({ printed: [...desktop.printed, options] });
    done?.(printerTrouble === undefined, printerTrouble ?? '');
  }

  async printToPDF({ preferCSSPageSize }: Electron.PrintToPDFOptions): Promise<Buffer> {
    const session = await this.#page.promise;
    const { data } = await session.send('Page.printToPDF', { preferCSSPageSize });
    return Buffer.from(data, 'base64');
  }

  /** Of a call from the page: only its top frame can make one. */
  #event(): Electron.IpcMainInvokeEvent {
    const senderFrame = only('senderFrame', { url: this.#url, parent: null });
    return only('event', { sender: this.face, senderFrame }) as object as Electron.IpcMainInvokeEvent;
  }

  #listen(session: Session, topFrame: string): void {
    session.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    session.on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) this.#url = realUrl(frame.url);
    });
    session.on('Fetch.requestPaused', ({ requestId, request, resourceType, frameId }) => {
      const isNavigation = resourceType === 'Document' && frameId === topFrame;
      const isDenied = isNavigation && request.url !== this.#loading && this.#denies(request.url);
      const abort = { requestId, errorReason: 'Aborted' } as const;
      inBackground(isDenied ? session.send('Fetch.failRequest', abort) : serve(session, requestId, request.url));
    });
    session.on('Page.windowOpen', ({ url, windowName }) => {
      const details = { url: realUrl(url), frameName: windowName } as Electron.HandlerDetails;
      const action = this.#openHandler?.(details).action;
      if (action === 'allow') throw new Error('The double of Electron opens no second window.');
    });
  }

  /** Asks the app whether the page may go there by itself. */
  #denies(url: string): boolean {
    return this.prevented('will-navigate', { url: realUrl(url) }, realUrl(url));
  }
}
