import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ManualProxy } from '../../src/main/branch/network/network.ts';
import { testFolder } from './folders.ts';
import { freePort } from './ports.ts';

/** Debian's `tinyproxy-bin` (scripts/install-prerequisites.sh). */
const TINYPROXY = 'tinyproxy';

/** A real proxy on loopback. */
export class Tinyproxy {
  readonly port: number;
  readonly #said: string[] = [];

  private constructor(port: number) {
    this.port = port;
  }

  /** Starts one that lets anyone through, or those alone who know the user and password. */
  static async start(settings: { user?: string; password?: string; portsAllowed?: number[] } = {}): Promise<Tinyproxy> {
    const { user, password, portsAllowed = [] } = settings;
    const proxy = new Tinyproxy(await freePort());
    const configuration = join(await testFolder(), 'tinyproxy.conf');
    const lines = [
      `Port ${proxy.port}`,
      'Listen 127.0.0.1',
      'Timeout 60',
      'LogLevel Info',
      ...(user ? [`BasicAuth ${user} ${password}`] : []),
      ...portsAllowed.map((port) => `ConnectPort ${port}`),
    ];
    await writeFile(configuration, `${lines.join('\n')}\n`);
    const tinyproxy = spawn(TINYPROXY, ['-d', '-c', configuration], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void tinyproxy.kill());
    tinyproxy.stdout.on('data', (text) => proxy.#said.push(String(text)));
    while (!proxy.log.includes('Accepting connections')) await once(tinyproxy.stdout, 'data');
    return proxy;
  }

  /** How a branch is told to go through it. */
  settings(user: string | null = null, password: string | null = null): ManualProxy {
    return { way: 'manual', host: '127.0.0.1', port: this.port, user, password };
  }

  get log(): string {
    return this.#said.join('');
  }

  /** What it was asked to connect to, in order. */
  get asked(): string[] {
    return [...this.log.matchAll(/CONNECT (\S+) HTTP/g)].map(([, target]) => target!);
  }
}
