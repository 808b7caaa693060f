import { expect, test } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { realTime } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { FakeOffice } from '../support/fake-office.ts';
import { testFolder } from '../support/folders.ts';
import { LAKSA, TestOffice } from '../support/office.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { enrolledPc } from './enrolled.ts';
import { launchApp } from './launch-app.ts';
import { chooseSales, openDay, openSettings, rail, shown } from './person.ts';
import type { RunningApp } from './running-app.ts';

/** The name of what has the focus. */
const focused = ({ page }: RunningApp): Promise<string | null> =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    const labelledBy = document.getElementById(element?.getAttribute('aria-labelledby') ?? '');
    const label = element instanceof HTMLTextAreaElement ? element.labels[0] : labelledBy;
    return label?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent ?? null;
  });

/** Waits until the focus is there. */
const focusOn = (app: RunningApp, name: RegExp): Promise<void> =>
  eventually(async () => expect(await focused(app)).toMatch(name));

/** Tabs on until the focus is there, as somebody without a mouse does; each stop must be visible. */
async function tabTo(app: RunningApp, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await app.page.keyboard.press('Tab');
    if (name.test((await focused(app)) ?? '')) return;
  }
  throw new Error(`no way by Tab to ${name}`);
}

test('the menu is fetched, searched and left again by keyboard alone', async () => {
  const pc = await enrolledPc();
  await pc.office.publish();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, /^New: this is version/);
  await pc.office.publish([{ ...LAKSA, available: false }]);
  await page.keyboard.press('Control+r');
  await shown(page, '1 change since your last menu: 1 sold out');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('curry');
  await shown(page, '1 dish found');
  await page.keyboard.press('Escape');
  await page.getByText('1 dish', { exact: true }).waitFor();
  await page.keyboard.press('Control+p');
  await app.until(({ printed }) => printed.length === 1);
  await tabTo(app, /^Fetch menu$/);
  await page.keyboard.press('Enter');
  await shown(page, /^Already the latest/);
});

test('the day is closed by keyboard alone', async () => {
  const pc = await enrolledPc();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  await page.keyboard.press('Control+u');
  await app.answerDialog({ canceled: false, filePaths: [await salesFile()] });
  await page.getByRole('heading', { name: 'Check' }).waitFor();
  await page.keyboard.press('Control+u');
  await focusOn(app, /^Passphrase$/);
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
  await focusOn(app, /^Head office has your sales for/);
  expect(await listClosings(pc.office.context.db, {})).toHaveLength(1);
  await page.keyboard.press('Control+p');
  await app.until(({ printed }) => printed.length === 1);
  await tabTo(app, /^Save as PDF$/);
  // A receipt is proof: no key that leaves other things loses it.
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
  await tabTo(app, /^Upload another file$/);
  await page.keyboard.press('Enter');
  await shown(page, 'its sales have been uploaded');
});

test('a PC is set up by keyboard alone', async () => {
  const office = await TestOffice.start(realTime());
  const fake = await FakeOffice.start(office);
  const answer = fake.hold(PATHS.cacerts);
  const invite = fake.invite(await office.addBranch());
  const app = await launchApp({ userData: await testFolder() });
  for (const button of [/^Use another invite$/, /^Yes, set up this PC$/]) {
    await focusOn(app, /^Invite$/);
    await app.page.keyboard.insertText(invite);
    await tabTo(app, /^Continue$/);
    await app.page.keyboard.press('Enter');
    await focusOn(app, /^Is this your head office\?$/);
    await tabTo(app, button);
    await app.page.keyboard.press('Enter');
  }
  await focusOn(app, /^Setting up this PC…$/);
  answer();
  await rail(app.page).waitFor();
  await focusOn(app, /^Menu/);
});

test('a dialog that is closed gives the focus back to what opened it', async () => {
  const pc = await enrolledPc();
  await pc.office.publish();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Signed by So Power head office');
  const expectGivenBack = async (opener: string): Promise<void> => {
    await page.getByRole('button', { name: opener }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await focusOn(app, new RegExp(`^${opener}`));
  };
  await expectGivenBack('Details');
  await openSettings(page);
  await expectGivenBack('Set up a manager');
  await expectGivenBack('Change passphrase of Mei 美');
  await openDay(page);
  await chooseSales(app, await salesFile());
  await expectGivenBack('Something read wrongly');
});

test('an upload is cancelled by keyboard alone, and then sent', async () => {
  const pc = await enrolledPc();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  await page.keyboard.press('Control+u');
  await app.answerDialog({ canceled: false, filePaths: [await salesFile()] });
  await focusOn(app, /^Check$/);
  const sign = async (): Promise<void> => {
    await page.keyboard.press('Control+u');
    await focusOn(app, /^Passphrase$/);
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await focusOn(app, /^Uploading your sales$/);
    await tabTo(app, /^Cancel$/);
  };
  const connect = pc.fake.hold(PATHS.office);
  await sign();
  await page.keyboard.press('Enter');
  await shown(page, 'Cancelling…');
  await focusOn(app, /^Cancel$/);
  connect();
  await focusOn(app, /^Sign and send$/);
  const receive = pc.fake.hold(PATHS.closings);
  await sign();
  await shown(page, 'Waiting for the receipt');
  // It is too late to cancel, and the focus is still there.
  await focusOn(app, /^Cancel$/);
  receive();
  await focusOn(app, /^Head office has your sales for/);
});

test('every control that Tab reaches shows where the focus is', async () => {
  const pc = await enrolledPc();
  await pc.office.publish();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Signed by So Power head office');
  const unseen = new Set<string | null>();
  for (let tabs = 0; tabs < 20; tabs += 1) {
    await page.keyboard.press('Tab');
    const isSeen = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const drawn = (): string =>
        [element, element.parentElement!]
          .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::after')])
          .map(({ outline, boxShadow, border, transform, opacity }) => [outline, boxShadow, border, transform, opacity])
          .join();
      const focused = drawn();
      element.blur();
      const left = drawn();
      element.focus();
      return element === document.body || focused !== left;
    });
    if (!isSeen) unseen.add(await focused(app));
  }
  expect([...unseen]).toEqual([]);
});
