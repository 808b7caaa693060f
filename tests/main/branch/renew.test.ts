import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { OfficeClient } from '../../../src/main/branch/client.ts';
import { fileProtection, loadDevice } from '../../../src/main/branch/device.ts';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { publishMenu } from '../../../src/server/menus/publications.ts';
import type { Recipient } from '../../../src/shared/cms/enveloped-data.ts';
import { isDueForRenewal } from '../../../src/shared/pki/profiles.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { type AgedOffice, agedOffices, ageManager } from '../../support/aged-office.ts';
import { startOfRun } from '../../support/clock.ts';
import { managersOf } from '../../support/kept.ts';
import { LAKSA } from '../../support/office.ts';
import { daysFrom } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Two thirds of a year and of two years, in days. */
const DEVICE_DUE = 244;
const MANAGER_DUE = 487;

const agedOffice = agedOffices(DEVICE_DUE);
/** When the device's own renewal isn't due yet. */
const TEN_DAYS_AGO = daysFrom(startOfRun(), -10);

function askAs({ config, trust }: Branch, device: Recipient) {
  const client = new OfficeClient(config.url, trust, device);
  onTestFinished(() => client.close());
  return client.ask(PATHS.office);
}

function publish({ context, clock }: AgedOffice): Promise<number> {
  const validity = { validFrom: clock.now(), validUntil: undefined };
  return publishMenu(context, { currency: 'SGD', items: [LAKSA] }, validity, 'tests');
}

describe("when two thirds of a device's certificate are over", () => {
  it('renews it by itself, and not before', async () => {
    const { branch, clock } = await agedOffice();
    const { current: first } = branch.device;
    clock.advance({ days: DEVICE_DUE - 2 });
    await branch.connect();
    expect(branch.device.current).toBe(first);
    clock.advance({ days: 2 });
    await branch.connect();
    const { current, earlier } = branch.device;
    expect(current.certificate.notAfter.getTime()).toBeGreaterThan(first.certificate.notAfter.getTime());
    expect(current.certificate.publicKey.equals(first.certificate.publicKey)).toBe(false);
    expect(earlier).toEqual([first]);
    expect((await loadDevice(branch.home, fileProtection))?.current.certificate).toEqual(current.certificate);
    await branch.connect();
  });

  it('the old certificate is good until it expires, and not a day longer', async () => {
    const { branch, clock } = await agedOffice();
    const { current: old } = branch.device;
    clock.advance({ days: DEVICE_DUE });
    await branch.connect();
    clock.advance({ days: 364 - DEVICE_DUE });
    expect((await askAs(branch, old)).status).toBe(200);
    clock.advance({ days: 1 });
    await expect(askAs(branch, old)).toFailWith('certificate-expired');
    expect((await askAs(branch, branch.device.current)).status).toBe(200);
  });

  it('menu and closing go on over it', async () => {
    const there = await agedOffice();
    const { branch, clock } = there;
    await publish(there);
    const { menu } = await fetchMenu(branch);
    clock.advance({ days: DEVICE_DUE });
    await branch.connect();
    expect((await showMenu(branch)).menu).toEqual(menu);
    // Sealed to the new key now, or it could not be opened once the old one is gone.
    expect(await fetchMenu(branch)).toMatchObject({ menu, changed: false, offline: undefined });
    expect((await upload(branch)).receipt?.manager).toBe('mei');
  });

  it('a failed renewal is tried again at the next contact', async () => {
    const { branch, clock, context, log } = await agedOffice();
    clock.advance({ days: DEVICE_DUE });
    await context.db.schema.alterTable('audit').renameTo('elsewhere').execute();
    await branch.connect();
    expect(log.lines.at(-1)).toMatch(/^warn device certificate not renewed/);
    await context.db.schema.alterTable('elsewhere').renameTo('audit').execute();
    await branch.connect();
    expect(branch.device.earlier).toHaveLength(1);
  });
});

describe("when two thirds of a manager's certificate are over", () => {
  it('leaves it alone before that', async () => {
    const there = await agedOffice();
    const before = await ageManager(there, MANAGER_DUE + 10 - 2);
    there.clock.set(TEN_DAYS_AGO);
    expect((await unlockManager(there.branch, 'mei', PASSPHRASE)).certificate).toEqual(before);
  });

  it('renews it when the passphrase is next entered, for the same key', async () => {
    const there = await agedOffice();
    const { branch } = there;
    const before = await ageManager(there, MANAGER_DUE + 10);
    there.clock.set(TEN_DAYS_AGO);
    const { receipt } = await upload(branch);
    const { certificate } = await unlockManager(branch, 'mei', PASSPHRASE);
    expect(certificate.notAfter.getTime()).toBeGreaterThan(before.notAfter.getTime());
    expect(certificate.publicKey.equals(before.publicKey)).toBe(true);
    expect(certificate.identity).toEqual({ role: 'manager', branch: 'SG-01', id: 'mei' });
    expect(receipt?.manager).toBe('mei');
    expect(await managersOf(branch)).toEqual([{ id: 'mei', certificateExpires: certificate.notAfter.toISOString() }]);
  });

  it('a wrong passphrase renews nothing', async () => {
    const there = await agedOffice();
    const before = await ageManager(there, MANAGER_DUE + 10);
    there.clock.set(TEN_DAYS_AGO);
    await expect(unlockManager(there.branch, 'mei', 'not the passphrase')).toFailWith('passphrase-wrong');
    expect((await managersOf(there.branch))[0]?.certificateExpires).toBe(before.notAfter.toISOString());
  });

  it('closes with the old one when the office cannot renew it just now', async () => {
    const there = await agedOffice();
    const { branch, context, clock, log } = there;
    await ageManager(there, MANAGER_DUE + 10);
    clock.set(TEN_DAYS_AGO);
    await branch.connect();
    await context.db.schema.alterTable('certificates').renameTo('elsewhere').execute();
    const { certificate } = await unlockManager(branch, 'mei', PASSPHRASE);
    await context.db.schema.alterTable('elsewhere').renameTo('certificates').execute();
    expect(isDueForRenewal(certificate, clock.now())).toBe(true);
    expect(log.lines.at(-1)).toMatch(/^warn manager mei not renewed/);
    expect((await upload(branch)).receipt?.manager).toBe('mei');
  });
});
