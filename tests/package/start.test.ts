import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { enrolledPc } from '../desktop/enrolled.ts';
import { launchApp } from '../desktop/launch-app.ts';
import { chooseSales, openDay, shown } from '../desktop/person.ts';
import { testFolder } from '../support/folders.ts';
import { salesFile } from '../support/sales.ts';

let main: string;

/** Far from this repository's node_modules. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spams-asar-'));
  extractAll(join(inject('packed').win, 'resources/app.asar'), folder);
  main = join(folder, 'out/main/index.js');
  return () => rm(folder, { recursive: true });
});

describe("the packed app, in Electron's double", () => {
  it('shows its first page on a new PC', async () => {
    const { page } = await launchApp({ userData: await testFolder(), main, isPackaged: true });
    await page.getByRole('heading', { name: 'Set up this PC' }).waitFor();
  });

  it('fetches a menu, and reads a sales file in its thread', async () => {
    const { office, launch } = await enrolledPc();
    await office.publish();
    const app = await launch({ main, isPackaged: true });
    await shown(app.page, 'Laksa');
    await openDay(app.page);
    await chooseSales(app, await salesFile());
    // What it says where the thread fails has no sums.
    await shown(app.page, /17\.80/);
    expect(app.log).toBe('');
  });
});
