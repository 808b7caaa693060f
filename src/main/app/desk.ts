import { basename } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { asSpamsError, hasCode, SpamsError } from '../../shared/errors.ts';
import { readFileBounded } from '../../shared/files.ts';
import { type Invite, parseInvite } from '../../shared/pki/invite.ts';
import { Branch } from '../branch/branch.ts';
import type { KeyProtection } from '../branch/device.ts';
import { enrolDevice } from '../branch/enrol.ts';
import { type Home, openHome } from '../branch/home.ts';
import { type BranchLog, openLog } from '../branch/log.ts';
import { enrolManager } from '../branch/managers.ts';
import { EMPTY, stateOf } from './app-state.ts';
import { ClosingDesk } from './closing-desk.ts';
import { errorView } from './error-view.ts';
import { MenuDesk } from './menu-desk.ts';
import { OutboxDesk } from './outbox-desk.ts';
import type { Screen } from './screen.ts';
import { Timer } from './timer.ts';
import type { AppState, InviteView, MenuState } from './views.ts';

export interface DeskOptions {
  /** The branch's home. */
  folder: string;
  protection: KeyProtection;
  screen: Screen;
  /** The PC's clock. */
  now?: () => Date;
}

/** What an enrolled branch's window works with. */
export interface Desks {
  branch: Branch;
  menu: MenuDesk;
  closing: ClosingDesk;
  outbox: OutboxDesk;
}

const MAX_INVITE = 16_384;
/** While a command has the home, milliseconds. */
const LOCK_RETRY = 2_000;

/** The branch app without a window: what it is (new, ready, blocked), its desks, and the invite at hand. */
export class Desk {
  readonly screen: Screen;
  readonly #options: DeskOptions;
  readonly #retry = new Timer(() => void this.start());
  #home: Home | undefined;
  #log: BranchLog | undefined;
  #desks: Desks | undefined;
  #invite: string | undefined;
  #openedInvite: InviteView | null = null;
  #beginning: Promise<void> | undefined;
  #refreshing: Promise<void> = Promise.resolve();
  #state: AppState = { version: manifest.version, ...EMPTY };

  constructor(options: DeskOptions) {
    this.#options = options;
    this.screen = options.screen;
  }

  get state(): AppState {
    return this.#state;
  }

  /** Undefined until the home is open. */
  get log(): BranchLog | undefined {
    return this.#log;
  }

  /** Opens the home and, when it is enrolled, the branch. Never throws: what is wrong is the state's `problem`. */
  async start(): Promise<void> {
    try {
      this.#home ??= await openHome(this.#options.folder);
      this.#log ??= openLog(this.#home.logs);
      this.#log.info(`SPAMS ${manifest.version} started`);
      await this.#openBranch(this.#home, this.#log);
    } catch (error) {
      this.#tell({ phase: phaseAfter(error), problem: hasCode(error, 'not-enrolled') ? null : errorView(error) });
      if (hasCode(error, 'home-locked')) this.#retry.plan(LOCK_RETRY);
    }
  }

  /** Lets go of everything; what is being sent stays queued. */
  async stop(): Promise<void> {
    this.#retry.stop();
    await this.#closeBranch();
    await this.#home?.release();
  }

