import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { testFolder } from './folders.ts';

/** Debian's `chrony` (scripts/install-prerequisites.sh). */
const CHRONYD = 'chronyd';

/** Starts a real chronyd that serves this computer's own time on loopback. Gives it as an NTP setting names it. */
export async function startChrony(): Promise<string> {
  const folder = await testFolder();
  const port = await freeUdpPort();
  const settings = [
    `port ${port}`,
    'cmdport 0',
    'bindcmdaddress /',
    'bindaddress 127.0.0.1',
    'allow 127.0.0.0/8',
    'local stratum 3',
    `user ${userInfo().username}`,
    `pidfile ${join(folder, 'chronyd.pid')}`,
  ];
  const configuration = join(folder, 'chrony.conf');
  await writeFile(configuration, settings.join('\n'));
  // -x: never touches the clock; -U: needs no root; -d: stays in the foreground and says what it does.
  const chronyd = spawn(CHRONYD, ['-x', '-U', '-d', '-f', configuration], {
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void chronyd.kill());
  let said = '';
  while (!said.includes('Disabled control of system clock')) said += String(await once(chronyd.stderr, 'data'));
  return `127.0.0.1:${port}`;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
