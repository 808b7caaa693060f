import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type MenuItem, menuItem } from '../../src/shared/menu/item.ts';
import { readMenu } from '../../src/shared/menu/read.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import type { Reply } from '../support/fake-office.ts';
import { testFolder } from '../support/folders.ts';
import { flipped } from '../support/office-documents.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { codeGone, codeShown, openDay, openMenu, shown } from './person.ts';
import type { RunningApp } from './running-app.ts';

const ITEMS = readMenu(await readFile(join(import.meta.dirname, '../../assets/sample-menu.csv')), {
  currency: 'SGD',
}).items;
const [SATAY, NGOH_HIANG] = ITEMS as [MenuItem, MenuItem];

const changed = (change: (item: MenuItem) => MenuItem): MenuItem[] => ITEMS.map(change);

async function withMenu(items: MenuItem[] = ITEMS) {
  const pc = await enrolledPc();
  await pc.office.publish(items);
  const app = await pc.launch();
  await shown(app.page, /^New: this is version/);
  return { pc, app, page: app.page };
}

const fetchMenu = ({ page }: RunningApp) => page.getByRole('button', { name: 'Fetch menu' }).click();

describe('the menu', () => {
  test('is fetched at start and shown as it was published, with who signed it', async () => {
    const { app, page } = await withMenu();
    await shown(page, 'Signed by So Power head office');
    await shown(page, '50 dishes');
    const first = page.getByRole('listitem').filter({ hasText: SATAY.name }).first();
    expect(await first.textContent()).toContain('$10.80');
    expect(await first.textContent()).toContain('Peanuts');
    await seen(app, 'menu');
    await page.getByRole('button', { name: 'Details' }).click();
    await shown(page, 'Fingerprint of head office');
    await seen(app, 'menu-details');
  });

  test('shows sizes, choices, diets, times and names in the language of the branch, on paper too', async () => {
    const noodles = menuItem({
      category: 'Noodles',
      code: '300',
      name: '叻沙',
      names: { en: 'Katong laksa' },
      sizes: [
        { name: 'S', price: 650 },
        { name: 'L', price: 800 },
      ],
      modifiers: [{ name: 'Extras', min: 0, max: 2, options: [{ name: 'Fried egg', price: 150 }] }],
      allergens: ['crustaceans', 'eggs'],
      diets: ['halal'],
      served: [{ days: [1, 2, 3, 4, 5], from: '11:30', to: '15:00' }],
    });
    const { app, page } = await withMenu([noodles, ...ITEMS]);
    const row = page.getByRole('listitem').filter({ hasText: '叻沙' }).first();
    const isAllIn = async (place: Locator): Promise<void> => {
      const said = await place.textContent();
      for (const text of ['Katong laksa', 'S $6.50', 'L $8.00', 'Contains: Crustaceans, Eggs', 'Diet: Halal'])
        expect(said).toContain(text);
      expect(said).toContain('Extras (choose up to 2): Fried egg +$1.50');
      expect(said).toMatch(/Served: Monday to Friday 11:30.*to 3:00/);
    };
    await isAllIn(row);
    await seen(app, 'menu-sizes');
    await page.getByRole('searchbox', { name: 'Search dishes' }).fill('extras fried');
    await shown(page, '1 dish found');
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByRole('menuitem', { name: 'Save as PDF…' }).click();
    await app.until(({ dialogs }) => dialogs.length === 1);
    await isAllIn(page.locator('.menu-sheet'));
    await app.answerDialog({ canceled: true });
  });

  test('is searched as one types, whatever the accents and the case', async () => {
    const { app, page } = await withMenu([{ ...SATAY, name: 'Phở bò', code: '901' }, ...ITEMS]);
    const search = page.getByRole('searchbox', { name: 'Search dishes' });
    await search.fill('PHO BO');
    await shown(page, '1 dish found');
    await shown(page, 'Phở bò');
    expect(await page.getByText(NGOH_HIANG.name).count()).toBe(0);
    await seen(app, 'menu-search');
    await search.fill('no such dish');
    await shown(page, 'No dish matches.');
    await seen(app, 'menu-nothing-found');
    await page.getByRole('button', { name: 'Show all dishes' }).click();
    await shown(page, '51 dishes');
  });

  test('hides dishes with an allergen, and says so', async () => {
    const { app, page } = await withMenu();
    await page.getByRole('button', { name: /^Allergens/ }).click();
    await page.getByText('Peanuts', { exact: true }).first().click();
    await seen(app, 'menu-allergens-open');
    await page.keyboard.press('Escape');
    await shown(page, /^Hiding \d+ dishes with Peanuts/);
    expect(await page.getByText(SATAY.name).count()).toBe(0);
    await shown(page, NGOH_HIANG.name);
    await seen(app, 'menu-allergens');
  });

  test('keeps what is looked for and hidden while another screen is shown', async () => {
    const { page } = await withMenu();
    await page.getByRole('searchbox', { name: 'Search dishes' }).fill('satay');
    await page.getByRole('button', { name: /^Allergens/ }).click();
    await page.getByText('Milk', { exact: true }).first().click();
    await page.keyboard.press('Escape');
    const found = page.getByText(/^\d+ dish(es)? found/);
    const before = await found.textContent();
    await openDay(page);
    await page.getByRole('heading', { name: 'End of day' }).waitFor();
    await openMenu(page);
    expect(await found.textContent()).toBe(before);
    await page.getByRole('button', { name: 'Allergens: 1 chosen' }).waitFor();
    await page.keyboard.press('Escape');
    await found.waitFor({ state: 'detached' });
    expect(await page.getByRole('searchbox', { name: 'Search dishes' }).inputValue()).toBe('');
    await shown(page, /^Hiding \d+ dish(es)? with Milk/);
  });

  test('tells what is new, dearer and sold out since the menu before', async () => {
    const { pc, app, page } = await withMenu();
    const changes: Record<string, Partial<MenuItem>> = { '101': { price: 1180 }, '102': { available: false } };
    await pc.office.publish([...changed((item) => ({ ...item, ...changes[item.code] })), { ...SATAY, code: '999' }]);
    await fetchMenu(app);
    await page.getByText('3 changes since your last menu: 1 new, 1 price, 1 sold out').click();
    await shown(page, '$11.80');
    await shown(page, 'Sold out');
    await seen(app, 'menu-changes');
    await fetchMenu(app);
    await shown(page, /^Already the latest/);
  });

  test('is printed, and saved as a PDF with every dish', async () => {
    const { app, page } = await withMenu();
    const folder = await testFolder();
    const path = join(folder, 'menu.pdf');
    await page.getByRole('button', { name: 'Print' }).click();
    await seen(app, 'menu-print-open');
    await page.getByRole('menuitem', { name: 'Save as PDF…' }).click();
    await app.answerDialog({ canceled: false, filePath: join(folder, 'no such folder', 'menu.pdf') });
    await codeShown(page, 'file-not-found');
    await seen(app, 'menu-not-saved');
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByRole('menuitem', { name: 'Save as PDF…' }).click();
    await app.until(({ dialogs }) => dialogs.length === 1);
    // What goes on paper is drawn meanwhile, and has what the list on the screen leaves out of sight.
    const drawn = await page.locator('body').textContent();
    expect(ITEMS.filter(({ name }) => !drawn?.includes(name))).toEqual([]);
    await shown(page, 'Preparing…');
    await seen(app, 'menu-saving');
    await app.answerDialog({ canceled: false, filePath: path });
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByRole('menuitem', { name: 'Print…' }).click();
    await app.until(({ printed }) => printed.length === 1);
    await codeGone(page, 'file-not-found');
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await stat(path)).size).toBeGreaterThan(10_000);
  });
});

