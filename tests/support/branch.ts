import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { Branch } from '../../src/main/branch/branch.ts';
import { readConfig, writeConfig } from '../../src/main/branch/config.ts';
import { fileProtection } from '../../src/main/branch/device.ts';
import { enrolDevice } from '../../src/main/branch/enrol.ts';
import { type Home, openHome } from '../../src/main/branch/home.ts';
import type { BranchLog } from '../../src/main/branch/log.ts';
import { enrolManager } from '../../src/main/branch/managers.ts';
import type { Network } from '../../src/main/branch/network/network.ts';
import { testFolder } from './folders.ts';
import type { TestOffice } from './office.ts';
import { PASSPHRASE, TestLog } from './shared.ts';

/** An empty home for a branch, released when the test ends. */
export async function testHome(folder?: string): Promise<Home> {
  const home = await openHome(folder ?? join(await testFolder(), 'branch'));
  onTestFinished(() => home.release());
  return home;
}

/** Opens an enrolled home on the office's clock, closed when the test ends. */
export async function openBranch(
  home: Home,
  office: Pick<TestOffice, 'clock'>,
  log: BranchLog = new TestLog(),
  network?: Network,
): Promise<Branch> {
  const branch = await Branch.open({ home, log, now: office.clock.now, ...(network && { network }) });
  onTestFinished(() => branch.close());
  return branch;
}

/** The template's PC `main` of SG-01, with its manager `mei` under PASSPHRASE: quick, as nothing is enrolled anew. */
export async function templateBranch(office: TestOffice, log?: BranchLog): Promise<Branch> {
  const folder = join(await testFolder(), 'branch');
  await cp(join(inject('template'), 'branch'), folder, { recursive: true });
  const home = await testHome(folder);
  const config = await readConfig(home);
  if (!config) throw new Error('the template branch is not enrolled');
  await writeConfig(home, { ...config, url: office.url }, { ...config, ntp: { servers: [] } });
  return openBranch(home, office, log);
}

/** The folder of the template's PC, which nobody has open: for commands. */
export async function closedBranch(office: TestOffice): Promise<string> {
  const { home } = await templateBranch(office);
  await home.release();
  return home.folder;
}

/** A PC of a new branch, enrolled with the office and in contact with it. No manager yet. */
async function enrolledBranch(office: TestOffice, code = 'SG-02', log?: BranchLog): Promise<Branch> {
  const home = await testHome();
  await enrolDevice(home, fileProtection, await office.addBranch(code), office.clock.now);
  const branch = await openBranch(home, office, log);
  await branch.connect();
  return branch;
}

/** The same, with the manager `mei` under PASSPHRASE. */
export async function branchWithManager(office: TestOffice, code = 'SG-02', log?: BranchLog): Promise<Branch> {
  const branch = await enrolledBranch(office, code, log);
  await enrolManager(branch, await office.addManager(code), PASSPHRASE);
  return branch;
}
