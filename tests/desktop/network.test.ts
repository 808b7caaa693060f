import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { realTime } from '../support/clock.ts';
import { testFolder } from '../support/folders.ts';
import { Interceptor } from '../support/interceptor.ts';
import { oddProxy } from '../support/odd-proxy.ts';
import { TestOffice } from '../support/office.ts';
import { freePort } from '../support/ports.ts';
import { Tinyproxy } from '../support/tinyproxy.ts';
import { filesHolding } from '../support/tree.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { launchApp } from './launch-app.ts';
import { codeShown, pasteInvite, rail, shown } from './person.ts';

const PASSWORD = 'chweeKuehBehindTheProxy';

const section = (page: Page) => page.getByRole('region', { name: 'Network' });
const press = (page: Page, name: string) => section(page).getByRole('button', { name }).click();

async function openNetwork(page: Page): Promise<void> {
  await rail(page).getByRole('button', { name: 'Settings' }).click();
  await section(page).getByRole('radio', { name: "As this PC's system settings say" }).waitFor();
}

test('the way out is shown, tried and changed; what fails loses nothing', async () => {
  const proxy = await Tinyproxy.start({ user: 'mei', password: PASSWORD });
  const system = await Tinyproxy.start();
  const pc = await enrolledPc();
  const app = await pc.launch({ proxies: `PROXY 127.0.0.1:${await freePort()}; PROXY 127.0.0.1:${system.port}` });
  const { page } = app;
  await shown(page, 'Connected');
  await openNetwork(page);
  await shown(page, `Through the proxy 127.0.0.1:${system.port}`);
  await seen(app, 'network-system');

  // By keyboard alone, from the chosen way on.
  await section(page).getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await section(page).getByRole('radio', { name: 'Through this proxy', checked: true }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('http://127.0.0.1');
  await page.keyboard.press('Enter');
  await shown(page, 'Type the name or address of the proxy alone');
  await shown(page, 'Type a number from 1 to 65535.');
  await seen(app, 'network-complaints');
  const host = section(page).getByLabel('Address of the proxy');
  await host.fill('127.0.0.1');
  await section(page).getByLabel('Port').fill(String(proxy.port));
  await press(page, 'Test connection');
  await codeShown(page, 'proxy-auth-required');
  await seen(app, 'network-auth-required');
  expect(await host.inputValue()).toBe('127.0.0.1');
  await section(page).getByRole('textbox', { name: 'User name' }).fill('mei');
  await section(page).getByLabel('Password').fill(PASSWORD);
  await press(page, 'Test connection');
  await shown(page, /^Connected to head office in [\d,]+ ms, through the proxy 127\.0\.0\.1:\d+\. Nothing is changed/);
  await seen(app, 'network-works');

  await press(page, 'Save');
  await shown(page, 'Saved. This PC connects this way from now on.');
  await section(page).getByText(`Through the proxy 127.0.0.1:${proxy.port}`).waitFor();
  await shown(page, 'Leave it empty to keep the one that this PC knows already.');
  expect(await section(page).getByLabel('Password').inputValue()).toBe('');
  expect(await filesHolding(pc.userData, PASSWORD)).toEqual([]);
  expect(await readFile(join(pc.userData, 'branch', 'logs', 'branch.log'), 'utf8')).toContain(' as mei');

  // Something looks into the connection on its way.
  const interceptor = await Interceptor.start(new Date(), { CN: 'Example Inspection CA', O: 'Example IT' });
  await section(page).getByLabel('Port').fill(String(interceptor.port));
  await section(page).getByRole('textbox', { name: 'User name' }).fill('');
  await press(page, 'Test connection');
  await codeShown(page, 'network-intercepted');
  await shown(page, 'issued by: Example Inspection CA, Example IT');
  await seen(app, 'network-intercepted');
  await press(page, 'Save');
  await shown(page, /^Offline/);
  await section(page).getByText(`Through the proxy 127.0.0.1:${interceptor.port}`).waitFor();

  await section(page).getByRole('radio', { name: 'Straight, through no proxy' }).click();
  await press(page, 'Save');
  await section(page).getByRole('definition').getByText('Straight, through no proxy').waitFor();
  await app.resize(800, 600);
  await app.zoom(2);
  await section(page).getByRole('radio', { checked: true }).scrollIntoViewIfNeeded();
  await seen(app, 'network-800-by-600-at-200-per-cent');
});

test('a new PC behind a proxy is told of it by hand, and is then set up through it', async () => {
  const proxy = await Tinyproxy.start();
  const office = await TestOffice.start(realTime());
  const portal = await oddProxy('HTTP/1.1 302 Found\r\nlocation: http://login.example/\r\n\r\n');
  const app = await launchApp({ userData: await testFolder(), proxies: `PROXY 127.0.0.1:${portal}` });
  const { page } = app;
  await pasteInvite(page, await office.addBranch());
  await page.getByRole('button', { name: 'Yes, set up this PC' }).click();
  await codeShown(page, 'network-intercepted');
  await page.getByRole('button', { name: 'Network settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Network' });
  await dialog.getByRole('radio', { name: 'Through this proxy' }).click();
  await dialog.getByLabel('Address of the proxy').fill('127.0.0.1');
  await dialog.getByLabel('Port').fill(String(proxy.port));
  await seen(app, 'first-run-network');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await rail(page).waitFor();
  await shown(page, 'Connected');
  expect(proxy.asked).toContain(`localhost:${office.context.config.port}`);
});
