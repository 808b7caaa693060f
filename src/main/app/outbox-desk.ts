import { asSpamsError } from '../../shared/errors.ts';
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
  #isSending = false;
  #underWay: Promise<void> | undefined;

  constructor(branch: Branch, onChange: () => Promise<void>) {
    this.#branch = branch;
    this.#onChange = onChange;
    this.#next = new Timer(() => void this.#send());
  }

  get isSending(): boolean {
    return this.#isSending;
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
    await this.#underWay;
    this.#next.stop();
  }

  #send(): Promise<void> {
    this.#underWay ??= this.#trySending().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Never throws: whatever it is, it is tried again. */
  async #trySending(): Promise<void> {
    this.#next.stop();
    this.#isSending = true;
    void this.#onChange();
    try {
      await sendOutbox(this.#branch);
    } catch (error) {
      this.#branch.log.error(`what is queued can't be sent: ${asSpamsError(error).message}`);
    }
    this.#isSending = false;
    await this.#onChange();
    if (!(await this.#isEmpty())) this.planNext();
  }

  async #isEmpty(): Promise<boolean> {
    try {
      return (await listOutbox(this.#branch)).items.length === 0;
    } catch {
      return false;
    }
  }
}
