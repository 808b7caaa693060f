import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const TRIES = 20;

const OVER = ['dragEnter', 'dragOver', 'dragOver'] as const;

/** Holds files of this PC over something, as from a folder's window: their paths come with them. */
export const dragFiles = (page: Page, paths: string[], on: Locator): Promise<void> => drag(page, paths, on, OVER);

/** Drops them there. */
export async function dropFiles(page: Page, paths: string[], on: Locator): Promise<void> {
  await page.evaluate(
    `dropped = false; addEventListener('drop', () => { dropped = true; }, { once: true, capture: true })`,
  );
  // A page that has not answered yet whether it takes what is held over it, takes nothing.
  for (let tries = 0; tries < TRIES && !(await page.evaluate('dropped')); tries += 1) {
    await drag(page, paths, on, [...OVER, 'drop']);
  }
}

async function drag(
  page: Page,
  files: string[],
  on: Locator,
  events: readonly ((typeof OVER)[number] | 'drop')[],
): Promise<void> {
  const { x, y, width, height } = (await on.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const dragged = { x: x + width / 2, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of events) {
    await session.send('Input.dispatchDragEvent', { type, ...dragged });
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  }
  await session.detach();
}

export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(import.meta.dirname, `../../out/screenshots/${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}
