import { hasCode } from '../../shared/errors.ts';
import { currencyDigits } from '../../shared/money.ts';
import type { Branch } from '../branch/branch.ts';
import { fetchMenu, type ShownMenu, showMenu } from '../branch/menu.ts';
import { errorView } from './error-view.ts';
import { Timer, withJitter } from './timer.ts';
import type { MenuState, MenuView } from './views.ts';

/** So that a dish sold out at noon doesn't stay on the screen until someone clicks. Milliseconds. */
const CHECK_EVERY = 15 * 60 * 1000;
const MOST_TIMEOUT = 2 ** 31 - 1;

/** The menu on the screen: fetched when asked, when it ends, and every quarter of an hour. */
export class MenuDesk {
  readonly #branch: Branch;
  readonly #onChange: (state: MenuState) => void;
  readonly #check: Timer;
  #state: MenuState = { menu: null, fetching: false, asked: false, outcome: null, error: null };
  #fetching: Promise<MenuState> | undefined;

  constructor(branch: Branch, onChange: (state: MenuState) => void) {
    this.#branch = branch;
    this.#onChange = onChange;
    this.#check = new Timer(() => void this.fetch());
  }

  /** Shows what this PC has, then asks the office whether it still holds. */
  async start(): Promise<void> {
    this.#set(await this.#kept());
    await this.fetch();
  }

  /** Resolves once nothing is under way any more. */
  async stop(): Promise<void> {
    await this.#fetching;
    this.#check.stop();
  }

  get state(): MenuState {
    return this.#state;
  }

  /** Fetches the menu, or learns that it hasn't changed; the one before stays in view. Two who ask at once share one fetch. */
  fetch({ asked = false } = {}): Promise<MenuState> {
    if (asked || !this.#fetching) this.#set({ fetching: true, asked });
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<MenuState> {
    this.#set({ fetching: false, ...(await this.#fetched()) });
    this.#planCheck();
    return this.#state;
  }

  async #fetched(): Promise<Partial<MenuState>> {
    try {
      const { changed, offline, ...shown } = await fetchMenu(this.#branch);
      const outcome = offline ? 'offline' : changed ? 'changed' : 'latest';
      return { menu: menuView(shown), outcome, error: offline ? errorView(offline) : null };
    } catch (error) {
      const outcome = error === this.#branch.offline ? 'offline' : 'refused';
      return { ...(await this.#kept()), outcome, error: errorView(error) };
    }
  }

  async #kept(): Promise<Partial<MenuState>> {
    try {
      return { menu: menuView(await showMenu(this.#branch)), error: null };
    } catch (error) {
      return { menu: null, error: hasCode(error, 'menu-none') ? null : errorView(error) };
    }
  }

  #planCheck(): void {
    const end = this.#state.menu?.validUntil;
    const untilEnd = end ? new Date(end).getTime() - this.#branch.clock.now().getTime() : Infinity;
    const regular = withJitter(CHECK_EVERY);
    this.#check.plan(Math.min(untilEnd > 0 ? untilEnd : regular, regular, MOST_TIMEOUT));
  }

  #set(change: Partial<MenuState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }
}

function menuView({ menu, signedAt, ...times }: ShownMenu): MenuView {
  return { ...menu, ...times, signedAt: signedAt.toISOString(), digits: currencyDigits(menu.currency) };
}
