import { chromium } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { startChromium } from './chromium.ts';
import { DoubleApp, type Screen } from './double-app.ts';
import { ElectronApp } from './electron-app.ts';
import type { RunningApp, StartOptions } from './running-app.ts';

let screen: Promise<Screen & { stop(): Promise<void> }> | undefined;

/** One Chromium shows the windows of all apps of a test file. */
async function makeScreen() {
  const { endpoint, stop } = await startChromium();
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true, isLocal: true });
  return { endpoint, context: browser.contexts()[0]!, stop };
}

afterAll(async () => (await screen)?.stop());

/** Starts the built app, in Electron where it is installed: for several tests; whoever starts it ends it. */
export async function startApp(options: StartOptions): Promise<RunningApp> {
  if (electronBinary() && !options.main) return ElectronApp.start(options);
  screen ??= makeScreen();
  return DoubleApp.start(await screen, options);
}

/** Starts the built app for a test, which it doesn't outlive. */
export async function launchApp(options: StartOptions): Promise<RunningApp> {
  const app = await startApp(options);
  onTestFinished(() => app.kill());
  return app;
}
