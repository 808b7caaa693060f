import manifest from '../../../package.json' with { type: 'json' };
import { asSpamsError, hasCode, SpamsError } from '../../shared/errors.ts';
import { removeFile } from '../../shared/files.ts';
import { Branch } from '../branch/branch.ts';
import type { KeyProtection } from '../branch/device.ts';
import { enrolDevice } from '../branch/enrol.ts';
import { type Home, openHome } from '../branch/home.ts';
import { type BranchLog, openLog } from '../branch/log.ts';
import { changePassphrase, enrolManager } from '../branch/managers.ts';
import type { SystemRoutes } from '../branch/network/network.ts';
import { openNetwork } from '../branch/network/settings.ts';
import { EMPTY, stateOf } from './app-state.ts';
import type { Argument } from './channels.ts';
import { ClosingDesk } from './closing-desk.ts';
import { DiagnosticsDesk } from './diagnostics-desk.ts';
import { errorView } from './error-view.ts';
import { Invites } from './invites.ts';
import { MenuDesk } from './menu-desk.ts';
import { NetworkDesk } from './network-desk.ts';
import { OutboxDesk } from './outbox-desk.ts';
import type { Screen } from './screen.ts';
import { TillFolder } from './till-folder.ts';
import { Timer } from './timer.ts';
import { UpdateDesk } from './update-desk.ts';
import type { Updater } from './updates.ts';
import type { AppState, EnrolmentStep, MenuState, NetworkChoice, NetworkTrial, NetworkView } from './views.ts';

export interface DeskOptions {
  /** The branch's home. */
  folder: string;
  protection: KeyProtection;
  screen: Screen;
  /** The ways out that the system's settings name. */
  systemRoutes: SystemRoutes;
  updater: Updater;
  /** The PC's clock. */
  now?: () => Date;
}

/** What an enrolled branch's window works with. */
export interface Desks {
  branch: Branch;
  menu: MenuDesk;
  closing: ClosingDesk;
  outbox: OutboxDesk;
  till: TillFolder;
  diagnostics: DiagnosticsDesk;
}

/** While a command has the home, milliseconds. */
const LOCK_RETRY = 2_000;

