import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import { fetchMenu } from '../../../src/main/branch/menu.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { testFolder } from '../../support/folders.ts';
import { sendAll } from '../../support/kept.ts';
import { committed, KillableProcess, numbered } from '../../support/kills.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { SALES, upload } from '../../support/sales.ts';
import { closingsAt, expectDelivered } from './delivered.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** A process that serves an office's folder until it dies at a step, or is stopped. */
async function serving({ folder }: TestOffice, last: number): Promise<KillableProcess> {
  const serve = new KillableProcess({ side: 'office', folder, args: ['serve', '--listen', '127.0.0.1'] }, last);
  await serve.says('"serving"');
  return serve;
}

/** What the office goes through for this, step by step. */
async function stepsOf(office: TestOffice, work: () => Promise<unknown>): Promise<string[]> {
  const serve = await serving(office, 0);
  await work();
  serve.stop();
  return serve.ended();
}

/** Does this while the office dies at a step; then the office serves again. */
async function killedAt(office: TestOffice, last: number, work: () => Promise<unknown>): Promise<TestOffice> {
  const serve = await serving(office, last);
  await work();
  await serve.died(last);
  const again = await TestOffice.reopen(office);
  await again.context.audit.verify(again.context.db);
  return again;
}

/** An office that nobody has open. */
async function closedOffice(prepare: (office: TestOffice) => Promise<unknown> = async () => {}): Promise<TestOffice> {
  const office = await TestOffice.open(realTime());
  await prepare(office);
  await office.stop();
  return office;
}

describe('spams-office serve, as a closing comes', () => {
  const STEPS = committed('closing.accepted');

  it('goes through these steps', async () => {
    const office = await closedOffice();
    const branch = await templateBranch(office);
    expect(await stepsOf(office, () => upload(branch))).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", holds it once in the end, with one receipt', async (step, last) => {
    const office = await closedOffice();
    const branch = await templateBranch(office);
    const again = await killedAt(office, last, async () => {
      expect((await upload(branch)).error?.code).toBe('office-unreachable');
    });
    expect(await closingsAt(again)).toBe(step === 'transaction committed' ? 1 : 0);
    await again.serve();
    await sendAll(branch);
    await expectDelivered(again, branch, SALES);
  });
});

describe('spams-office serve, as a menu takes effect', () => {
  const STEPS = committed('menu.effective');
  const publish = (office: TestOffice): Promise<number> => office.publish();

  it('goes through these steps', async () => {
    const office = await closedOffice(publish);
    const branch = await templateBranch(office);
    expect(await stepsOf(office, () => fetchMenu(branch))).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", gives it one version in the end', async (_, last) => {
    const office = await closedOffice(publish);
    const branch = await templateBranch(office);
    const again = await killedAt(office, last, () => expect(fetchMenu(branch)).toFailWith('office-unreachable'));
    await again.serve();
    const { menu } = await fetchMenu(branch);
    expect(menu.items).toEqual([LAKSA]);
    const versions = await again.context.db.selectFrom('branch_menus').select('version').execute();
    expect(versions).toEqual([{ version: menu.version }]);
  });
});

describe('spams-office serve, as a PC enrols', () => {
  const STEPS = committed('certificate.enrolled');

  async function scene() {
    let invite = '';
    const office = await closedOffice(async (open) => {
      invite = await open.addBranch('SG-02');
    });
    const home = await testHome(join(await testFolder(), 'branch'));
    const enrol = () => enrolDevice(home, fileProtection, invite, office.clock.now);
    return { office, home, enrol };
  }

  it('goes through these steps', async () => {
    const { office, enrol } = await scene();
    expect(await stepsOf(office, enrol)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has given it one certificate in the end', async (_, last) => {
    const { office, home, enrol } = await scene();
    const again = await killedAt(office, last, () => expect(enrol()).toFailWith('office-unreachable'));
    await again.serve();
    await enrol();
    const branch: Branch = await openBranch(home, again);
    expect((await branch.connect()).branch.code).toBe('SG-02');
    const given = again.context.db.selectFrom('certificates').select('serial').where('branch', '=', 'SG-02');
    expect(await given.execute()).toEqual([{ serial: branch.device.current.certificate.serial }]);
  });
});
