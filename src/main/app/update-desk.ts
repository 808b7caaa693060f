import manifest from '../../../package.json' with { type: 'json' };
import { asSpamsError, SpamsError } from '../../shared/errors.ts';
import { errorView } from './error-view.ts';
import { Timer, withJitter } from './timer.ts';
import { offeredVersion, type Updater } from './updates.ts';
import type { ErrorView, UpdateHindrance, UpdatesView } from './views.ts';

/** After the menu and what is queued, which go first; and again after a closing. Milliseconds. */
const SOON = 60_000;
const CHECK_EVERY = 6 * 60 * 60_000;

interface UpdateDeskOptions {
  updater: Updater;
  /** Whether sales are being signed or sent just now. */
  isClosing(): boolean;
  onChange(view: UpdatesView): void;
  log(text: string): void;
  now(): Date;
  /** The version that runs. */
  version?: string;
}

/**
 * Newer versions of SPAMS: looked for where the office says, fetched behind the window, installed when the app quits.
 * Never where the office names no place, never while sales are signed or sent, never backwards. What goes wrong is only
 * shown in Settings: nobody's work waits for it.
 */
export class UpdateDesk {
  readonly #options: Required<UpdateDeskOptions>;
  readonly #next = new Timer(() => void this.check());
  #feed: string | undefined;
  #hindrance: UpdateHindrance | null = null;
  #doing: 'checking' | 'downloading' | undefined;
  /** The version that is being fetched, or lies ready. */
  #offered: string | null = null;
  #isReady = false;
  #restarts = false;
  #checkedAt: Date | undefined;
  #error: ErrorView | null = null;
  #leaving = new AbortController();
  #underWay: Promise<void> | undefined;

  constructor(options: UpdateDeskOptions) {
    this.#options = { version: manifest.version, ...options };
  }

  get view(): UpdatesView {
    return {
      version: this.#options.version,
      state: this.#state(),
      offered: this.#offered,
      checkedAt: this.#checkedAt?.toISOString() ?? null,
      error: this.#error,
      waits: this.#options.isClosing(),
    };
  }

  #state(): UpdatesView['state'] {
    if (this.#feed === undefined) return 'off';
    return this.#hindrance ?? this.#doing ?? (this.#isReady ? 'ready' : 'idle');
  }

  /** The office says where newer versions lie, or that there is no such place. What came from elsewhere is dropped. */
  async officeSaid(feed: string | undefined): Promise<void> {
    if (feed === this.#feed) return;
    this.stop();
    this.#feed = feed;
    this.#forget();
    [this.#error, this.#checkedAt] = [null, undefined];
    if (feed !== undefined) this.#hindrance = await this.#options.updater.hindrance();
    if (feed !== undefined && feed === this.#feed && this.#hindrance === null) this.#next.plan(withJitter(SOON));
    this.#tell();
  }

  /** Looks for a newer version, and fetches it. Never throws: what is wrong is the view's `error`. */
  check(): Promise<void> {
    this.#underWay ??= this.#check().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #check(): Promise<void> {
    const feed = this.#feed;
    if (feed === undefined || this.#hindrance !== null) return;
    if (this.#options.isClosing()) return this.#next.plan(SOON);
    this.#next.plan(withJitter(CHECK_EVERY));
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    try {
      await this.#look(feed, signal);
      this.#error = null;
    } catch (error) {
      if (!this.#isReady) this.#offered = null;
      if (!signal.aborted) this.#failed(asSpamsError(error));
    }
    this.#doing = undefined;
    this.#tell();
  }

  async #look(feed: string, signal: AbortSignal): Promise<void> {
    this.#begin('checking');
    const found = await this.#options.updater.check(feed);
    signal.throwIfAborted();
    this.#checkedAt = this.#options.now();
    const offered = found === undefined ? undefined : offeredVersion(found, this.#options.version);
    if (this.#isReady && offered === this.#offered) return;
    // What was withdrawn, or followed by another, isn't installed any more.
    this.#forget();
    if (offered === undefined) return;
    this.#offered = offered;
    this.#begin('downloading');
    await this.#options.updater.download(signal);
    signal.throwIfAborted();
    this.#isReady = true;
    this.#options.log(`SPAMS ${offered} is installed when this one quits`);
  }

  /** Keeps away while sales are signed and sent: what is being fetched is left, and fetched later. */
  async during<T>(closing: Promise<T>): Promise<T> {
    if (this.#doing) this.#leave();
    this.#tell();
    try {
      return await closing;
    } finally {
      this.#tell();
    }
  }

  /** Says that the app is started again once it has quit, which is the caller's. Throws `window-refused`. */
  restart(): void {
    if (!this.#isReady || this.#options.isClosing()) {
      throw new SpamsError('window-refused', { detail: 'no newer version can be installed just now' });
    }
    this.#restarts = true;
  }

  /** Plans nothing any more; what lies ready can still be installed. */
  stop(): void {
    this.#next.stop();
    this.#leaving.abort();
  }

  /** The very last thing, when sales are safe and the process ends. */
  install(): void {
    if (this.#isReady) this.#options.updater.install({ restart: this.#restarts });
  }

  #begin(doing: 'checking' | 'downloading'): void {
    this.#doing = doing;
    this.#tell();
  }

  #leave(): void {
    this.#leaving.abort();
    this.#next.plan(SOON);
  }

  #forget(): void {
    [this.#offered, this.#isReady] = [null, false];
  }

  #failed(error: SpamsError): void {
    this.#error = errorView(error);
    this.#options.log(`no newer version: ${error.code} (${error.message})`);
  }

  #tell(): void {
    this.#options.onChange(this.view);
  }
}
