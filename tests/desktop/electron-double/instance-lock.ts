import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Told = (argv: string[], folder: string) => void;

/** Lets one process at a time into a user's folder; a second one can but tell the first how it was started. */
export class InstanceLock {
  readonly #folder: () => string;
  #isHeld = false;

  constructor(userData: () => string) {
    this.#folder = () => join(userData(), 'Singleton');
  }

  take(told: Told): boolean {
    mkdirSync(this.#folder(), { recursive: true });
    if (!this.#claim()) {
      writeFileSync(join(this.#folder(), `${process.pid}.json`), JSON.stringify([process.argv, process.cwd()]));
      return false;
    }
    if (!this.#isHeld) this.#listen(told);
    this.#isHeld = true;
    return true;
  }

  release(): void {
    if (this.#isHeld) rmSync(this.#folder(), { recursive: true, force: true });
  }

  #claim(): boolean {
    const path = join(this.#folder(), 'owner');
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      const owner = Number(readFileSync(path, 'utf8'));
      if (owner === process.pid) return true;
      if (isAlive(owner)) return false;
      // It was killed.
      rmSync(path);
      return this.#claim();
    }
  }

  #listen(told: Told): void {
    watch(this.#folder(), { persistent: false }, (_, name) => {
      if (!name?.endsWith('.json')) return;
      const path = join(this.#folder(), name);
      try {
        told(...(JSON.parse(readFileSync(path, 'utf8')) as [string[], string]));
        rmSync(path);
      } catch {
        // Not written to its end yet, or read before: there is another event, or there was one.
      }
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
