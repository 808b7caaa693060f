import { app } from './app.ts';
import { when } from './desktop.ts';
import { dialog } from './dialogs.ts';
import { ipcMain } from './ipc.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { screen } from './screen.ts';
import { defaultSession } from './session.ts';
import { Emitter, only } from './strict.ts';
import { Menu, nativeImage, Tray } from './tray.ts';
import { BrowserWindow } from './windows.ts';

/**
 * The part of Electron that the app uses, so that the built app runs where Electron's binary is missing. Its page is real,
 * in Chromium; what lies around the page is plain data that a test looks at. It can't show the system's keychain, dialogs
 * and menus as they are, nor that Electron does what its documentation says.
 */
const session = only('session', { defaultSession });
const powerDouble = new Emitter('powerMonitor', ['resume']);
const powerMonitor = only('powerMonitor', powerDouble);
when('wakeUp', () => powerDouble.emit('resume'));

const doubles = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  Tray,
};
const electron = only('module', doubles);

export {
  app,
  BrowserWindow,
  dialog,
  electron as 'module.exports',
  ipcMain,
  Menu,
  nativeImage,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  Tray,
};
