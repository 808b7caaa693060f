import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { addBranch } from '../../src/server/authority/branches.ts';
import type { OfficeConfig } from '../../src/server/config.ts';
import { createOffice, type Office, type OfficeOptions, openOffice } from '../../src/server/office.ts';
import { TestClock } from './clock.ts';
import { testFolder } from './folders.ts';
import { BRANCH_SETTINGS, ROOT_PASSPHRASE } from './shared.ts';

const OFFICE_CONFIG: OfficeConfig = {
  format: 1,
  name: 'So Power',
  host: 'localhost',
  port: 8443,
  admin: { host: '127.0.0.1', port: 9464 },
  ntp: { servers: [] },
};

/** Makes an office from nothing in a folder of the test's own: its keys take a second or two. */
export async function makeOffice(
  options: OfficeOptions = {},
  folder?: string,
): Promise<{ folder: string; root: string }> {
  const made = folder ?? join(await testFolder(), 'office');
  const clock = new TestClock().now;
  const { root } = await createOffice(made, {
    config: OFFICE_CONFIG,
    rootPassphrase: ROOT_PASSPHRASE,
    actor: 'tests',
    clock,
    ...options,
  });
  return { folder: made, root };
}

/**
 * An office made long ago, with the branch SG-01: for what becomes of its documents. OpenSSL's handshake knows only the
 * real time, so nobody can reach it over TLS.
 */
export async function officeOf(clock: TestClock): Promise<Office> {
  const { folder } = await makeOffice({ clock: clock.now });
  const office = await openOffice(folder, { clock: clock.now });
  onTestFinished(() => office.close());
  await addBranch(office, 'SG-01', BRANCH_SETTINGS, 'tests');
  return office;
}
