import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { Desk } from './app/desk.ts';
import { handlersOf } from './app/handlers.ts';
import { denyNavigation, denyPermissions } from './deny.ts';
import { desktopScreen } from './desktop-screen.ts';
import { serveRequests } from './ipc.ts';
import { setMenuBar } from './menu-bar.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { systemProtection } from './secrets.ts';
import { Waiting } from './waiting.ts';
import { AppWindow } from './window.ts';

registerScheme();
denyNavigation();
// Never awaited at top level: in an ES module that would keep `ready` from being reached.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  denyPermissions();
  serveRenderer();
  setMenuBar();
  let isQuitting = false;
  const waits = (): boolean => desk.state.outbox.length > 0;
  const window = new AppWindow(() => waits() && !isQuitting);
  const waiting = new Waiting({ open: () => window.show(), send: () => void desk.wake(), quit: () => app.quit() });
  const screen = desktopScreen(window);
  const desk = new Desk({
    folder: join(app.getPath('userData'), 'branch'),
    protection: systemProtection,
    screen: {
      ...screen,
      tell(event, value) {
        screen.tell(event, value);
        if (event !== 'app.state') return;
        waiting.update(desk.state.outbox.length);
        // It only stayed for what was waiting.
        if (window.isAway && !waits() && ['ready', 'setup'].includes(desk.state.phase)) app.quit();
      },
    },
  });
  serveRequests(handlersOf(desk), (text) => desk.log?.warn(text));
  app.on('second-instance', (_, argv) => {
    if (isQuitting) return;
    window.show();
    void openInvite(desk, argv);
  });
  powerMonitor.on('resume', () => void desk.wake());
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isQuitting) return;
    isQuitting = true;
    event.preventDefault();
    waiting.remove();
    void Promise.allSettled([desk.stop(), window.remembered]).then(() => app.quit());
  });
  await Promise.all([window.open({ hidden: process.argv.includes('--hidden') }), desk.start()]);
  await openInvite(desk, process.argv);
}

/** The invite file that SPAMS was opened with, if it was. */
async function openInvite(desk: Desk, argv: readonly string[]): Promise<void> {
  const path = argv.find((each) => each.endsWith('.spams-invite'));
  if (path) await desk.openFromOutside(path);
}
