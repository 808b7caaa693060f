import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type BrowserContext, chromium } from 'playwright-core';

/** A Chromium that shows windows: for the app's process at the endpoint, for this one in the context. */
export interface Screen {
  /** Where the Chrome DevTools Protocol is spoken. */
  endpoint: string;
  context: BrowserContext;
  stop(): Promise<void>;
}

const SWITCHES = [
  '--remote-debugging-port=0',
  // Unused, but Chromium ends when the other end of the pipe does.
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--hide-scrollbars',
  // The app's page must not reach the network, whatever it tries.
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

export async function openScreen(mode: 'headless' | 'visible'): Promise<Screen> {
  const { endpoint, stop } = await startChromium(mode);
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true, isLocal: true });
  return { endpoint, context: browser.contexts()[0]!, stop };
}

/** With a profile of its own, which is thrown away. */
async function startChromium(mode: 'headless' | 'visible'): Promise<Pick<Screen, 'endpoint' | 'stop'>> {
  const profile = await mkdtemp(join(tmpdir(), 'spams-chromium-'));
  const switches = [...SWITCHES, `--user-data-dir=${profile}`];
  if (mode === 'headless') switches.push('--headless=new');
  // Chromium's own sandbox refuses to run as root.
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  // Without a locale, file names with letters beyond ASCII would come out as others.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const child = spawn('chromium', switches, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close').catch(() => {});
  await once(child, 'spawn').catch(() => {
    throw new Error('Chromium is not installed: there is no program `chromium`.');
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  return { endpoint: await endpointOf(child.stderr!), stop };
}

/** Chromium says it once it listens. */
async function endpointOf(stderr: Readable): Promise<string> {
  const log: string[] = [];
  for await (const line of createInterface(stderr)) {
    log.push(line);
    const endpoint = /DevTools listening on (\S+)/.exec(line)?.[1];
    if (!endpoint) continue;
    stderr.resume();
    return endpoint;
  }
  throw new Error(`Chromium did not start:\n${log.join('\n')}`);
}
