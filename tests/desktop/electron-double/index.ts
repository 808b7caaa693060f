import { app } from './app.ts';
import { desktop, show, when } from './desktop.ts';
import { dialog } from './dialogs.ts';
import { ipcMain } from './ipc.ts';
import { nativeTheme } from './native-theme.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { defaultSession } from './session.ts';
import { Emitter, only } from './strict.ts';
import { Menu, nativeImage, Tray } from './tray.ts';
import { BrowserWindow, screen } from './windows.ts';

/**
 * The part of Electron that the app uses, so that the built app runs where Electron's binary is missing: its page is
 * real, in Chromium; what lies around the page is plain data that a test looks at. It can't show the system's keychain,
 * dialogs and menus as they are, nor that Electron does what its documentation says.
 */
const powers = new Emitter('powerMonitor', ['resume']);
const powerMonitor = only('powerMonitor', powers);
when('wakeUp', () => powers.emit('resume'));

const session = only('session', { defaultSession });

const shell = only('shell', {
  async openExternal(url: string): Promise<void> {
    show({ openedExternal: [...desktop.openedExternal, url] });
  },
});

const electron = only('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
});

export {
  app,
  BrowserWindow,
  dialog,
  electron as 'module.exports',
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
};
