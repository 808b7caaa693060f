import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { Branch } from '../../src/main/branch/branch.ts';
import { readConfig as readBranchConfig, writeConfig as writeBranchConfig } from '../../src/main/branch/config.ts';
import { fileProtection } from '../../src/main/branch/device.ts';
import { enrolDevice } from '../../src/main/branch/enrol.ts';
import { openHome } from '../../src/main/branch/home.ts';
import { enrolManager } from '../../src/main/branch/managers.ts';
import { addBranch, addHolder } from '../../src/server/authority/branches.ts';
import { recordCertificate } from '../../src/server/authority/certificates.ts';
import { readConfig, writeConfig } from '../../src/server/config.ts';
import { transact } from '../../src/server/context.ts';
import { createLog } from '../../src/server/log.ts';
import { createOffice, type Office, openOffice } from '../../src/server/office.ts';
import { type Server, serve } from '../../src/server/serve.ts';
import { type Certificate, readCertificate } from '../../src/shared/pki/certificate.ts';
import { issueFor } from '../../src/shared/pki/issue.ts';
import { testHome } from './branch.ts';
import { startOfRun, TestClock } from './clock.ts';
import { testFolder } from './folders.ts';
import { daysFrom, MANAGER } from './pki.ts';
import { freePort } from './ports.ts';
import { BRANCH_SETTINGS, PASSPHRASE, ROOT_PASSPHRASE, TestLog } from './shared.ts';

export interface AgedOffice {
  context: Office;
  /** Stands where the branch enrolled; advance it no further than today. */
  clock: TestClock;
  branch: Branch;
  log: TestLog;
}

/** Days before today that the office itself was made. */
const OFFICE_AGE = 600;

/**
 * Gives a test file an office and a branch of it, SG-01 with the manager `mei`, enrolled so many days before today, as
 * fresh copies of one that is made once. Renewal needs a past: OpenSSL's handshake knows only the real time, at which a
 * certificate renewed "next year" isn't valid yet.
 */
export function agedOffices(days: number): () => Promise<AgedOffice> {
  let template = '';
  beforeAll(async () => {
    template = await mkdtemp(join(tmpdir(), 'spams-test-aged-'));
    await makeAged(template, days);
  });
  afterAll(() => rm(template, { recursive: true }));
  return () => openAged(template, days);
}

/** Gives the manager a certificate of the same key from so many days before today. */
export async function ageManager({ context, branch }: AgedOffice, days: number): Promise<Certificate> {
  const path = join(branch.home.managers, 'mei.json');
  const state = JSON.parse(await readFile(path, 'utf8'));
  const { publicKey } = readCertificate(Buffer.from(state.certificate, 'base64'));
  const aged = await issueFor(MANAGER, publicKey, await context.keys.issuing(), daysFrom(startOfRun(), -days));
  await transact(context, (tx) => recordCertificate(tx, aged, 'manager', MANAGER));
  await writeFile(path, JSON.stringify({ ...state, certificate: aged.der.toString('base64') }));
  return aged;
}

async function makeAged(folder: string, days: number): Promise<void> {
  const clock = new TestClock(daysFrom(startOfRun(), -OFFICE_AGE));
  const office = join(folder, 'office');
  await createOffice(office, {
    config: {
      format: 1,
      name: 'So Power',
      host: 'localhost',
      port: await freePort(),
      admin: { host: '127.0.0.1', port: await freePort() },
      ntp: { servers: [] },
    },
    rootPassphrase: ROOT_PASSPHRASE,
    actor: 'tests',
    clock: clock.now,
  });
  const context = await openOffice(office, { clock: clock.now });
  const server = await serveToday(context, clock);
  clock.set(daysFrom(startOfRun(), -days));
  await enrolBranch(context, join(folder, 'branch'), clock);
  await server.stop();
}

/** Serving renews what is due: the TLS certificate must hold today. */
async function serveToday(context: Office, clock: TestClock): Promise<Server> {
  clock.set(startOfRun());
  return serve(context, createLog({ write: () => {} }), '127.0.0.1');
}

async function enrolBranch(context: Office, folder: string, clock: TestClock): Promise<void> {
  const home = await openHome(folder);
  await enrolDevice(home, fileProtection, await addBranch(context, 'SG-01', BRANCH_SETTINGS, 'tests'), clock.now);
  const branch = await Branch.open({ home, log: new TestLog(), now: clock.now });
  const invite = await addHolder(context, { role: 'manager', branch: 'SG-01', id: 'mei' }, 'Mei 美', 'tests');
  await enrolManager(branch, invite, PASSPHRASE);
  await branch.close();
  await home.release();
}

async function openAged(template: string, days: number): Promise<AgedOffice> {
  const folder = await testFolder();
  await cp(template, folder, { recursive: true });
  const clock = new TestClock();
  const context = await openCopy(join(folder, 'office'), clock);
  const server = await serveToday(context, clock);
  onTestFinished(() => server.stop());
  const home = await testHome(join(folder, 'branch'));
  const config = (await readBranchConfig(home))!;
  const url = `https://localhost:${context.config.port}`;
  await writeBranchConfig(home, { ...config, url }, { ...config, ntp: { servers: [] } });
  clock.set(daysFrom(startOfRun(), -days));
  const log = new TestLog();
  const branch = await Branch.open({ home, log, now: clock.now });
  onTestFinished(() => branch.close());
  return { context, clock, branch, log };
}

async function openCopy(folder: string, clock: TestClock): Promise<Office> {
  const admin = { host: '127.0.0.1', port: await freePort() };
  await writeConfig(folder, { ...(await readConfig(folder)), port: await freePort(), admin });
  return openOffice(folder, { clock: clock.now });
}
