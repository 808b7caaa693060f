import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScreen } from '../tests/desktop/chromium.ts';
import { DoubleApp } from '../tests/desktop/double-app.ts';
import { pasteInvite, rail, setUpManager } from '../tests/desktop/person.ts';
import { zoneAtNoon } from '../tests/support/noon.ts';
import { type DemoOffice, demoOffice } from './demo-office.ts';

export const PASSPHRASE = 'laksa and kopi, every day';

/** The built app beside an office of its own, set up as a person sets it up. */
export interface DemoApp {
  office: DemoOffice;
  /** Starts the app on the same PC. */
  start(): Promise<DoubleApp>;
}

/** Makes one in a temporary folder, for as long as `work` takes. */
export async function withDemoApp(work: (demo: DemoApp) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-demo-'));
  const office = await demoOffice(folder);
  await office.command('branch', 'set', 'SG-01', '--timezone', zoneAtNoon());
  const screen = await openScreen('headless');
  const start = () => DoubleApp.start(screen, { userData: join(folder, 'user') });
  try {
    await setUp(await start(), office);
    await work({ office, start });
  } finally {
    await screen.stop();
    await office.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function setUp(app: DoubleApp, { device, manager }: DemoOffice): Promise<void> {
  const { page } = app;
  await pasteInvite(page, device);
  await page.getByRole('button', { name: 'Yes, set up this PC' }).click();
  await rail(page).waitFor();
  await setUpManager(page, manager, PASSPHRASE);
  await page.getByText('Signed by So Power head office').first().waitFor();
  await app.close();
  await app.ended;
}
