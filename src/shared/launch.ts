import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NEEDED = 24;
const OWN_NODE = join(import.meta.dirname, '../../node_modules/.bin/node');
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts a command line: on the Node that SPAMS needs, which npm brings along, when it was started on an older one (its
 * libraries crash there); and with files private to their owner unless said otherwise. Nothing that needs the newer
 * Node may be imported before this.
 * @param script the built file that was started
 * @param main gives the exit code
 */
export async function launch(
  script: string,
  main: () => Promise<number>,
  { version = process.versions.node, ownNode = OWN_NODE } = {},
): Promise<void> {
  if (Number(version.split('.')[0]) < NEEDED) {
    process.exitCode = await runOnOwnNode(ownNode, script);
    return;
  }
  process.umask(0o077);
  process.stdout.on('error', stopWhenUnread);
  process.exitCode = await main();
}

/** Whoever reads may have seen enough: `spams-office closings list | head` is no error. */
function stopWhenUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

async function runOnOwnNode(ownNode: string, script: string): Promise<number> {
  if (!existsSync(ownNode)) {
    process.stderr.write(`SPAMS needs Node ${NEEDED}; this is ${process.version}. Install it, or run npm ci here.\n`);
    return 1;
  }
  const child = spawn(ownNode, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
