import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folders.ts';
import { SALES, salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { filesHolding } from '../support/tree.ts';
import { seen } from './accessible.ts';
import { type EnrolledPc, enrolledPc } from './enrolled.ts';
import { chooseSales, codeGone, codeShown, openDay, openMenu, shown, signAndUpload } from './person.ts';
import type { RunningApp } from './running-app.ts';

const received = ({ office }: EnrolledPc) => listClosings(office.context.db, {});

/** The End of day screen, once head office was reached. */
async function atTheDay() {
  const pc = await enrolledPc();
  const app = await pc.launch();
  await app.page.getByText('Connected').waitFor();
  await openDay(app.page);
  return { pc, app, page: app.page };
}

const receiptShown = ({ page }: RunningApp) => page.getByRole('heading', { name: /^Head office has your sales for/ });

describe('the end of the day', () => {
  test('a file is chosen and checked, signed after a mistyped passphrase, sent, and its receipt is shown', async () => {
    const { pc, app, page } = await atTheDay();
    await seen(app, 'day');
    await chooseSales(app, await salesFile());
    for (const text of ['2 lines', '$17.80', 'Laksa', 'Kopi']) {
      await page.getByRole('main').getByText(text).first().waitFor();
    }
    await seen(app, 'day-check');
    await signAndUpload(page, 'not this one');
    await page.getByText("That passphrase doesn't open this key.").waitFor();
    expect(await page.getByLabel('Passphrase').inputValue()).toBe('');
    await seen(app, 'day-wrong-passphrase');
    // A person's caps lock can't be switched by a test; the key event that tells of it can be sent.
    await page.getByLabel('Passphrase').dispatchEvent('keydown', { key: 'a', modifierCapsLock: true });
    await page.getByText('Caps lock is on.').waitFor();
    await seen(app, 'day-caps-lock');
    expect(await received(pc)).toEqual([]);
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await seen(app, 'day-receipt');
    const [closing] = await received(pc);
    const shown = (await page.getByRole('main').textContent())?.replace(/\s/g, '');
    expect(shown).toContain(closing?.number);
    expect(await filesHolding(pc.userData, PASSPHRASE)).toEqual([]);
    expect(app.log).not.toContain(PASSPHRASE);
  });

  test('a receipt that could not be saved is printed instead, and the trouble is over', async () => {
    const { app, page } = await atTheDay();
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await app.answerDialog({ canceled: false, filePath: join(await testFolder(), 'no such folder', 'receipt.pdf') });
    await codeShown(page, 'file-not-found');
    await seen(app, 'day-receipt-not-saved');
    await app.breakPrinter('Print job failed');
    await page.getByRole('button', { name: 'Print' }).click();
    await codeShown(page, 'printing-failed');
    await codeGone(page, 'file-not-found');
    await seen(app, 'day-receipt-not-printed');
    await app.breakPrinter('Print job canceled');
    await page.getByRole('button', { name: 'Print' }).click();
    await codeGone(page, 'printing-failed');
    await app.breakPrinter(undefined);
    await page.getByRole('button', { name: 'Print' }).click();
    await app.until(({ printed }) => printed.length === 1);
  });

  test('progress is told in words', async () => {
    const { pc, app, page } = await atTheDay();
    // Head office reads slowly: nothing is answered until the test says so.
    const goOn = pc.fake.hold(PATHS.closings);
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await page.getByText('Waiting for the receipt').first().waitFor();
    await seen(app, 'day-sending');
    goOn();
    await receiptShown(app).waitFor();
    expect(await received(pc)).toHaveLength(1);
  });

  test('can be cancelled until it is sent, and then nothing was', async () => {
    const { pc, app, page } = await atTheDay();
    await chooseSales(app, await salesFile());
    const goOn = pc.fake.hold(PATHS.office);
    await signAndUpload(page, PASSPHRASE);
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await seen(app, 'day-signing');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelling…').first().waitFor();
    await seen(app, 'day-cancelling');
    goOn();
    await page.getByText('Cancelled. Nothing was sent.').first().waitFor();
    await seen(app, 'day-cancelled');
    expect(await received(pc)).toEqual([]);
    expect(await page.getByText('waiting').count()).toBe(0);
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    expect(await received(pc)).toMatchObject([{ revision: 1 }]);
  });

  test('a second file of a day replaces what was sent, or is another till', async () => {
    const { pc, app, page } = await atTheDay();
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await page.getByRole('button', { name: 'Upload another file' }).click();
    await page.getByText('its sales have been uploaded').first().waitFor();
    await chooseSales(app, await salesFile(SALES.replace('Laksa', 'Mee goreng'), 'day_end_2.csv'));
    await page.getByText('What is this file?').waitFor();
    await seen(app, 'day-already-closed');
    await page.getByRole('button', { name: /^Replace what was sent/ }).click();
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await page.getByRole('button', { name: 'Upload another file' }).click();
    await chooseSales(app, await salesFile(SALES.replace('Laksa', 'Beer'), 'bar.csv'));
    await page.getByRole('button', { name: /^Add another till's file/ }).click();
    const till = page.getByLabel('Name of the till');
    expect(await till.inputValue()).toBe('till-2');
    await seen(app, 'day-another-till');
    await till.fill('main');
    await page.getByText('A file of this till was already sent').waitFor();
    await seen(app, 'day-till-taken');
    await till.fill('till-2');
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    const closings = (await received(pc)).map(({ part, revision }) => `${part} ${revision}`);
    expect(closings.sort()).toEqual(['main 1', 'main 2', 'till-2 1']);
  });

  test('a receipt that was left is shown again, also after a restart, and the file that was checked stays', async () => {
    const { pc, app, page } = await atTheDay();
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await page.getByRole('button', { name: 'Upload another file' }).click();
    await chooseSales(app, await salesFile(SALES.replace('Laksa', 'Beer'), 'bar.csv'));
    await page.getByRole('button', { name: 'Show receipt' }).click();
    await receiptShown(app).waitFor();
    await page.getByRole('button', { name: 'Upload another file' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /^Add another till's file/ }).click();
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await app.kill();
    const next = await pc.launch();
    await openDay(next.page);
    await next.page.getByRole('button', { name: 'Show receipt of the main till' }).waitFor();
    await seen(next, 'day-closed');
    await next.page.getByRole('button', { name: 'Show receipt of till-2' }).click();
    await receiptShown(next).waitFor();
    const till = (await received(pc)).find(({ part }) => part === 'till-2');
    const shown = (await next.page.getByRole('main').textContent())?.replace(/\s/g, '');
    expect(shown).toContain(till?.number);
  });

  test('a file that changed after it was checked is shown again before it is signed', async () => {
    const { pc, app, page } = await atTheDay();
    const path = await salesFile();
    await chooseSales(app, path);
    const changed = SALES.replace('2,6.50,13.00', '4,6.50,26.00');
    await writeFile(path, changed);
    await signAndUpload(page, PASSPHRASE);
    await codeShown(page, 'file-changed');
    await page.getByText('30.80').first().waitFor();
    await seen(app, 'day-file-changed');
    await rm(path);
    await signAndUpload(page, PASSPHRASE);
    await codeShown(page, 'file-not-found');
    await seen(app, 'day-file-gone');
    await writeFile(path, changed);
    expect(await received(pc)).toEqual([]);
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
  });

  test('what cannot be understood is said, and sent all the same', async () => {
    const { pc, app, page } = await atTheDay();
    await chooseSales(app, await salesFile('Dear head office, we sold a lot today.\n', 'letter.txt'));
    await page.getByText('No sales were recognised in this file.').waitFor();
    await seen(app, 'day-not-understood');
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(app).waitFor();
    await shown(page, 'A person at head office will look at this file. You need not do anything.');
    expect(await received(pc)).toMatchObject([{ needsReview: true }]);
  });
});

describe('while head office is away', () => {
  test('sales are queued, the window may be closed, and they are sent when it is back', async () => {
    const { pc, app, page } = await atTheDay();
    pc.fake.vanish();
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await page.getByText('Your sales are signed and safe on this PC.').waitFor();
    await page.getByText('1 waiting').first().waitFor();
    await seen(app, 'day-queued');
    expect(app.desktop.tray?.toolTip).toBe('SPAMS: sales waiting to be sent');
    await app.close();
    await app.until(({ windows }) => windows.every(({ isVisible }) => !isVisible));
    pc.fake.behave();
    await app.chooseInTray('Send now');
    expect(await app.ended).toEqual({ code: 0, signal: null });
    expect(await received(pc)).toHaveLength(1);
    const next = await pc.launch();
    await openDay(next.page);
    await next.page.getByText('its sales have been uploaded').first().waitFor();
  });

  test('the receipt takes the place of what is queued on the screen', async () => {
    const { pc, app, page } = await atTheDay();
    pc.fake.vanish();
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await page.getByText('Your sales are signed and safe on this PC.').waitFor();
    pc.fake.behave();
    await page.getByRole('button', { name: 'Send now' }).click();
    await receiptShown(app).waitFor();
    await app.until(({ tray }) => tray === null);
  });

  test('a power cut loses nothing of what was queued, or of the file that was being checked', async () => {
    const { pc, app, page } = await atTheDay();
    pc.fake.vanish();
    await chooseSales(app, await salesFile());
    await signAndUpload(page, PASSPHRASE);
    await page.getByText('Your sales are signed and safe on this PC.').waitFor();
    await page.getByRole('button', { name: 'Upload another file' }).click();
    await chooseSales(app, await salesFile(SALES, 'bar.csv'));
    await app.kill();
    const next = await pc.launch();
    await next.page.getByText('1 waiting').first().waitFor();
    await openDay(next.page);
    await next.page.getByText('bar.csv').first().waitFor();
    await openMenu(next.page);
    await openDay(next.page);
    await next.page.getByText('bar.csv').first().waitFor();
    pc.fake.behave();
    await next.wakeUp();
    await eventually(async () => expect(await received(pc)).toHaveLength(1));
  });
});
