import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NEEDED = 24;
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts a command line: on the Node that SPAMS needs, which npm brings along, when it was started on an older one (its
 * libraries crash there); and with files private to their owner unless said otherwise. Nothing that needs the newer
 * Node may be imported before this.
 * @param script the built file that was started
 */
export async function launch(script: string, main: () => Promise<unknown>): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < NEEDED) return runOnOwnNode(script);
  process.umask(0o077);
  await main();
}

function runOnOwnNode(script: string): void {
  const own = join(import.meta.dirname, '../../node_modules/.bin/node');
  if (!existsSync(own)) {
    process.stderr.write(`SPAMS needs Node ${NEEDED}; this is ${process.version}. Install it, or run npm ci here.\n`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(own, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}
