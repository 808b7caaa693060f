import { join } from 'node:path';
import { chooseSales, openDay } from '../tests/desktop/person.ts';
import { withDemoApp } from './demo-app.ts';
import { SALES } from './demo-office.ts';

/** Takes the README's pictures of both main screens, from the running app. */
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
