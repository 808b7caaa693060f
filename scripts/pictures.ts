import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { businessDateAt } from '../src/shared/business-date.ts';
import { openScreen } from '../tests/desktop/chromium.ts';
import { chooseSales, openDay } from '../tests/desktop/person.ts';
import { zoneAtNoon } from '../tests/support/noon.ts';
import { withDemoApp } from './demo-app.ts';
import { demoDayReport } from './demo-chain.ts';
import { SALES } from './demo-office.ts';

/** Takes the README's pictures: of both main screens, from the running app, and of a day's report. */
const path = (name: string): string => join(import.meta.dirname, `../docs/pictures/${name}.png`);

/** The sample's sales, as if the till had written them today. */
async function salesOfToday(folder: string): Promise<string> {
  const today = businessDateAt(new Date(), { timeZone: zoneAtNoon(), cutoff: 4 });
  const file = join(folder, basename(SALES));
  await writeFile(file, (await readFile(SALES, 'utf8')).replaceAll('2026-11-22', today));
  return file;
}

const folder = await mkdtemp(join(tmpdir(), 'spams-pictures-'));
await withDemoApp(async ({ start }) => {
  const app = await start();
  const { page } = app;
  await page.getByText('Signed by So Power head office').first().waitFor();
  await page.screenshot({ path: path('menu'), animations: 'disabled' });
  await openDay(page);
  await chooseSales(app, await salesOfToday(folder));
  await page.screenshot({ path: path('end-of-day'), animations: 'disabled' });
});

await rm(folder, { recursive: true });

const report = await demoDayReport();
const screen = await openScreen('headless');
try {
  const page = await screen.context.newPage();
  await page.setViewportSize({ width: 1100, height: 1400 });
  await page.setContent(report);
  await page.screenshot({ path: path('day-report') });
} finally {
  await screen.stop();
}
