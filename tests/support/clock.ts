import { inject } from 'vitest';

/** A clock that stands still until it is moved. */
export class TestClock {
  #now: Date;

  constructor(now: Date = startOfRun()) {
    this.#now = now;
  }

  readonly now = (): Date => new Date(this.#now);

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }): void {
    const ms = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    this.#now = new Date(this.#now.getTime() + ms);
  }

  set(now: Date): void {
    this.#now = now;
  }
}

/**
 * A clock that goes on, so many milliseconds ahead: commands know only the real time, so an office that is to agree with
 * them must too.
 */
export const realTime = (ahead = 0): TestClock =>
  Object.assign(new TestClock(), { now: () => new Date(Date.now() + ahead) });

/**
 * When the template office was made. OpenSSL's handshake knows only the real time, so an office that is to be reached
 * over TLS must begin there; from then on its clock is the test's.
 */
export function startOfRun(): Date {
  return new Date(inject('startOfRun'));
}
