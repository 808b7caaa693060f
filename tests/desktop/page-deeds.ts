import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Drops a file of this PC, as from a folder's window: its path comes with it. */
export async function dropFile(page: Page, path: string, on: Locator): Promise<void> {
  const { x, y, width, height } = (await on.boundingBox())!;
  const session = await page.context().newCDPSession(page);
  const drag = { x: x + width / 2, y: y + height / 2, data: { items: [], files: [path], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...drag });
  }
  await session.detach();
}

export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(import.meta.dirname, `../../out/screenshots/${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}