describe('a menu that may not be sold by', () => {
  test('is none yet: one button, and what it will do', async () => {
    const pc = await enrolledPc();
    pc.fake.vanish();
    const app = await pc.launch();
    const { page } = app;
    await page.getByRole('heading', { name: 'No menu on this PC yet' }).waitFor();
    await shown(page, /^Offline/);
    await seen(app, 'menu-never');
    await pc.office.publish();
    pc.fake.behave();
    const goOn = pc.fake.hold(PATHS.menu);
    await page.getByRole('button', { name: 'Fetch menu' }).first().click();
    await page.getByRole('heading', { name: 'Fetching the menu…' }).waitFor();
    await seen(app, 'menu-first');
    goOn();
    await shown(page, 'Laksa');
  });

  test('is the last one while head office is away', async () => {
    const { pc, app, page } = await withMenu();
    pc.fake.vanish();
    await fetchMenu(app);
    await shown(page, /^Showing version/);
    await shown(page, /^Offline: last contact/);
    await shown(page, SATAY.name);
    await seen(app, 'menu-offline');
  });

  test('has ended', async () => {
    const pc = await enrolledPc();
    await pc.office.publish(ITEMS, { validUntil: new Date(Date.now() + 3_000) });
    const app = await pc.launch();
    await shown(app.page, /^This menu ended at/);
    await shown(app.page, SATAY.name);
    await seen(app, 'menu-expired');
  });

  test('was not asked about for over a day', async () => {
    const { pc, app: before } = await withMenu();
    await before.kill();
    const path = join(pc.userData, 'branch', 'menu', 'state.json');
    const checkedAt = new Date(Date.now() - 25 * 60 * 60 * 1000).toISOString();
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), checkedAt }));
    const goOn = pc.fake.hold(PATHS.office);
    const app = await pc.launch();
    await shown(app.page, /^Showing version .*, not checked since/);
    await shown(app.page, 'Fetching…');
    await seen(app, 'menu-not-checked');
    goOn();
    await shown(app.page, /^Already the latest/);
    expect(await app.page.getByText('not checked since').count()).toBe(0);
  });

  test('is refused, and the last good one stays', async () => {
    const { pc, app, page } = await withMenu();
    let old: Reply | undefined;
    pc.fake.on(PATHS.menu, async ({ headers }, real) => {
      delete headers['if-none-match'];
      old = await real();
      return old;
    });
    await fetchMenu(app);
    await shown(page, /^Already the latest|^Checked/);
    pc.fake.behave();
    await pc.office.publish([NGOH_HIANG]);
    await fetchMenu(app);
    await page.getByText('1 dish', { exact: true }).waitFor();
    pc.fake.on(PATHS.menu, async () => old);
    await fetchMenu(app);
    await codeShown(page, 'menu-rollback');
    await shown(page, NGOH_HIANG.name);
    expect(await page.getByText(SATAY.name).count()).toBe(0);
    await seen(app, 'menu-refused');
    pc.fake.answer(PATHS.menu, flipped(old!.body, 300));
    await fetchMenu(app);
    await codeShown(page, 'not-opened');
  });
});
