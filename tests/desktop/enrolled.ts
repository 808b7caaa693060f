import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { reinvite, setBranch } from '../../src/server/authority/branches.ts';
import { realTime } from '../support/clock.ts';
import { branchBehindFake, type FakeOffice } from '../support/fake-office.ts';
import { testFolder } from '../support/folders.ts';
import { zoneAtNoon } from '../support/noon.ts';
import { TestOffice } from '../support/office.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { encrypt } from './electron-double/keychain.ts';
import { launchApp } from './launch-app.ts';
import { pasteInvite, rail, setUpManager } from './person.ts';
import type { RunningApp, StartOptions } from './running-app.ts';

/** A PC of SG-01 with its manager `mei` under PASSPHRASE, and an office whose front a test can make vanish. */
export interface EnrolledPc {
  office: TestOffice;
  fake: FakeOffice;
  /** The folder of the app's user. */
  userData: string;
  launch(options?: Partial<StartOptions>): Promise<RunningApp>;
}

export async function enrolledPc(): Promise<EnrolledPc> {
  const office = await TestOffice.start(realTime());
  const { fake, branch } = await branchBehindFake(office);
  await setBranch(office.context, 'SG-01', { timeZone: zoneAtNoon() }, 'tests');
  await branch.connect();
  await branch.close();
  await branch.home.release();
  const userData = await testFolder();
  if (!electronBinary()) {
    await cp(branch.home.folder, join(userData, 'branch'), { recursive: true });
    await moveKeyIntoKeychain(userData);
  }
  const launch = async (options: Partial<StartOptions> = {}): Promise<RunningApp> => {
    const app = await launchApp({ userData, ...options });
    if (electronBinary()) await setUpByHand(app, office, fake);
    return app;
  };
  return { office, fake, userData, launch };
}

/** As the app itself would have stored it. */
async function moveKeyIntoKeychain(userData: string): Promise<void> {
  const path = join(userData, 'branch', 'identity', 'device.json');
  const { current, earlier } = JSON.parse(await readFile(path, 'utf8'));
  current.key = encrypt(userData, current.key).toString('base64');
  await writeFile(path, JSON.stringify({ current, earlier }));
}

/** A system's real keychain can't be filled beforehand: there each PC is set up as a person does it. */
async function setUpByHand({ page }: RunningApp, office: TestOffice, fake: FakeOffice): Promise<void> {
  if (await rail(page).isVisible()) return;
  const invite = (role: 'device' | 'manager', id: string) =>
    reinvite(office.context, { role, branch: 'SG-01', id }, 'tests');
  await pasteInvite(page, fake.invite(await invite('device', 'main')));
  await page.getByRole('button', { name: 'Yes, set up this PC' }).click();
  await rail(page).waitFor();
  await setUpManager(page, fake.invite(await invite('manager', 'mei')), PASSPHRASE);
}
