import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { revoke } from '../../src/server/authority/branches.ts';
import { excuseDay } from '../../src/server/closings/excused.ts';
import { addDays } from '../../src/shared/business-date.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { eventually } from '../support/eventually.ts';
import { flipped } from '../support/office-documents.ts';
import { SALES, salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { seen } from './accessible.ts';
import { type EnrolledPc, enrolledPc } from './enrolled.ts';
import { chooseSales, codeShown, openDay, openMenu, rail, shown, signAndUpload } from './person.ts';
import type { RunningApp } from './running-app.ts';
import { screenReader } from './screen-reader.ts';

const openHistory = (page: Page): Promise<void> =>
  rail(page)
    .getByRole('button', { name: /^History/ })
    .click();

/** The cell of a date in the month that is shown. */
const cell = (page: Page, date: string): Locator => page.locator(`[data-date="${date}"]`);

const cellNames = (page: Page, state: string): Promise<number> =>
  page.getByRole('gridcell', { name: new RegExp(`: ${state}$`) }).count();

test('x', async () => {
  const pc = await enrolledPc();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Connected');
  await openHistory(page);
  await page.getByRole('grid').waitFor();
  await seen(app, 'history');
});
