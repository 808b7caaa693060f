import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PATHS } from '../../src/shared/protocol.ts';
import { eventually } from '../support/eventually.ts';
import { LAKSA } from '../support/office.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { seen } from './accessible.ts';
import { type EnrolledPc, enrolledPc } from './enrolled.ts';
import { chooseSales, codeShown, openDay, openMenu, shown, signAndUpload } from './person.ts';
import { screenReader } from './screen-reader.ts';

const aboutMenu = (page: Page, text: RegExp): Promise<void> =>
  page.getByRole('region', { name: 'About this menu' }).getByText(text).waitFor();

describe('of the menu, a screen reader says', () => {
  test('what a person asked for, and what is new, but not that a check by itself found nothing', async () => {
    const pc = await enrolledPc();
    await pc.office.publish([LAKSA]);
    const app = await pc.launch();
    await aboutMenu(app.page, /^New: this is version/);
    const said = await screenReader(app.page);
    await app.wakeUp();
    await aboutMenu(app.page, /^Already the latest/);
    expect(await said()).toEqual([]);
    await app.page.getByRole('button', { name: 'Fetch menu' }).click();
    const asked = ['Fetching…', expect.stringMatching(/^Already the latest/)];
    await eventually(async () => expect(await said()).toEqual(asked));
    await pc.office.publish([{ ...LAKSA, price: 700 }]);
    await app.wakeUp();
    const isNew = expect.stringMatching(/^New: this is version/);
    await eventually(async () => expect(await said()).toEqual([...asked, isNew]));
  });

  test('what was asked for from another screen', async () => {
    const pc = await enrolledPc();
    await pc.office.publish([LAKSA]);
    const app = await pc.launch();
    await aboutMenu(app.page, /^New: this is version/);
    await openDay(app.page);
    const said = await screenReader(app.page);
    await app.page.keyboard.press('Control+r');
    await eventually(async () => expect((await said()).at(-1)).toMatch(/^Already the latest/));
  });

  test('that it has ended', async () => {
    const pc = await enrolledPc();
    await pc.office.publish([LAKSA], { validUntil: new Date(Date.now() + 3_000) });
    const app = await pc.launch();
    const said = await screenReader(app.page);
    await shown(app.page, /^This menu ended at/);
    // It may have ended before the window was there to say so: then the next check tells it.
    await app.wakeUp();
    const ended = async () => (await said()).filter((text) => text.startsWith('This menu ended at'));
    await eventually(async () => expect(await ended()).toHaveLength(1));
  });
});

const LONG_MENU = Array.from({ length: 50 }, (_, index) => ({ ...LAKSA, code: `${index}` }));

async function readyToUpload() {
  const pc = await enrolledPc();
  await pc.office.publish(LONG_MENU);
  const app = await pc.launch();
  await shown(app.page, 'Connected');
  await openDay(app.page);
  await chooseSales(app, await salesFile());
  return { pc, app, page: app.page, said: await screenReader(app.page) };
}

/** Requests for a path wait until the test lets them go on. */
function gated({ fake }: EnrolledPc, path: string): () => void {
  const gate = Promise.withResolvers<void>();
  fake.on(path, async (_, real) => {
    await gate.promise;
    return real();
  });
  return gate.resolve;
}

const DELIVERED = /^Head office has your sales for/;
const QUEUED = /^Sales for .* are queued/;

describe('of an upload, a screen reader says', () => {
  test.each([
    ['delivered', DELIVERED],
    ['queued', QUEUED],
  ])('once that it is %s: at its heading, where the focus goes', async (outcome, title) => {
    const { pc, page, said } = await readyToUpload();
    if (outcome === 'queued') pc.fake.vanish();
    await signAndUpload(page, PASSPHRASE);
    const heading = page.getByRole('heading', { name: title });
    await heading.waitFor();
    await eventually(async () => expect(await heading.evaluate((it) => it === document.activeElement)).toBe(true));
    const texts = await said();
    expect(texts).toContain('Signing');
    expect(texts.filter((text) => title.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes("Can't reach head office")).length).toBeLessThan(2);
  });

  test('also on another screen that it came through, which is shown there until the person goes to it', async () => {
    const { pc, app, page, said } = await readyToUpload();
    const goOn = gated(pc, PATHS.closings);
    await signAndUpload(page, PASSPHRASE);
    await openMenu(page);
    goOn();
    await shown(page, DELIVERED);
    await seen(app, 'menu-upload-delivered');
    const { y, height } = (await page.getByRole('button', { name: 'Go to End of day' }).boundingBox())!;
    expect(y + height).toBeLessThan(await page.evaluate(() => innerHeight));
    expect((await said()).filter((text) => DELIVERED.test(text))).toHaveLength(1);
    await page.getByRole('button', { name: 'Go to End of day' }).click();
    await page.getByRole('heading', { name: DELIVERED }).waitFor();
    await openMenu(page);
    await page.getByRole('heading', { name: 'Menu', exact: true }).waitFor();
    expect(await page.getByText(DELIVERED).count()).toBe(0);
  });

  test('also on another screen that it failed', async () => {
    const { pc, app, page, said } = await readyToUpload();
    const goOn = gated(pc, PATHS.office);
    await signAndUpload(page, 'not this one');
    await openMenu(page);
    goOn();
    await codeShown(page, 'passphrase-wrong');
    await seen(app, 'menu-upload-failed');
    expect((await said()).at(-1)).toContain("That passphrase doesn't open this key.");
    await page.getByRole('button', { name: 'Go to End of day' }).click();
    await signAndUpload(page, PASSPHRASE);
    await page.getByRole('heading', { name: DELIVERED }).waitFor();
  });

  test('also on another screen that what was queued has come through', async () => {
    const { pc, app, page, said } = await readyToUpload();
    pc.fake.vanish();
    await signAndUpload(page, PASSPHRASE);
    await page.getByRole('heading', { name: QUEUED }).waitFor();
    await openMenu(page);
    pc.fake.behave();
    await app.wakeUp();
    await shown(page, DELIVERED);
    expect((await said()).filter((text) => DELIVERED.test(text))).toHaveLength(1);
  });
});

test('the End of day is being opened, until what was kept of it is there', async () => {
  const pc = await enrolledPc();
  const app = await pc.launch();
  await shown(app.page, 'Connected');
  app.pause();
  await openDay(app.page);
  await app.page.getByRole('progressbar', { name: 'Opening the day…' }).waitFor();
  await seen(app, 'day-loading');
  app.resume();
  await shown(app.page, "Drop the day's sales file here");
});
