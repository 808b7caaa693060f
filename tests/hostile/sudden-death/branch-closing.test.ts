import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { closedBranch, openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import {
  asked,
  type Killable,
  killedAt,
  numbered,
  removed,
  renamed,
  stepsOf,
  written,
  writtenFolder,
} from '../../support/kills.ts';
import { TestOffice } from '../../support/office.ts';
import { SALES, salesFile, upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { closingsAt, expectDelivered } from './delivered.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** From the answer of the office to the receipt in its place. */
const DELIVERY = [
  ...asked(PATHS.closings),
  ...written('outbox/*/receipt.p7s'),
  ...renamed('receipts/*'),
  removed('receipts/*/closing.p7m'),
];

const CONTACT = [...asked(PATHS.office), ...written('office.json')];

describe('spams-branch closing upload', () => {
  const STEPS = [...CONTACT, ...writtenFolder('outbox/*', 'closing.p7m', 'signed.p7m', 'entry.json'), ...DELIVERY];
  const QUEUED = STEPS.indexOf('file renamed: outbox/*') + 1;

  async function scene(): Promise<{ office: TestOffice; killable: Killable }> {
    const office = await TestOffice.start(realTime());
    const args = ['closing', 'upload', await salesFile(), '--manager', 'mei'];
    const env = { SPAMS_PASSPHRASE: PASSPHRASE };
    return { office, killable: { side: 'branch', folder: await closedBranch(office), args, env } };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS.slice(0, QUEUED - 1)))(
    'killed after "%s", has promised nothing: the day is closed again, once',
    async (_, step) => {
      const { office, killable } = await scene();
      await killedAt(killable, step);
      const branch = await openBranch(await testHome(killable.folder), office);
      expect([await outboxOf(branch), await closingsAt(office)]).toEqual([[], 0]);
      expect(await readdir(branch.home.outbox)).toEqual([]);
      await upload(branch);
      await expectDelivered(office, branch, SALES);
    },
  );

  it.each(numbered(STEPS).slice(QUEUED - 1))(
    'killed after "%s", is delivered by outbox send, once, without the manager',
    async (_, step) => {
      const { office, killable } = await scene();
      await killedAt(killable, step);
      const branch = await openBranch(await testHome(killable.folder), office);
      expect((await outboxOf(branch)).length).toBe(step < STEPS.indexOf('file renamed: receipts/*') + 1 ? 1 : 0);
      await sendAll(branch);
      await expectDelivered(office, branch, SALES);
    },
  );
});

describe('spams-branch outbox send, of a closing that must be sealed again', () => {
  const STEPS = [...CONTACT, ...written('outbox/*/closing.p7m'), ...written('outbox/*/entry.json'), ...DELIVERY];

  async function scene(): Promise<{ office: TestOffice; killable: Killable }> {
    const away = await TestOffice.open(realTime());
    const branch = await templateBranch(away);
    const { entry } = await upload(branch);
    await truncate(join(branch.home.outbox, entry.documentId, 'closing.p7m'), 100);
    await branch.home.release();
    await away.serve();
    return { office: away, killable: { side: 'branch', folder: branch.home.folder, args: ['outbox', 'send'] } };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", is delivered when sent again, once', async (_, step) => {
    const { office, killable } = await scene();
    await killedAt(killable, step);
    const branch = await openBranch(await testHome(killable.folder), office);
    await sendAll(branch);
    await expectDelivered(office, branch, SALES);
  });
});
