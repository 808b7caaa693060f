import { readFileSync } from 'node:fs';
import { appDouble } from './app.ts';
import type { Browser, Session } from './cdp.ts';
import { desktop, place, show } from './desktop.ts';
import { Ipc } from './ipc.ts';
import { followMedia } from './media.ts';
import { BINDING, pageScripts, WORLD } from './page-scripts.ts';
import { realUrl, serve, shownUrl } from './protocol.ts';
import { defaultSession } from './session.ts';
import { Emitter, only } from './strict.ts';

type Doubled = 'loadURL' | 'send' | 'setWindowOpenHandler' | 'print' | 'printToPDF';
const EVENTS = ['will-navigate', 'will-attach-webview', 'did-finish-load'] as const;
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

/** Where Chromium has a page. */
interface Target {
  targetId: string;
  browserContextId: string;
}

/** A page of the app. */
export class WebContentsDouble extends Emitter<(typeof EVENTS)[number]> implements Pick<Electron.WebContents, Doubled> {
  readonly session = defaultSession;
  /** What the app holds of it. */
  readonly face = only('webContents', this);
  readonly mainFrame: { url: string; parent: null };
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
    const url = () => this.#url;
    this.mainFrame = only('webContents.mainFrame', {
      parent: null,
      get url() {
        return url();
      },
    });
    appDouble.emit('web-contents-created', {}, this.face);
  }

  /** Makes the page of this target what the app asked for. */
  async begin(browser: Browser, { targetId, browserContextId }: Target, preload: string): Promise<void> {
    const session = await browser.attach(targetId);
    const event = only('event', {
      sender: this.face,
      senderFrame: this.mainFrame,
    }) as object as Electron.IpcMainInvokeEvent;
    this.#ipc = new Ipc(session, targetId, () => event);
    this.#listen(session, targetId);
    this.#listenToErrors(session);
    this.#listenToPopups(session);
    browser.on('Target.targetCreated', ({ targetInfo: popup }) => {
      const isOurs = popup.browserContextId === browserContextId && popup.targetId !== targetId;
      if (isOurs && this.#openHandler) void browser.send('Target.closeTarget', { targetId: popup.targetId });
    });
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
    ]);
    await followMedia(session);
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
  fit(size: { width: number; height: number }): void {
    this.#size = size;
    void this.#fit();
  }

  /** As by Ctrl and + in the window's menu. */
  zoom(factor: number): void {
    this.#zoom = factor;
    void this.#fit();
  }

  async #fit(): Promise<void> {
    if (place.isOnScreen) return;
    const session = await this.#page.promise;
    const [width, height] = [this.#size.width, this.#size.height].map((pixels) => Math.round(pixels / this.#zoom));
    const metrics = { width: width!, height: height!, deviceScaleFactor: this.#zoom, mobile: false };
    await session.send('Emulation.setDeviceMetricsOverride', metrics);
  }

  send(channel: string, ...args: unknown[]): void {
    this.#ipc?.send(channel, args);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  print(options: object = {}, done?: (success: boolean, failure: string) => void): void {
    show({ printed: [...desktop.printed, options] });
    done?.(true, '');
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { pageSize: _, ...rest } = options;
    const session = await this.#page.promise;
    const { data } = await session.send('Page.printToPDF', { ...rest } as object);
    return Buffer.from(data, 'base64');
  }

  #listen(session: Session, targetId: string): void {
    session.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    session.on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) this.#url = realUrl(frame.url);
    });
    session.on('Fetch.requestPaused', ({ requestId, request, resourceType, frameId }) => {
      const isNavigation = resourceType === 'Document' && frameId === targetId;
      if (isNavigation && this.#isDenied(request.url)) {
        void session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      } else void serve(session, requestId, request.url);
    });
  }

  /** The page has opened one before anybody can say no: it is closed as soon as it is seen. */
  #listenToPopups(session: Session): void {
    session.on('Page.windowOpen', ({ url, windowName }) => {
      const details = { url: realUrl(url), frameName: windowName } as Electron.HandlerDetails;
      const { action } = this.#openHandler?.(details) ?? {};
      if (action === 'allow') throw new Error('The double of Electron opens no second window.');
    });
  }

  /** What goes wrong in the page goes where main writes. */
  #listenToErrors(session: Session): void {
    const tell = (text: string | undefined): void => void process.stderr.write(`page: ${text}\n`);
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) =>
      tell(exception?.description ?? text),
    );
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error' || type === 'warning') tell(args.map((each) => each.value ?? each.description).join(' '));
    });
    session.on('Log.entryAdded', ({ entry }) => tell(entry.text));
  }

  /** Where the page goes by itself. */
  #isDenied(url: string): boolean {
    return url !== this.#loading && this.prevented('will-navigate', { url: realUrl(url) }, realUrl(url));
  }
}
