import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: one of those may be taken between asking and listening. */
const FIRST = 10_000;
const EACH = 2_000;

/** Every worker has a range of its own, so that no two ask for the same port. */
const range = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % 10) * EACH;
let next = randomInt(EACH);

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    next = (next + 1) % EACH;
    if (await isFree(range + next)) return range + next;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await listening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}
