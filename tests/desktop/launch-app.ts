import { afterAll, onTestFinished } from 'vitest';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { openScreen, type Screen } from './chromium.ts';
import { DoubleApp } from './double-app.ts';
import { ElectronApp } from './electron-app.ts';
import type { RunningApp, StartOptions } from './running-app.ts';

/** One Chromium shows the windows of all apps of a test file. */
let screen: Promise<Screen> | undefined;

afterAll(async () => (await screen)?.stop());

/** Starts the built app, in Electron where it is installed: for several tests; whoever starts it ends it. */
export async function startApp(options: StartOptions): Promise<RunningApp> {
  if (electronBinary() && !options.main) return ElectronApp.start(options);
  screen ??= openScreen('headless');
  return DoubleApp.start(await screen, options);
}

/** Starts the built app for a test, which it doesn't outlive. */
export async function launchApp(options: StartOptions): Promise<RunningApp> {
  const app = await startApp(options);
  onTestFinished(() => app.kill());
  return app;
}
