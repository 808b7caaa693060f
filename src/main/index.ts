import { join, resolve } from 'node:path';
import { app, powerMonitor } from 'electron';
import { Desk } from './app/desk.ts';
import { handlersOf } from './app/handlers.ts';
import { INVITE_EXTENSION } from './app/invites.ts';
import { denyNavigation, denyPermissions } from './deny.ts';
import { desktopScreen } from './desktop-screen.ts';
import { serveRequests } from './ipc.ts';
import { setMenuBar } from './menu-bar.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { systemProtection } from './secrets.ts';
import { systemRoutes } from './system-routes.ts';
import { systemUpdater } from './updater.ts';
import { Waiting } from './waiting.ts';
import { AppWindow } from './window.ts';

/**
 * For silent roll-outs: here IT leaves the invite of a PC, as a file that ends in `.spams-invite`, before its first start.
 * Its person still sees whose it is and confirms it.
 */
const LEFT_INVITES = process.env.ProgramData && join(process.env.ProgramData, 'SPAMS');

registerScheme();
denyNavigation();
// Never awaited at top level: in an ES module that would keep `ready` from being reached.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(giveUp);
else app.quit();

/** Nothing is known to come here; an app without a window must not stay. */
function giveUp(error: unknown): void {
  console.error(error);
  app.quit();
}

async function start(): Promise<void> {
  denyPermissions();
  serveRenderer();
  setMenuBar();
  let isQuitting = false;
  const window = new AppWindow(() => desk.isWaiting && !isQuitting);
  const waiting = new Waiting({ open: () => window.show(), send: () => void desk.wake(), quit: () => app.quit() });
  const screen = desktopScreen(window);
  const desk = new Desk({
    folder: join(app.getPath('userData'), 'branch'),
    protection: systemProtection,
    systemRoutes,
    updater: systemUpdater({
      info: (text) => desk.log?.info(text),
      warn: (text) => desk.log?.warn(text),
      error: (text) => desk.log?.error(text),
    }),
    screen: {
      ...screen,
      tell(event, value) {
        screen.tell(event, value);
        if (event === 'app.state') stateChanged();
      },
    },
  });
  serveRequests(handlersOf(desk), (text) => desk.log?.warn(text));
  app.on('second-instance', (_, argv, folder) => {
    if (isQuitting) return;
    window.show();
    void openInvite(desk, argv, folder);
  });
  powerMonitor.on('resume', () => void desk.wake());
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isQuitting) return;
    isQuitting = true;
    event.preventDefault();
    void Promise.allSettled([desk.stop(), window.remembered]).then(() => {
      waiting.remove();
      app.quit();
    });
  });
  // Nothing of SPAMS may still run when the installer begins, which would end it.
  app.on('quit', () => desk.updates.install());
  await Promise.all([window.open({ hidden: process.argv.includes('--hidden') }), desk.start()]);
  if (LEFT_INVITES) await desk.openLeft(LEFT_INVITES);
  await openInvite(desk, process.argv, process.cwd());

  function stateChanged(): void {
    const { phase, problem } = desk.state;
    if (phase === 'ready') waiting.update(desk.waiting);
    if (!window.isAway || isQuitting) return;
    // It only stayed for what was waiting; what is wrong has to be seen.
    if (phase === 'ready' && !desk.isWaiting) app.quit();
    if (phase === 'setup' || (phase === 'blocked' && problem?.code !== 'home-locked')) window.show();
  }
}

/** The invite file that SPAMS was opened with, if it was. */
async function openInvite(desk: Desk, argv: readonly string[], folder: string): Promise<void> {
  const path = argv.find((each) => each.endsWith(INVITE_EXTENSION));
  if (path) await desk.openFromOutside(resolve(folder, path));
}
