import { app } from 'electron';
import { denyByDefault, openWindow, registerScheme } from './window.ts';

registerScheme();
denyByDefault();

if (app.requestSingleInstanceLock()) {
  // Never awaited at top level: in an ES module that would keep `ready` from being reached.
  void app.whenReady().then(openWindow);
  app.on('window-all-closed', () => app.quit());
} else {
  app.quit();
}
