import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const TRIES = 20;

/** Drops a file of this PC, as from a folder's window: its path comes with it. */
export async function dropFile(page: Page, path: string, on: Locator): Promise<void> {
  const { x, y, width, height } = (await on.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const drag = { x: x + width / 2, y: y + height / 2, data: { items: [], files: [path], dragOperationsMask: 1 } };
  await page.evaluate(
    `dropped = false; addEventListener('drop', () => { dropped = true; }, { once: true, capture: true })`,
  );
  // A page that has not answered yet whether it takes what is held over it, takes nothing.
  for (let tries = 0; tries < TRIES && !(await page.evaluate('dropped')); tries += 1) {
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...drag });
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    }
  }
  await session.detach();
}

export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(import.meta.dirname, `../../out/screenshots/${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}
