import { chromium } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { startChromium } from './chromium.ts';
import { DoubleApp, type Screen } from './double-app.ts';
import type { StartOptions } from './running-app.ts';

let screen: Promise<Screen & { stop(): Promise<void> }> | undefined;

/** One Chromium shows the windows of all apps of a test file. */
async function makeScreen() {
  const { endpoint, stop } = await startChromium();
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true, isLocal: true });
  return { endpoint, context: browser.contexts()[0]!, stop };
}

afterAll(async () => (await screen)?.stop());

/** Starts the built app, for several tests; whoever starts it ends it. */
export async function startApp(options: StartOptions): Promise<DoubleApp> {
  screen ??= makeScreen();
  return DoubleApp.start(await screen, options);
}

/** Starts the built app for a test, which it doesn't outlive. */
export async function launchApp(options: StartOptions): Promise<DoubleApp> {
  const app = await startApp(options);
  onTestFinished(() => app.kill());
  return app;
}
