import { once } from 'node:events';
import type { Updater } from '../../src/main/app/updates.ts';

const SHA512 = `${'A'.repeat(86)}==`;

/** What a feed says of a version. */
export const offerOf = (version: string) => ({
  version,
  files: [{ url: `SPAMS-Setup-${version}.exe`, sha512: SHA512, size: 1 }],
  releaseDate: '2026-11-22T00:00:00.000Z',
});

/** A feed and an installer that do as the test says. */
export class TestUpdater implements Updater {
  hindered: Awaited<ReturnType<Updater['hindrance']>> = null;
  /** What the feed has. */
  offered: unknown;
  /** What goes wrong next, and every time until it is mended. */
  failure: { check?: unknown; download?: unknown } = {};
  /** The feeds that were asked. */
  readonly asked: string[] = [];
  readonly installed: { restart: boolean }[] = [];
  downloads = 0;
  #arrived = Promise.withResolvers<void>();
  #isHeld = false;

  /** Lets no download come to its end before what this gives is called. */
  hold(): () => void {
    this.#isHeld = true;
    return () => this.#arrived.resolve();
  }

  hindrance = async () => this.hindered;

  async check(feed: string): Promise<unknown> {
    this.asked.push(feed);
    if (this.failure.check) throw this.failure.check;
    return this.offered;
  }

  async download(signal: AbortSignal): Promise<void> {
    this.downloads += 1;
    if (this.failure.download) throw this.failure.download;
    if (!this.#isHeld) return;
    const left = once(signal, 'abort').then(() => signal.throwIfAborted());
    await Promise.race([this.#arrived.promise, left]);
  }

  install(options: { restart: boolean }): void {
    this.installed.push(options);
  }
}
