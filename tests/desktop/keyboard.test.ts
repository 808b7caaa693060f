import { expect, test } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { eventually } from '../support/eventually.ts';
import { LAKSA } from '../support/office.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { enrolledPc } from './enrolled.ts';
import { shown } from './person.ts';
import type { RunningApp } from './running-app.ts';

/** The name of what has the focus. */
const focused = ({ page }: RunningApp): Promise<string | null> =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    const label = document.getElementById(element?.getAttribute('aria-labelledby') ?? '')?.textContent;
    return label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? null;
  });

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
  await eventually(async () => expect(await focused(app)).toBe('Passphrase'));
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
  await eventually(async () => expect(await focused(app)).toMatch(/^Head office has your sales for/));
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
