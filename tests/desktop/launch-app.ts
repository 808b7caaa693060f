import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { openScreen, type Screen } from './chromium.ts';
import { DoubleApp } from './double-app.ts';
import { ElectronApp } from './electron-app.ts';
import type { RunningApp, StartOptions } from './running-app.ts';

/** One Chromium shows the windows of all apps of a test file. */
let screen: Promise<Screen> | undefined;

afterAll(async () => (await screen)?.stop());

/** Starts the built app for a test, which it doesn't outlive. */
export async function launchApp(options: StartOptions): Promise<RunningApp> {
  const app = await startApp(options);
  onTestFinished(() => app.kill());
  return app;
}

/** One app, on a folder of its own, for all those tests of a file that leave it as it was. */
export function sharedApp(options: Partial<StartOptions> = {}): () => RunningApp {
  let app: RunningApp;
  beforeAll(async () => {
    const userData = await mkdtemp(join(tmpdir(), 'spams-test-'));
    app = await startApp({ userData, ...options });
    return async () => {
      await app.kill();
      await rm(userData, { recursive: true });
    };
  });
  return () => app;
}

/** In Electron, where it is installed. */
async function startApp(options: StartOptions): Promise<RunningApp> {
  if (electronBinary() && !options.main) return ElectronApp.start(options);
  screen ??= openScreen('headless');
  return DoubleApp.start(await screen, options);
}
