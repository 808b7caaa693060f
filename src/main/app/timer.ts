/** One thing to do later: planning it again forgets the time before. */
export class Timer {
  readonly #work: () => void;
  #timeout: ReturnType<typeof setTimeout> | undefined;

  constructor(work: () => void) {
    this.#work = work;
  }

  /** @param delay milliseconds */
  plan(delay: number): void {
    this.stop();
    this.#timeout = setTimeout(this.#work, delay);
  }

  stop(): void {
    clearTimeout(this.#timeout);
  }
}

/** A delay up to a fifth longer, by chance: so that not all branches ask at the same moment. */
export const withJitter = (delay: number): number => Math.round(delay * (1 + Math.random() / 5));
