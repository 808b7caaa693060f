import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { revoke } from '../../src/server/authority/branches.ts';
import { excuseDay } from '../../src/server/closings/excused.ts';
import { listClosings } from '../../src/server/closings/list.ts';
import { addDays, businessDateAt } from '../../src/shared/business-date.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { eventually } from '../support/eventually.ts';
import { zoneAtNoon } from '../support/noon.ts';
import { flipped } from '../support/office-documents.ts';
import { MANAGER } from '../support/pki.ts';
import { SALES, salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { seen } from './accessible.ts';
import { type EnrolledPc, enrolledPc } from './enrolled.ts';
import { chooseSales, codeShown, openHistory, openMenu, rail, shown, signAndUpload } from './person.ts';
import type { RunningApp } from './running-app.ts';
import { screenReader } from './screen-reader.ts';

/** A business date so many days ago. */
const ago = (days: number): string => addDays(businessDateAt(new Date(), { timeZone: zoneAtNoon(), cutoff: 4 }), -days);

/** A PC that has sent sales for eighty days, of which only that is left that it did. */
async function usedPc(): Promise<EnrolledPc> {
  const pc = await enrolledPc();
  const first = uuidv7({ msecs: Date.now() - 80 * 24 * 60 * 60 * 1000 });
  await mkdir(join(pc.userData, 'branch', 'receipts', first), { recursive: true });
  return pc;
}

const cell = (page: Page, date: string) => page.locator(`[data-date="${date}"]`);

/** Chooses a day in the calendar, in whichever month it is. */
async function chooseDay(page: Page, date: string): Promise<void> {
  await page.getByRole('grid').waitFor();
  if ((await cell(page, date).count()) === 0) await page.getByRole('button', { name: 'Month before' }).click();
  await cell(page, date).click();
  await eventually(async () => expect(await cell(page, date).getAttribute('aria-selected')).toBe('true'));
}

const expectState = (page: Page, date: string, state: string): Promise<void> =>
  page
    .getByRole('gridcell', { name: new RegExp(`: ${state}$`) })
    .and(cell(page, date))
    .waitFor();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** From a day in the calendar to the signature of a file for it. */
async function sendFor(app: RunningApp, date: string, way: string, content = SALES): Promise<void> {
  await openHistory(app.page);
  await chooseDay(app.page, date);
  await button(app.page, way).click();
  await shown(app.page, /^The next file is taken for/);
  await chooseSales(app, await salesFile(content));
  expect(await app.page.getByLabel('Business day').inputValue()).toBe(date);
}

const SEND = 'Send the sales of this day';

test('a day is closed from the calendar, which says what became of it until its receipt is there to be printed', async () => {
  const pc = await usedPc();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  await openHistory(page);
  await chooseDay(page, ago(2));
  await expectState(page, ago(2), 'Missing');
  await shown(page, /^No sales of this day were sent from this PC/);
  await seen(app, 'history-missing');
  const goOn = pc.fake.hold(PATHS.closings);
  await button(page, SEND).click();
  await shown(page, /^The next file is taken for/);
  await seen(app, 'day-for-another-day');
  await chooseSales(app, await salesFile());
  await signAndUpload(page, PASSPHRASE);
  await shown(page, 'Waiting for the receipt');
  await openHistory(page);
  await shown(page, 'The sales of this day are on their way to head office.');
  await expectState(page, ago(2), 'Sending');
  await seen(app, 'history-sending');
  goOn();
  await shown(page, 'Head office has the sales of this day.');
  await expectState(page, ago(2), 'Receipt');
  const [closing] = await listClosings(pc.office.context.db, {});
  expect(closing).toMatchObject({ businessDate: ago(2), part: 'main' });
  await seen(app, 'history-delivered');
  await button(page, /^Show receipt of day_end/).click();
  await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
  expect((await page.getByRole('main').textContent())?.replace(/\s/g, '')).toContain(closing?.number);
  await seen(app, 'history-receipt');
  await page.keyboard.press('Control+p');
  await app.until(({ printed }) => printed.length === 1);
  await page.keyboard.press('Escape');
  const opener = button(page, /^Show receipt of day_end/);
  await eventually(async () => expect(await opener.evaluate((it) => it === document.activeElement)).toBe(true));
});

test('what was refused in an earlier run leads from the menu to its reason, and to a corrected file', async () => {
  const pc = await usedPc();
  const app = await pc.launch();
  await shown(app.page, 'Connected');
  let first: Buffer | undefined;
  pc.fake.on(PATHS.closings, async (asked, real) => {
    first ??= Buffer.from(asked.body);
    if (asked.body.equals(first)) asked.body = flipped(asked.body);
    return real();
  });
  await sendFor(app, ago(3), SEND);
  await signAndUpload(app.page, PASSPHRASE);
  await app.page.getByRole('heading', { name: /^Sales for .* were not taken yet$/ }).waitFor();
  await app.kill();
  const next = await pc.launch();
  const { page } = next;
  await shown(page, /^Head office could not take the sales of/);
  await rail(page).getByText('1 refused').waitFor();
  await seen(next, 'menu-refused');
  await button(page, 'See in History').click();
  await codeShown(page, 'not-opened');
  await expectState(page, ago(3), 'Refused');
  await seen(next, 'history-refused');
  await sendFor(next, ago(3), 'Send a corrected file', SALES.replace('Laksa', 'Mee goreng'));
  await button(page, /^Replace what was sent/).click();
  await signAndUpload(page, PASSPHRASE);
  await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
  await openMenu(page);
  await eventually(async () => expect(await page.getByText(/^Head office could not take/).count()).toBe(0));
  expect(await rail(page).getByText('refused').count()).toBe(0);
  await openHistory(page);
  await expectState(page, ago(3), 'Receipt');
  await shown(page, 'A later file counts instead of this one.');
  await seen(next, 'history-corrected');
});

test('a closed day, and what is queued and then on hold, are explained, also offline', async () => {
  const pc = await usedPc();
  await excuseDay(pc.office.context, { branch: 'SG-01', date: ago(1), reason: 'Carnival 狂欢节' }, 'tests');
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  pc.fake.vanish();
  await openHistory(page);
  await chooseDay(page, ago(1));
  await shown(page, 'Carnival 狂欢节');
  await expectState(page, ago(1), 'Closed');
  await seen(app, 'history-closed');
  await sendFor(app, ago(4), SEND);
  await signAndUpload(page, PASSPHRASE);
  await page.getByRole('heading', { name: /are queued$/ }).waitFor();
  await openHistory(page);
  await expectState(page, ago(4), 'Queued');
  await shown(page, /Closed days are as head office said them/);
  await seen(app, 'history-queued-offline');
  await revoke(pc.office.context, MANAGER, 'tests');
  pc.fake.behave();
  await app.wakeUp();
  await expectState(page, ago(4), 'On hold');
  await codeShown(page, 'manager-revoked');
  await seen(app, 'history-held');
});

test('the calendar is gone through, and a day chosen, by keyboard alone', async () => {
  const pc = await usedPc();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-date') ?? null);
  const press = async (key: string, date: string): Promise<void> => {
    await page.keyboard.press(key);
    await eventually(async () => expect(await focused()).toBe(date));
  };
  const tabTo = async (isThere: () => Promise<boolean>): Promise<void> => {
    for (let tabs = 0; tabs < 20 && !(await isThere()); tabs += 1) await page.keyboard.press('Tab');
    expect(await isThere()).toBe(true);
  };
  await tabTo(() => page.evaluate(() => document.activeElement?.textContent === 'History'));
  app.pause();
  await page.keyboard.press('Enter');
  await page.getByRole('progressbar', { name: 'Opening the history…' }).waitFor();
  await seen(app, 'history-loading');
  app.resume();
  await page.getByRole('grid').waitFor();
  await seen(app, 'history');
  await tabTo(async () => (await focused()) !== null);
  expect(await focused()).toBe(ago(0));
  await press('ArrowUp', ago(7));
  await press('ArrowLeft', ago(8));
  await press('ArrowRight', ago(7));
  const said = await screenReader(page);
  await page.keyboard.press('Enter');
  const missing = expect.stringContaining('No sales of this day were sent from this PC');
  await eventually(async () => expect(await said()).toEqual([missing]));
  expect(await focused()).toBe(ago(7));
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await eventually(async () => expect((await focused())?.slice(0, 7)).not.toBe(ago(7).slice(0, 7)));
  // Of what was sent first, only that it was is left.
  await page.keyboard.press('PageUp');
  await codeShown(page, 'state-damaged');
  await seen(app, 'history-damaged');
  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press('PageUp');
  const oldest = await focused();
  expect(oldest! < ago(80)).toBe(true);
  await page.keyboard.press('PageUp');
  expect(await focused()).toBe(`${oldest!.slice(0, 7)}-01`);
  await page.keyboard.press(' ');
  await shown(page, /^This PC was set up on/);
  await seen(app, 'history-before');
  await tabTo(() => page.evaluate(() => document.activeElement?.textContent === 'Go to today'));
  await page.keyboard.press('Enter');
  await cell(page, ago(0)).waitFor();
});
