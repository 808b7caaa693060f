import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningApp } from './running-app.ts';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fluent keeps the focus inside a menu by elements that nobody sees or reads. */
const EXCEPT = { exclude: ['[data-tabster-dummy]'] };

/** What axe says of all that is right is long. */
const RUN = `axe.run(${JSON.stringify(EXCEPT)}, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;

/** Takes a picture of what is shown, which must be accessible. */
export async function seen(app: RunningApp, name: string): Promise<void> {
  await settled(app.page);
  await expectAccessible(app.page);
  await app.screenshot(name);
}

/** Waits until nothing fades in or moves any more, but for what goes on without end: half faded in, any text is too pale. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });

/** Asserts that axe finds nothing wrong with what is shown, and that nothing of it lies beside the window. */
export async function expectAccessible(page: Page): Promise<void> {
  if (await page.evaluate(`!('axe' in window)`)) await page.evaluate(source);
  const violations: Result[] = await page.evaluate(RUN);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
