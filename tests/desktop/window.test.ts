import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { testFolder } from '../support/folders.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { enrolledPc } from './enrolled.ts';
import { launchApp } from './launch-app.ts';
import { chooseSales, openDay, shown, signAndUpload } from './person.ts';
import type { RunningApp } from './running-app.ts';

const sizeOf = ({ desktop }: RunningApp) => {
  const { width, height } = desktop.windows[0]!;
  return { width, height };
};

describe('the window', () => {
  test('opens as it was when it was closed, and as it was made when that is damaged', async () => {
    const userData = await testFolder();
    const app = await launchApp({ userData });
    expect(sizeOf(app)).toEqual({ width: 1100, height: 760 });
    await app.resize(900, 650);
    await app.close();
    await app.ended;
    const next = await launchApp({ userData });
    expect(sizeOf(next)).toEqual({ width: 900, height: 650 });
    await next.kill();
    await writeFile(join(userData, 'window-state.json'), '{"width":1e9}');
    expect(sizeOf(await launchApp({ userData }))).toEqual({ width: 1100, height: 760 });
  });

  test('is the only one: opened again, it comes to the front', async () => {
    const userData = await testFolder();
    const app = await launchApp({ userData });
    await app.minimize();
    expect((await app.startAgain()).code).toBe(0);
    await app.until(({ windows }) => windows.length === 1 && !windows[0]!.isMinimized);
  });
});

describe('while sales wait to be sent', () => {
  async function withQueued() {
    const pc = await enrolledPc();
    const app = await pc.launch({ isPackaged: true });
    await shown(app.page, 'Connected');
    await openDay(app.page);
    pc.fake.vanish();
    await chooseSales(app, await salesFile());
    await signAndUpload(app.page, PASSPHRASE);
    await shown(app.page, 'Your sales are signed and safe on this PC.');
    return { pc, app };
  }

  test('SPAMS starts with Windows, and no longer than that', async () => {
    const { pc, app } = await withQueued();
    await app.until(({ loginItem }) => JSON.stringify(loginItem).includes('"openAtLogin":true'));
    // By this name the uninstaller finds it.
    expect(app.desktop.loginItem).toMatchObject({ name: 'SPAMS', args: ['--hidden'] });
    pc.fake.behave();
    await app.wakeUp();
    await app.until(({ loginItem, tray }) => JSON.stringify(loginItem).includes('"openAtLogin":false') && !tray);
  });

  test('the icon by the clock brings the window back, or ends SPAMS', async () => {
    const { app } = await withQueued();
    await app.close();
    await app.clickTray();
    await app.until(({ windows }) => windows[0]!.isVisible);
    await app.close();
    await app.chooseInTray('Quit (they are sent when SPAMS is next opened)');
    expect(await app.ended).toEqual({ code: 0, signal: null });
  });

  test('a window that is closed during an upload waits for it', async () => {
    const pc = await enrolledPc();
    const app = await pc.launch();
    await shown(app.page, 'Connected');
    await openDay(app.page);
    const goOn = pc.fake.hold(PATHS.closings);
    await chooseSales(app, await salesFile());
    await signAndUpload(app.page, PASSPHRASE);
    await shown(app.page, 'Waiting for the receipt');
    await app.close();
    await app.until(({ windows }) => !windows[0]!.isVisible);
    goOn();
    expect(await app.ended).toEqual({ code: 0, signal: null });
    expect(await listClosings(pc.office.context.db, {})).toHaveLength(1);
  });

  test('started with Windows, SPAMS shows no window, sends, and ends', async () => {
    const { pc, app } = await withQueued();
    await app.kill();
    const hidden = await pc.launch({ args: ['--hidden'], isHidden: true, isPackaged: true });
    await hidden.until(({ tray }) => tray !== null);
    pc.fake.behave();
    await hidden.wakeUp();
    expect(await hidden.ended).toEqual({ code: 0, signal: null });
  });
});
