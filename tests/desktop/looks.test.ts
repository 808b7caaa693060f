import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMenu } from '../../src/shared/menu/read.ts';
import { eventually } from '../support/eventually.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { chooseSales, openDay, openHistory, openMenu, shown, signAndUpload } from './person.ts';
import type { RunningApp } from './running-app.ts';

const MENU = readMenu(await readFile(join(import.meta.dirname, '../../assets/sample-menu.csv')), {
  currency: 'SGD',
}).items;
const SALES = await readFile(join(import.meta.dirname, '../../assets/sample-sales.csv'));

const LOOKS: Record<string, (app: RunningApp) => Promise<void>> = {
  dark: (app) => app.setMedia({ colorScheme: 'dark' }),
  'high-contrast': (app) => app.setMedia({ forcedColors: 'active' }),
  'high-contrast-dark': (app) => app.setMedia({ colorScheme: 'dark', forcedColors: 'active' }),
  '200-per-cent': (app) => app.zoom(2),
  '800-by-600': (app) => app.resize(800, 600),
  '800-by-600-at-200-per-cent': async (app) => {
    await app.resize(800, 600);
    await app.zoom(2);
  },
};

const background = ({ page }: RunningApp): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.querySelector('main')!).backgroundColor);

describe.each(Object.entries(LOOKS))('%s', (look, apply) => {
  test('every screen can be read and used', async () => {
    const pc = await enrolledPc();
    await pc.office.publish(MENU);
    const app = await pc.launch();
    const { page } = app;
    await shown(page, 'Signed by So Power head office');
    const before = await background(app);
    await apply(app);
    if (look === 'dark') await eventually(async () => expect(await background(app)).not.toBe(before));
    await seen(app, `${look}-menu`);
    await openDay(page);
    await seen(app, `${look}-day`);
    await chooseSales(app, await salesFile(SALES));
    await seen(app, `${look}-day-check`);
    await signAndUpload(page, PASSPHRASE);
    await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
    await seen(app, `${look}-day-receipt`);
    await openHistory(page);
    await page.getByRole('gridcell', { name: /: Receipt$/ }).click();
    await page.getByRole('button', { name: /^Show receipt/ }).waitFor();
    await seen(app, `${look}-history`);
    await openMenu(page);
    await shown(page, 'Signed by So Power head office');
  });
});
