import { join } from 'node:path';
import { openScreen } from '../tests/desktop/chromium.ts';
import { chooseSales, openDay } from '../tests/desktop/person.ts';
import { withDemoApp } from './demo-app.ts';
import { demoDayReport } from './demo-chain.ts';
import { SALES } from './demo-office.ts';

/** Takes the README's pictures: of both main screens, from the running app, and of a day's report. */
const path = (name: string): string => join(import.meta.dirname, `../docs/pictures/${name}.png`);

await withDemoApp(async ({ start }) => {
  const app = await start();
  const { page } = app;
  await page.getByText('Signed by So Power head office').first().waitFor();
  await page.screenshot({ path: path('menu'), animations: 'disabled' });
  await openDay(page);
  await chooseSales(app, SALES);
  await page.screenshot({ path: path('end-of-day'), animations: 'disabled' });
});

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
