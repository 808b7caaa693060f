import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Chromium {
  /** Where the Chrome DevTools Protocol is spoken. */
  endpoint: string;
  stop(): Promise<void>;
}

const SWITCHES = [
  '--remote-debugging-port=0',
  // Unused, but Chromium ends when the other end of the pipe does.
  '--remote-debugging-pipe',
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

/** Starts Chromium with a profile of its own that is thrown away. */
export async function startChromium(mode: 'headless' | 'visible' = 'headless'): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'spams-chromium-'));
  const switches = [...SWITCHES, `--user-data-dir=${profile}`];
  if (mode === 'headless') switches.push('--headless=new');
  // Chromium's own sandbox refuses to run as root.
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  const child = spawn('chromium', [...switches, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const log: string[] = [];
  for await (const line of createInterface(child.stderr!)) {
    log.push(line);
    const endpoint = /DevTools listening on (\S+)/.exec(line)?.[1];
    if (!endpoint) continue;
    child.stderr!.resume();
    const stop = async (): Promise<void> => {
      child.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    };
    return { endpoint, stop };
  }
  throw new Error(`Chromium did not start:\n${log.join('\n')}`);
}