  /** Throws `not-enrolled`. */
  get desks(): Desks {
    if (!this.#desks) throw new SpamsError('not-enrolled');
    return this.#desks;
  }

  /** Works out anew what every screen shows, and tells it; one after another, so that the last word is the newest. */
  refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.then(() => this.#refresh());
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    try {
      if (this.#desks) this.#tell(await stateOf(this.#desks.branch));
    } catch (error) {
      this.#log?.error(`what the window shows can't be worked out: ${asSpamsError(error).message}`);
    }
  }

  /** The PC woke up, or somebody wants it now: asks for the menu and sends what is queued. */
  async wake(): Promise<void> {
    if (!this.#desks) return;
    await this.#desks.outbox.send();
    await this.#desks.menu.fetch();
  }

  /** Keeps an invite at hand. Its code never leaves this process. Throws `invite-malformed`. */
  readInvite(text: string): InviteView {
    const invite = parseInvite(text);
    this.#invite = text;
    return inviteView(invite);
  }

  /** The same from a file. Throws `file-*`, `invite-malformed`. */
  async openInvite(path: string): Promise<InviteView> {
    this.#log?.info(`invite file ${basename(path)} opened`);
    return this.readInvite((await readFileBounded(path, MAX_INVITE)).toString('utf8'));
  }

  /** The invite file that SPAMS was opened with, or that was double-clicked meanwhile. */
  get openedInvite(): InviteView | null {
    return this.#openedInvite;
  }

  /** A file was double-clicked. One that can't be read is told to nobody: the window takes an invite in other ways. */
  async openFromOutside(path: string): Promise<void> {
    try {
      this.#openedInvite = await this.openInvite(path);
      this.screen.tell('invite', this.#openedInvite);
    } catch (error) {
      this.#log?.warn(`the invite file can't be read: ${asSpamsError(error).code}`);
    }
  }

  /** Throws what the branch's `enrolDevice` does. */
  async enrolDevice(): Promise<void> {
    const home = this.#home;
    if (!home || !this.#log) throw new SpamsError('window-refused', { detail: 'the home is not open' });
    const { protection, now = () => new Date() } = this.#options;
    await this.#closeBranch();
    try {
      await enrolDevice(home, protection, this.#inviteAtHand(), now, (step) =>
        this.screen.tell('enrolment.step', step),
      );
      this.#forgetInvite();
    } finally {
      await this.start();
    }
  }

  /** Throws what the branch's `enrolManager` does. */
  async enrolManager(passphrase: string): Promise<void> {
    await enrolManager(this.desks.branch, this.#inviteAtHand(), passphrase);
    this.#forgetInvite();
    await this.refresh();
  }

  #forgetInvite(): void {
    this.#invite = undefined;
    this.#openedInvite = null;
  }

  #inviteAtHand(): string {
    if (this.#invite === undefined) throw new SpamsError('window-refused', { detail: 'no invite is at hand' });
    return this.#invite;
  }

  async #openBranch(home: Home, log: BranchLog): Promise<void> {
    const { protection, now, screen } = this.#options;
    const branch = await Branch.open({ home, log, protection, ...(now && { now }) });
    const menu = new MenuDesk(branch, (state) => this.#onMenu(state));
    const closing = new ClosingDesk(branch, (progress) => screen.tell('upload.progress', progress));
    const outbox = new OutboxDesk(branch, () => this.refresh());
    this.#desks = { branch, menu, closing, outbox };
    await this.refresh();
    this.#beginning = this.#begin(this.#desks);
  }

  /** What needs the office goes on behind the window. */
  async #begin({ menu, closing, outbox }: Desks): Promise<void> {
    try {
      await closing.start();
      await menu.start();
      await outbox.send();
    } catch (error) {
      this.#log?.error(asSpamsError(error).message);
    }
  }

  /** The office was asked: whether it is there shows on every screen, and what is queued needn't wait any longer. */
  #onMenu(state: MenuState): void {
    this.screen.tell('menu', state);
    if (state.fetching) return;
    void this.refresh();
    const isWaiting = this.#state.outbox.length > 0;
    if (isWaiting && this.#desks?.branch.isReached) void this.#desks.outbox.send();
  }

  async #closeBranch(): Promise<void> {
    if (!this.#desks) return;
    const { branch, menu, closing, outbox } = this.#desks;
    this.#desks = undefined;
    // What waits for an answer needn't any longer.
    await branch.close();
    await this.#beginning;
    await Promise.all([menu.stop(), closing.stop(), outbox.stop()]);
    await this.#refreshing;
  }

  #tell(change: Partial<AppState>): void {
    this.#state = { ...this.#state, ...change };
    this.screen.tell('app.state', this.#state);
  }
}

/** What a new invite mends leads to the screen that takes one. */
function phaseAfter(error: unknown): AppState['phase'] {
  return hasCode(error, 'not-enrolled', 'setup-damaged', 'key-not-opened') ? 'setup' : 'blocked';
}

function inviteView({ role, office, url, root, branch, holder }: Invite): InviteView {
  return { role, office: { name: office, host: new URL(url).host, fingerprint: root }, branch, holder };
}
