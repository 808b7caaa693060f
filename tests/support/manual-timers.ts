/** Every timer of a test that mocks `src/main/app/timer.ts` by this module, in the order in which they were made. */
export const timers: Timer[] = [];

/** A timer that a test lets run out. */
export class Timer {
  delay: number | undefined;
  readonly work: () => void;

  constructor(work: () => void) {
    this.work = work;
    timers.push(this);
  }

  plan(delay: number): void {
    this.delay = delay;
  }

  stop(): void {
    this.delay = undefined;
  }

  runOut(): void {
    this.delay = undefined;
    this.work();
  }
}

export const withJitter = (delay: number): number => delay;
