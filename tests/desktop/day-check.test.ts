import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { addDays } from '../../src/shared/business-date.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { chooseSales, openDay, shown, signAndUpload } from './person.ts';

async function atTheDay() {
  const pc = await enrolledPc();
  const app = await pc.launch();
  await shown(app.page, 'Connected');
  await openDay(app.page);
  return { pc, app, page: app.page };
}

const receiptShown = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();

/** A dish's net, discount and tax, by who paid how; its grand total is 1.00 too much. */
const FULL = [
  'Date,Time,Category,Item,Qty,Gross Sales,Discounts,Net Sales,Tax,Tip,Payment',
  '2026-11-22,12:10,Mains,Laksa,2,13.00,1.00,12.00,1.08,0.50,Card',
  '2026-11-22,19:30,Drinks,Kopi,3,4.80,0.00,4.80,0.43,0.00,Cash',
  ',,,Total,5,17.80,1.00,17.80,1.51,0.50,',
].join('\r\n');

/** Its columns are called as no till calls them. */
const STRANGE = 'Qq;Zz;Ww\r\nLaksa;2;13,000\r\nKopi;3;4,800\r\n';

/** Chooses from a list by its keys alone. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  const select = page.getByLabel(label, { exact: true });
  await select.focus();
  await page.keyboard.type(option);
  await page.waitForFunction(([element, text]) => (element as HTMLSelectElement).selectedOptions[0]?.text === text, [
    await select.elementHandle(),
    option,
  ] as const);
}

/** The day of the month in a date's words. */
const dayOf = (date: string): RegExp => new RegExp(`\\b${Number(date.slice(8))}\\b`);

describe('the check of a sales file', () => {
  test('shows all that was counted, beside the totals that the file states', async () => {
    const { app, page } = await atTheDay();
    await chooseSales(app, await salesFile(FULL));
    for (const text of ['Gross sales', 'Discounts', 'Tax', 'Tips', 'Top items']) await shown(page, text);
    await shown(page, 'Items sold 5 in row 4, the same as counted here');
    await shown(page, 'Net sales $17.80 in row 4, $16.80 counted here: the file says $1.00 more');
    await page.getByText('By category, payment and time of day').focus();
    await page.keyboard.press('Enter');
    for (const name of ['Mains', 'Card', 'Lunch']) await page.getByRole('rowheader', { name }).waitFor();
    await seen(app, 'day-check-totals');
  });

  test('asks which day it is when most rows are of another', async () => {
    const { pc, app, page } = await atTheDay();
    const earlier = addDays(pc.office.clock.now().toISOString().slice(0, 10), -2);
    const fileOf = (day: string, ...rows: string[]): Promise<string> =>
      salesFile(['Item,Quantity,Amount,Date', ...rows.map((row) => `${row},${day}`)].join('\r\n'));
    const rows = ['Laksa,2,13.00', 'Kopi,3,4.80'];
    const question = /^Most rows are from .+, but the file is taken for .+\. Which day is it\?/;
    await chooseSales(app, await fileOf('2019-11-22', ...rows));
    await shown(page, /^Most rows are from .*2019, and head office doesn't take sales of that day now/);
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await chooseSales(app, await fileOf(earlier, ...rows));
    await shown(page, question);
    await page.getByRole('button', { name: dayOf(await page.getByLabel('Business day').inputValue()) }).click();
    await page.getByText(question).waitFor({ state: 'detached' });
    await app.dropFiles([await fileOf(earlier, ...rows, 'Teh,1,1.20')], page.getByRole('heading', { name: 'Check' }));
    await shown(page, question);
    await seen(app, 'day-check-other-day');
    await page.getByRole('button', { name: dayOf(earlier) }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Which day is it?').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Business day').inputValue()).toBe(earlier);
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(page);
    expect(await listClosings(pc.office.context.db, {})).toMatchObject([{ businessDate: earlier }]);
  });

  test('what was read wrongly is corrected by keyboard, for the next file too, and taken back', async () => {
    const { pc, app, page } = await atTheDay();
    await chooseSales(app, await salesFile(STRANGE));
    await shown(page, 'No sales were recognised in this file.');
    await page.getByRole('button', { name: 'Something read wrongly?' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await pick(page, 'Decimal mark', 'comma: 6,50');
    for (const [role, header] of [
      ['Item', 'Qq'],
      ['Quantity', 'Zz'],
      ['Net sales', 'Ww'],
    ] as const)
      await pick(page, role, header);
    await seen(app, 'day-correct');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Read again' }).focus();
    await page.keyboard.press('Enter');
    await shown(page, 'Files like this one are read as you said.');
    await shown(page, '$17.80');
    await seen(app, 'day-corrected');
    await signAndUpload(page, PASSPHRASE);
    await receiptShown(page);
    expect(await listClosings(pc.office.context.db, {})).toMatchObject([{ totals: { lines: 2, net: 1780 } }]);
    await page.getByRole('button', { name: 'Upload another file' }).click();
    await chooseSales(app, await salesFile(STRANGE.replace('Laksa', 'Mee')));
    await shown(page, 'Files like this one are read as you said.');
    await page.getByRole('button', { name: 'Read it as SPAMS would' }).focus();
    await page.keyboard.press('Enter');
    await shown(page, 'No sales were recognised in this file.');
  });
});
