import { expect, test } from 'vitest';
import { EMPTY } from '../../src/main/app/app-state.ts';
import type { AppState, UpdatesView } from '../../src/main/app/views.ts';
import { setUpdateFeed } from '../../src/server/update-feed.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { rail, shown } from './person.ts';

const IDLE: UpdatesView = { ...EMPTY.updates, state: 'idle', checkedAt: '2026-11-22T01:12:00.000Z' };
const error = {
  code: 'update-unreachable' as const,
  happened: "SPAMS couldn't ask for a newer version.",
  means: 'This version goes on working, and nothing on this PC was changed.',
  next: 'Carry on: it is tried again by itself.',
};

test('Settings say which version this is, and what becomes of newer ones; nothing else does', async () => {
  const pc = await enrolledPc();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  await rail(page)
    .getByRole('button', { name: /^Settings/ })
    .click();
  const section = page.getByRole('region', { name: 'Updates' });
  const status = section.getByRole('status');
  const button = (name: string) => section.getByRole('button', { name });
  await section.getByText(EMPTY.updates.version, { exact: true }).waitFor();
  await section.getByText("Head office hasn't turned updates on.").waitFor();
  expect(await section.getByRole('button').count()).toBe(0);

  await setUpdateFeed(pc.office.context, 'https://updates.example.com/', 'tests');
  await app.wakeUp();
  await section.getByText("This SPAMS wasn't installed by its installer").waitFor();

  // What only an installed SPAMS comes to.
  const state = (await page.evaluate(() => window.spams.state(undefined))) as { value: AppState };
  const tell = (updates: Partial<UpdatesView>) =>
    app.tell('app.state', { ...state.value, updates: { ...IDLE, ...updates } });
  await tell({});
  await section.getByText('This is the newest version.').waitFor();
  await button('Look now').focus();
  await tell({ state: 'checking' });
  await section.getByText('Looking for a newer version…').waitFor();
  expect(await button('Look now').getAttribute('aria-disabled')).toBe('true');
  expect(await button('Look now').evaluate((element) => element === document.activeElement)).toBe(true);
  await tell({ state: 'downloading', offered: '9.0.0' });
  await section.getByText('Fetching version 9.0.0.').waitFor();
  await tell({ state: 'ready', offered: '9.0.0', waits: true });
  await button('Restart to update').waitFor();
  expect(await button('Restart to update').getAttribute('aria-disabled')).toBe('true');
  await tell({ state: 'ready', offered: '9.0.0' });
  await expect.poll(() => button('Restart to update').getAttribute('aria-disabled')).not.toBe('true');
  await seen(app, 'settings-update-ready');
  await tell({ error });
  await section.getByText('Code to read out: update-unreachable').waitFor();
  expect(await status.textContent()).toBe('SPAMS tries again by itself in a few hours.');
  await seen(app, 'settings-update-failed');
  await rail(page).getByRole('button', { name: /^Menu/ }).click();
  await section.waitFor({ state: 'detached' });
  expect(await page.getByText(/newer version|update-unreachable/).count()).toBe(0);
});
