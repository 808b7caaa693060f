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

/** Starts the built app for a test, which it doesn't outlive. */
export async function launchApp(options: StartOptions, main?: string): Promise<DoubleApp> {
  screen ??= makeScreen();
  const app = await DoubleApp.start(await screen, options, main);
  onTestFinished(() => app.kill());
  return app;
}
