import type { Branch } from '../branch/branch.ts';
import { listOutbox, sendOutbox } from '../branch/outbox.ts';
import { Timer, withJitter } from './timer.ts';

/** Between tries while something is queued, milliseconds: soon at first, then every quarter of an hour. */
const DELAYS = [30, 60, 120, 300, 900].map((seconds) => seconds * 1000);

/** Sends what is queued by itself, for as long as there is anything. */
export class OutboxDesk {
  readonly #branch: Branch;
  readonly #onChange: () => Promise<void>;
  readonly #next: Timer;
  #tries = 0;
  #sending: Promise<void> | undefined;

  constructor(branch: Branch, onChange: () => Promise<void>) {
    this.#branch = branch;
    this.#onChange = onChange;
    this.#next = new Timer(() => void this.#send());
  }

  /** Tries at once: at start, by hand, when the PC wakes up or the office was reached otherwise. */
  send(): Promise<void> {
    this.#tries = 0;
    return this.#send();
  }

  /** Something was queued, and couldn't be sent just now. */
  planNext(): void {
    const delay = DELAYS[Math.min(this.#tries, DELAYS.length - 1)]!;
    this.#tries += 1;
    this.#next.plan(withJitter(delay));
  }

  /** Resolves once nothing is under way any more. */
  async stop(): Promise<void> {
    await this.#sending;
    this.#next.stop();
  }

  #send(): Promise<void> {
    this.#sending ??= this.#trySending().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #trySending(): Promise<void> {
    this.#next.stop();
    await sendOutbox(this.#branch);
    await this.#onChange();
    if ((await listOutbox(this.#branch)).items.length > 0) this.planNext();
  }
}
