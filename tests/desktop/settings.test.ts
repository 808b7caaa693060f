import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inGroups } from '../../src/renderer/app/in-groups.ts';
import { listClosings } from '../../src/server/closings/list.ts';
import { testFolder } from '../support/folders.ts';
import { SALES, salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { filesHolding } from '../support/tree.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { chooseSales, codeGone, codeShown, openDay, openSettings, shown, signAndUpload } from './person.ts';

const NEXT = 'kaya toast, soft eggs';

test('IT reads whose PC it is, until when its certificates are good, and a manager changes the passphrase', async () => {
  const { office, userData, launch } = await enrolledPc();
  const app = await launch();
  const { page } = app;
  await shown(page, 'Connected');
  await openSettings(page);
  const office_ = page.getByRole('region', { name: 'Head office' });
  await office_.getByText(inGroups(office.context.keys.root.fingerprint)).waitFor();
  await office_.getByText(/^Right, to within/).waitFor();
  await office_.getByText('Connected now').waitFor();
  await seen(app, 'settings');

  await page.getByRole('button', { name: 'Change passphrase of Mei 美' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the passphrase of Mei 美' });
  const current = dialog.getByLabel('Passphrase as it is now');
  await dialog.getByRole('button', { name: 'Change passphrase' }).click();
  await dialog.getByText('Type the passphrase as it is now.').waitFor();
  await current.fill('laksa and teh');
  await dialog.getByLabel('New passphrase').fill(NEXT);
  await dialog.getByText('Strong').waitFor();
  await dialog.getByLabel('The same again').fill(NEXT);
  await dialog.getByRole('button', { name: 'Change passphrase' }).click();
  await dialog.getByText("That passphrase doesn't open this key.").waitFor();
  await seen(app, 'settings-passphrase-wrong');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await dialog.getByText('The passphrase of Mei 美 is changed.').waitFor();
  await seen(app, 'settings-passphrase-changed');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });

  await openDay(page);
  await chooseSales(app, await salesFile());
  await signAndUpload(page, PASSPHRASE);
  await shown(page, /^That passphrase doesn't open this key/);
  await signAndUpload(page, NEXT);
  await page.getByRole('heading', { name: /^Head office has your sales for/ }).waitFor();
  expect(await listClosings(office.context.db, {})).toHaveLength(1);
  for (const secret of [PASSPHRASE, NEXT]) expect(await filesHolding(userData, secret)).toEqual([]);
});

test("the till's folder is chosen once; from then on a file that the till writes is offered without a click", async () => {
  const { launch } = await enrolledPc();
  const app = await launch();
  const { page } = app;
  const folder = join(await testFolder(), 'exports');
  await mkdir(folder);
  await shown(page, 'Connected');
  await openSettings(page);
  await shown(page, 'The one that the last file came from');
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await app.answerDialog({ canceled: false, filePaths: [folder] });
  await shown(page, folder);
  await openDay(page);
  await page.getByRole('heading', { name: 'File' }).waitFor();
  await writeFile(join(folder, 'day.csv'), SALES);
  await shown(page, "Today's export");
  await seen(app, 'day-export-came');
  await page.getByRole('button', { name: 'Use this file' }).click();
  await page.getByRole('heading', { name: 'Check' }).waitFor();

  await rename(folder, `${folder} away`);
  await openSettings(page);
  await codeShown(page, 'till-folder-missing');
  await page.getByRole('button', { name: 'Choose folder…' }).scrollIntoViewIfNeeded();
  await seen(app, 'settings-folder-missing');
  await page.getByRole('button', { name: "Don't use this folder" }).click();
  await codeGone(page, 'till-folder-missing');
});
