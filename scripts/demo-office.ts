import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');
export const OFFICE = join(root, 'out/server/cli.js');
export const BRANCH = join(root, 'out/main/cli.js');
export const MENU = join(root, 'assets/sample-menu.csv');
export const SALES = join(root, 'assets/sample-sales.csv');

export const BRANCH_SETTINGS = [
  ...['--name', 'Orchard Road', '--timezone', 'Asia/Singapore'],
  ...['--currency', 'SGD', '--locale', 'en-SG'],
];

const passphrases = {
  SPAMS_ROOT_PASSPHRASE: randomBytes(16).toString('hex'),
  SPAMS_PASSPHRASE: randomBytes(16).toString('hex'),
};

/** What `init` needs for an office that is reached on this PC alone, and asks no clock. */
export async function loopbackOffice(): Promise<{ port: number; init: string[] }> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const where = ['--host', 'localhost', '--port', `${port}`, '--admin-port', `${adminPort}`, '--ntp', 'none'];
  return { port, init: ['init', '--name', 'So Power', ...where] };
}

/** Runs one command with `--json`; its document, or its error with what it said. */
export async function run<T>(cli: string, args: string[]): Promise<T> {
  const child = spawn(process.execPath, [cli, '--json', ...args], { env: { ...process.env, ...passphrases } });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${err.join('')}`);
  return JSON.parse(out.join(''));
}

/** Starts the office of a data folder and waits until its log says that it serves. Gives what stops it. */
export async function serve(data: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [OFFICE, '--data', data, 'serve'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const log: string[] = [];
  const ended = once(child, 'close');
  for await (const line of createInterface(child.stderr)) {
    log.push(line);
    if (line.includes('"msg":"serving"')) {
      child.stderr.resume();
      return async () => {
        child.kill('SIGTERM');
        await ended;
      };
    }
  }
  throw new Error(`the office did not start:\n${log.join('\n')}`);
}

/** An office that serves, with a menu, a branch and its manager. */
export interface DemoOffice {
  /** Runs a command of it. */
  command<T>(...args: string[]): Promise<T>;
  /** The invites of the branch's PC and of its manager. */
  device: string;
  manager: string;
  stop(): Promise<void>;
}

export async function demoOffice(folder: string): Promise<DemoOffice> {
  const data = join(folder, 'office');
  const command = <T>(...args: string[]) => run<T>(OFFICE, ['--data', data, ...args]);
  const { init } = await loopbackOffice();
  await command(...init);
  const stop = await serve(data);
  const { invite: device } = await command<Invited>('branch', 'add', 'SG-01', ...BRANCH_SETTINGS);
  const { invite: manager } = await command<Invited>('manager', 'add', 'SG-01', 'mei', '--name', 'Mei');
  await command('menu', 'publish', MENU);
  return { command, device, manager, stop };
}

interface Invited {
  invite: string;
}

/** A port that can be listened on, below those that systems give to outgoing connections. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const server = createServer();
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await listening)) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}
