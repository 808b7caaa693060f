import { hasCode, SpamsError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';

const WINDOW = 60_000;
const MOST = 10;
const MOST_ADDRESSES = 10_000;

/**
 * Slows down whoever guesses invite codes: so many wrong ones a minute from one address, then none is looked at. It is
 * the guesser who waits; the invite itself stays good.
 */
export class WrongGuesses {
  readonly #clock: Clock;
  readonly #seen = new Map<string, { since: number; wrong: number }>();
  readonly #newest = new Map<string, Promise<unknown>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Looks at an address's guesses one after another, so that no more of them count when they come all at once.
   * Throws `too-many-attempts` while the address has used them up, and what `look` throws.
   */
  async guess<T>(address: string, look: () => Promise<T>): Promise<T> {
    const before = this.#newest.get(address);
    const mine = this.#after(before, address, look);
    this.#newest.set(address, mine);
    try {
      return await mine;
    } finally {
      if (this.#newest.get(address) === mine) this.#newest.delete(address);
    }
  }

  async #after<T>(before: Promise<unknown> | undefined, address: string, look: () => Promise<T>): Promise<T> {
    await Promise.allSettled([before]);
    if ((this.#current(address)?.wrong ?? 0) >= MOST) throw new SpamsError('too-many-attempts');
    try {
      return await look();
    } catch (error) {
      if (hasCode(error, 'invite-refused')) this.#count(address);
      throw error;
    }
  }

  #count(address: string): void {
    const current = this.#current(address);
    if (current) current.wrong += 1;
    else this.#seen.set(address, { since: this.#clock().getTime(), wrong: 1 });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MOST_ADDRESSES && oldest !== undefined) this.#seen.delete(oldest);
  }

  #current(address: string): { since: number; wrong: number } | undefined {
    const entry = this.#seen.get(address);
    if (entry && Math.abs(this.#clock().getTime() - entry.since) < WINDOW) return entry;
    this.#seen.delete(address);
    return undefined;
  }
}
