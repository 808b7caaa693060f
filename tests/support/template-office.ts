import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Branch } from '../../src/main/branch/branch.ts';
import { fileProtection } from '../../src/main/branch/device.ts';
import { enrolDevice } from '../../src/main/branch/enrol.ts';
import { openHome } from '../../src/main/branch/home.ts';
import { enrolManager } from '../../src/main/branch/managers.ts';
import { addBranch, addHolder } from '../../src/server/authority/branches.ts';
import { createLog } from '../../src/server/log.ts';
import { createOffice, openOffice } from '../../src/server/office.ts';
import { serve } from '../../src/server/serve.ts';
import { freePort } from './ports.ts';
import { BRANCH_SETTINGS, PASSPHRASE, ROOT_PASSPHRASE, TestLog } from './shared.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with `office` and `branch`, which tests copy: making and enrolling them takes seconds. */
    template: string;
    /** Milliseconds since 1970. */
    startOfRun: number;
  }
}

/** Makes the office that tests begin from, with the branch SG-01, its PC `main` and its manager `mei`, all enrolled. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-test-template-'));
  const start = Math.floor(Date.now() / 1000) * 1000;
  const clock = (): Date => new Date(start);
  await makeOffice(join(folder, 'office'), clock);
  await enrolBranch(folder, clock);
  provide('template', folder);
  provide('startOfRun', start);
  return () => rm(folder, { recursive: true });
}

async function makeOffice(folder: string, clock: () => Date): Promise<void> {
  const [port, adminPort] = [await freePort(), await freePort()];
  await createOffice(folder, {
    config: {
      format: 1,
      name: 'So Power',
      host: 'localhost',
      port,
      admin: { host: '127.0.0.1', port: adminPort },
      ntp: { servers: [] },
    },
    rootPassphrase: ROOT_PASSPHRASE,
    actor: 'tests',
    clock,
  });
}

async function enrolBranch(folder: string, clock: () => Date): Promise<void> {
  const office = await openOffice(join(folder, 'office'), { clock });
  const server = await serve(office, createLog({ write: () => {} }), '127.0.0.1');
  const home = await openHome(join(folder, 'branch'));
  const log = new TestLog();
  await enrolDevice(home, fileProtection, await addBranch(office, 'SG-01', BRANCH_SETTINGS, 'tests'), clock);
  const branch = await Branch.open({ home, log, now: clock });
  const invite = await addHolder(office, { role: 'manager', branch: 'SG-01', id: 'mei' }, 'Mei 美', 'tests');
  await enrolManager(branch, invite, PASSPHRASE);
  await branch.close();
  await home.release();
  await server.stop();
}
