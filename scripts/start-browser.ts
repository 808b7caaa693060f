import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { openScreen } from '../tests/desktop/chromium.ts';
import { DoubleApp } from '../tests/desktop/double-app.ts';
import type { Dialog } from '../tests/desktop/electron-double/desktop.ts';
import { type DemoOffice, demoOffice, SALES } from './demo-office.ts';

/**
 * Shows the built branch app in a window of Chromium, beside an office made for it in a temporary folder: for trying the
 * app where Electron's binary is missing. What Electron's double can't show as a window is asked in the terminal.
 */
const terminal = createInterface({ input: process.stdin, output: process.stdout });
const stops: (() => Promise<unknown>)[] = [];

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('There is no display to show a window on. With xvfb: `xvfb-run -a npm run start:browser`.');
  process.exitCode = 1;
} else {
  try {
    await start();
  } finally {
    terminal.close();
    for (const stop of stops.reverse()) await stop();
  }
}

async function start(): Promise<void> {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The app could not be built.');
  const folder = await mkdtemp(join(tmpdir(), 'spams-demo-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const office = await demoOffice(folder);
  stops.push(office.stop);
  const screen = await openScreen('visible');
  stops.push(screen.stop);
  const app = await DoubleApp.start(screen, { userData: join(folder, 'user'), isOnScreen: true });
  stops.push(() => app.kill());
  console.log(await welcome(folder, office));
  const stopped = [once(terminal, 'SIGINT'), once(process, 'SIGINT'), once(process, 'SIGTERM')];
  await Promise.race([app.ended, ...stopped, answerDialogs(app)]);
}

async function welcome(folder: string, { device, manager }: DemoOffice): Promise<string> {
  const files = { device: join(folder, 'this-pc.spams-invite'), manager: join(folder, 'mei.spams-invite') };
  await writeFile(files.device, device);
  await writeFile(files.manager, manager);
  return `
The branch app is open in Chromium, beside an office of its own on this PC.

Invite for this PC, to paste (or the file ${files.device}):
${device}

Invite for Mei, the manager (or the file ${files.manager}):
${manager}

A day's sales: ${SALES}

To stop, close the window or press Ctrl+C here.
`;
}

/** The system's dialogs, in the terminal. */
async function answerDialogs(app: DoubleApp): Promise<never> {
  for (;;) {
    await app.until(({ dialogs }) => dialogs.length > 0);
    await app.answerDialog(await ask(app.desktop.dialogs[0]!));
  }
}

async function ask({ kind, options }: Dialog): Promise<object> {
  const { title, defaultPath } = options as { title: string; defaultPath?: string };
  const suggested = defaultPath ? `, such as ${defaultPath}` : '';
  const path = await terminal.question(`${title}: the path of the file${suggested} (none to cancel): `);
  if (kind === 'save') return { canceled: !path, filePath: path };
  return { canceled: !path, filePaths: path ? [path] : [] };
}
