import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayReport } from '../../src/server/reports/day.ts';
import { reportPage } from '../../src/server/reports/html/page.ts';
import { expectAccessible } from './accessible.ts';
import { openScreen, type Screen } from './chromium.ts';

const NAME = '<img src=x onerror="alert(1)"> & מסעדה';

const share = (name: string | null, quantity: number, net: number) => ({ name, quantity, net });

const trend = { net: 11000, before: 10000, difference: 1000, percent: 10, compared: 1 };
const day = { branch: 'SG-02', name: NAME, businessDate: '2026-11-22' };
const totals = { currency: 'SGD', lines: 4, quantity: 18 };
const amounts = { gross: 12000, discounts: 1000, refunds: null, tax: null, tips: null };
const closing = {
  ...{ number: '7K2M9QXA', branch: 'SG-01', businessDate: '2026-11-22', part: 'main', revision: 1, fileName: NAME },
  totals: { ...totals, ...amounts, net: 11000 },
};

const REPORT: DayReport = {
  kind: 'day',
  from: '2026-11-22',
  to: '2026-11-22',
  before: { from: '2026-11-15', to: '2026-11-15' },
  branch: null,
  branches: [{ branch: 'SG-01', name: NAME, currency: 'SGD', days: 1, ...trend }],
  currencies: [
    {
      ...{ ...totals, ...amounts, ...trend },
      topItems: [{ name: NAME, quantity: 7, net: 7000 }],
      byTender: [share('Card', 7, 7000), share(null, 11, 4000)],
      byDayPart: [share('lunch', 18, 11000)],
      byCategory: [share(NAME, 18, 11000)],
    },
  ],
  missing: [{ ...day, over: true, held: 1 }],
  excused: [{ ...day, reason: NAME }],
  needsReview: [closing],
  held: [closing],
};

let screen: Screen;
let page: Page;

beforeAll(async () => {
  screen = await openScreen('headless');
  page = await screen.context.newPage();
  await page.setContent(reportPage(REPORT, { name: NAME, at: new Date('2026-11-23T02:00:00Z') }));
});
afterAll(() => screen.stop());

describe("when a day's report is opened in a browser", () => {
  it.each([
    { colorScheme: 'light', width: 1100 },
    { colorScheme: 'dark', width: 800 },
    { colorScheme: 'light', width: 360 },
  ] as const)('is accessible in the $colorScheme, $width pixels wide', async ({ colorScheme, width }) => {
    await page.emulateMedia({ colorScheme, media: 'screen' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  });

  it('shows names as they are, and makes no markup of them', async () => {
    expect(await page.locator('img, script, a, form, iframe').count()).toBe(0);
    expect(await page.getByRole('rowheader', { name: NAME }).count()).toBe(3);
    expect(await page.title()).toBe(`Sales of Sunday 22 November 2026 · ${NAME}`);
  });

  it('has a caption for each table and a heading for each column of figures', async () => {
    const tables = page.locator('table');
    const captions = await tables.locator('caption').allTextContents();
    expect(captions).toHaveLength(await tables.count());
    for (const start of ['Net by branch, SGD', 'Top items, SGD', 'By tender, SGD', 'Missing', 'Excused', 'On hold'])
      expect(captions.some((caption) => caption.startsWith(start))).toBe(true);
    expect(await page.getByRole('row', { name: 'Other or not stated 11 40.00' }).count()).toBe(1);
  });

  it('fits on paper, in ink', async () => {
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return [backgroundColor, color];
    });
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    const folder = join(import.meta.dirname, '../../out/screenshots');
    await mkdir(folder, { recursive: true });
    const pdf = await page.pdf({ preferCSSPageSize: true, path: join(folder, 'day-report.pdf') });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