/** The branch app without a window: what it is (new, ready, blocked), its desks, and the invites at hand. */
export class Desk {
  readonly screen: Screen;
  readonly invites = new Invites();
  readonly updates: UpdateDesk;
  readonly #options: DeskOptions;
  readonly #retry = new Timer(() => void this.start());
  readonly #onStep = (step: EnrolmentStep): void => this.screen.tell('enrolment.step', step);
  #home: Home | undefined;
  #log: BranchLog | undefined;
  #network: NetworkDesk | undefined;
  #desks: Desks | undefined;
  #beginning: Promise<void> | undefined;
  #refreshing: Promise<void> = Promise.resolve();
  #state = EMPTY;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.screen = options.screen;
    const { updater, now = () => new Date() } = options;
    this.updates = new UpdateDesk({
      updater,
      isClosing: () => this.#desks?.closing.isUploading === true || this.#desks?.outbox.isSending === true,
      onChange: (updates) => this.#tell({ updates }),
      log: (text) => this.#log?.info(text),
      now,
    });
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
      this.#network ??= await this.#openNetwork(this.#home, this.#log);
      await this.#openBranch(this.#home, this.#log, this.#network);
    } catch (error) {
      this.#tell({ phase: phaseAfter(error), problem: hasCode(error, 'not-enrolled') ? null : errorView(error) });
      if (hasCode(error, 'home-locked')) this.#retry.plan(LOCK_RETRY);
    }
  }

  /** Lets go of everything; what is being sent stays queued. */
  async stop(): Promise<void> {
    this.#retry.stop();
    this.updates.stop();
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
      if (this.#desks) this.#tell({ ...(await stateOf(this.#desks)), updates: this.updates.view });
    } catch (error) {
      this.#log?.error(`what the window shows can't be worked out: ${asSpamsError(error).message}`);
    }
  }

  /** The PC woke up, or somebody wants it now: asks for the menu and sends what is queued. */
  async wake(): Promise<void> {
    if (!this.#desks) return;
    const { outbox, menu } = this.#desks;
    await outbox.send();
    await menu.fetch();
  }

  /** A file was double-clicked. */
  async openFromOutside(path: string): Promise<void> {
    this.screen.tell('invite', await this.invites.openFromOutside(path));
  }

  /** Looks for the invite that IT left in a folder, on a PC that waits for one. */
  async openLeft(folder: string): Promise<void> {
    if (this.#state.phase !== 'setup') return;
    const left = await this.invites.openLeft(folder);
    if (left) this.screen.tell('invite', left);
  }

  /** Whether something is waiting to be sent, or on its way: then it isn't time to leave. */
  get isWaiting(): boolean {
    return this.waiting > 0 || this.#desks?.closing.isUploading === true;
  }

  /** How many closings are still to get to head office: those that it has refused are for a person. */
  get waiting(): number {
    return this.#state.outbox.filter(({ state }) => state !== 'refused').length;
  }

  /** Throws what the branch's `enrolDevice` does. */
  async enrolDevice(invite: string): Promise<void> {
    const [home, { network }] = [this.#home, this.#openedNetwork];
    if (!home) throw new SpamsError('window-refused', { detail: 'the home is not open' });
    const { protection, now = () => new Date() } = this.#options;
    const text = this.invites.textOf(invite);
    try {
      await this.#closeBranch();
      await enrolDevice(home, protection, text, now, this.#onStep, network);
      await this.#removeLeft(this.invites.forget(invite));
    } finally {
      await this.start();
    }
  }

  /** Throws what the branch's `enrolManager` does. */
  async enrolManager(invite: string, passphrase: string): Promise<void> {
    await enrolManager(this.desks.branch, this.invites.textOf(invite), passphrase, this.#onStep);
    this.invites.forget(invite);
    await this.refresh();
  }

  /** Throws what the branch's `changePassphrase` does. */
  async changePassphrase({ manager, current, next }: Argument<'manager.changePassphrase'>): Promise<void> {
    await changePassphrase(this.desks.branch, manager, current, next);
    await this.refresh();
  }

  get network(): NetworkView {
    return this.#openedNetwork.view(this.#desks?.branch);
  }

  /** Goes by another choice from now on, and tries at once what was waiting. */
  async changeNetwork(choice: NetworkChoice): Promise<NetworkView> {
    await this.#openedNetwork.save(choice);
    void this.wake();
    return this.network;
  }

  /** Throws `not-enrolled`: before that there is no office to try it with. */
  tryNetwork(choice: NetworkChoice): Promise<NetworkTrial> {
    return this.#openedNetwork.try(choice, this.desks.branch);
  }

  get #openedNetwork(): NetworkDesk {
    if (!this.#network) throw new SpamsError('window-refused', { detail: 'the home is not open' });
    return this.#network;
  }

  /** An administrator may have left it where no one else may remove it. It has been used, and is worth nothing. */
  async #removeLeft(path: string | undefined): Promise<void> {
    if (!path) return;
    await removeFile(path).catch((error) => this.#log?.warn(`a used invite stays: ${asSpamsError(error).message}`));
  }

  async #openNetwork(home: Home, log: BranchLog): Promise<NetworkDesk> {
    const { protection, systemRoutes } = this.#options;
    return new NetworkDesk(await openNetwork(home, log, protection, systemRoutes), home, log, protection);
  }

  async #openBranch(home: Home, log: BranchLog, { network }: NetworkDesk): Promise<void> {
    const { protection, now, screen } = this.#options;
    const branch = await Branch.open({ home, log, protection, network, ...(now && { now }) });
    const menu = new MenuDesk(branch, (state) => this.#onMenu(state));
    const closing = new ClosingDesk(branch, (progress) => screen.tell('upload.progress', progress));
    const outbox = new OutboxDesk(branch, () => this.refresh());
    const till = new TillFolder(
      branch,
      () => closing.folder,
      (state) => screen.tell('suggestion', state),
    );
    const diagnostics = new DiagnosticsDesk(branch, screen);
    this.#desks = { branch, menu, closing, outbox, till, diagnostics };
    this.#tell(await stateOf(this.#desks));
    this.#beginning = this.#begin(this.#desks);
  }

  /** What needs the office goes on behind the window. */
  async #begin({ menu, closing, outbox, till }: Desks): Promise<void> {
    try {
      await Promise.all([closing.start(), till.start(), menu.start()]);
      await outbox.send();
    } catch (error) {
      this.#log?.error(asSpamsError(error).message);
    }
  }

  /** The office was asked: whether it is there shows on every screen, and what is queued needn't wait any longer. */
  #onMenu(state: MenuState): void {
    this.screen.tell('menu', state);
    if (state.fetching) return;
    void this.updates.officeSaid(this.#desks?.branch.office?.updates);
    void this.refresh();
    if (this.#state.outbox.length > 0 && this.#desks?.branch.isReached) void this.#desks.outbox.send();
  }

  async #closeBranch(): Promise<void> {
    if (!this.#desks) return;
    const { branch, menu, closing, outbox, till } = this.#desks;
    till.stop();
    // What waits for an answer needn't any longer.
    await branch.close();
    await this.#beginning;
    await Promise.all([menu.stop(), closing.stop(), outbox.stop()]);
    // What was signed meanwhile is waiting now.
    await this.refresh();
    this.#desks = undefined;
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
