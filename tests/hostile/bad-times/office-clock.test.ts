import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { fetchMenu } from '../../../src/main/branch/menu.ts';
import { findClosing, listClosings } from '../../../src/server/closings/list.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { menuItem } from '../../../src/shared/menu/item.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { templateBranch } from '../../support/branch.ts';
import { startOfRun, TestClock } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const YEAR = 365 * 24;

/**
 * A month after it was set up, a branch with the right time closes its day at an office whose clock is so many hours
 * off, but the answer doesn't come. Then the office's clock is set.
 */
async function closedWhileOff(hours: number) {
  const office = await TestOffice.start();
  const { branch: direct, fake } = await branchBehindFake(office);
  const pc = new TestClock();
  for (const clock of [pc, office.clock]) clock.advance({ days: 30 });
  const log = new TestLog();
  const branch = await Branch.open({ home: direct.home, log, now: pc.now });
  onTestFinished(() => branch.close());
  office.clock.advance({ hours });
  fake.on(PATHS.closings, async () => undefined);
  const { entry, error } = await upload(branch);
  expect(await outboxOf(branch)).toMatchObject([{ documentId: entry.documentId, state: 'queued' }]);
  fake.behave();
  office.clock.set(pc.now());
  const wait = (amount: { hours?: number; seconds?: number }): void =>
    [office.clock, pc].forEach((clock) => void clock.advance(amount));
  return { office, branch, pc, entry, error, wait };
}

/** When the office's only closing says it was signed, in hours from now. */
async function signedHours({ context, clock }: TestOffice): Promise<number> {
  const [only, ...others] = await listClosings(context.db, {});
  expect(others).toEqual([]);
  const { signed_at } = await findClosing(context.db, only?.documentId ?? '');
  return (new Date(signed_at).getTime() - clock.now().getTime()) / 3_600_000;
}

describe("when the office's clock was off as a day was closed", () => {
  it.each<[hours: number, error: ErrorCode, signed: number]>([
    [-1, 'office-unreachable', -1],
    [-24, 'office-unreachable', -24],
    // To such an office no certificate is valid: it is no contact, and the PC's own time counts.
    [-YEAR, 'certificate-expired', 0],
    [YEAR, 'certificate-expired', 0],
  ])('%i hours: the closing is queued, and delivered as soon as that clock is right', async (hours, code, signed) => {
    const { office, branch, entry, error } = await closedWhileOff(hours);
    expect(error?.code).toBe(code);
    expect((await sendAll(branch))[0]?.receipt).toMatchObject({
      documentId: entry.documentId,
      receivedAt: office.clock.now().toISOString(),
    });
    expect(await signedHours(office)).toBe(signed);
    expect(branch.clock.state()).toMatchObject({ offset: 0, source: 'office' });
  });

  it.each([1, 24])(
    '%i hours ahead: the closing is refused for its time but kept, and delivered once its time has come',
    async (hours) => {
      const { office, branch, entry, wait } = await closedWhileOff(hours);
      const refused = { state: 'refused', lastError: 'signing-time-implausible' };
      for (const passing of [{}, { hours, seconds: -5 * 60 - 1 }]) {
        wait(passing);
        expect((await sendAll(branch))[0]?.error?.code).toBe('signing-time-implausible');
        expect(await outboxOf(branch)).toMatchObject([{ ...refused, documentId: entry.documentId }]);
        expect(await listClosings(office.context.db, {})).toEqual([]);
      }
      wait({ seconds: 1 });
      expect((await sendAll(branch))[0]?.receipt).toMatchObject({
        documentId: entry.documentId,
        businessDate: entry.businessDate,
      });
      expect(await outboxOf(branch)).toEqual([]);
    },
  );

  it('the day is closed again meanwhile, by the right time, and that closing waits for no other', async () => {
    const { office, branch, pc } = await closedWhileOff(24);
    const { receipt } = await upload(branch);
    expect(receipt?.receivedAt).toBe(pc.now().toISOString());
    expect(await listClosings(office.context.db, {})).toMatchObject([{ current: true, revision: 1 }]);
    expect(await outboxOf(branch)).toHaveLength(1);
  });
});

describe('when a closing comes over 35 days after it was signed', () => {
  it('is refused for its time but kept, and the manager can still close that day by its date', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await branch.connect();
    fake.vanish();
    const { entry } = await upload(branch);
    fake.behave();
    office.clock.advance({ days: 35, seconds: 1 });
    expect((await sendAll(branch))[0]?.error?.code).toBe('signing-time-implausible');
    expect(await outboxOf(branch)).toMatchObject([{ documentId: entry.documentId, state: 'refused' }]);
    const { receipt } = await upload(branch, { date: entry.businessDate });
    expect(receipt).toMatchObject({ businessDate: entry.businessDate, revision: 2 });
  });
});

describe("when the office's clock steps back behind a menu's beginning", () => {
  it('the branch gets the menu before, and the later one again, each as a higher version', async () => {
    const office = await TestOffice.start();
    const { branch } = await branchBehindFake(office);
    const prices = async (): Promise<[number, number | null | undefined]> => {
      const { menu, changed } = await fetchMenu(branch);
      expect(changed).toBe(true);
      return [menu.version, menu.items[0]?.price];
    };
    const laksa = menuItem({ code: '1', name: 'Laksa' });
    await office.publish([{ ...laksa, price: 600 }]);
    const seen = [await prices()];
    office.clock.advance({ hours: 2 });
    await office.publish([{ ...laksa, price: 700 }]);
    seen.push(await prices());
    office.clock.advance({ hours: -1 });
    seen.push(await prices());
    office.clock.advance({ hours: 1 });
    seen.push(await prices());
    expect(seen.map(([, price]) => price)).toEqual([600, 700, 600, 700]);
    const versions = seen.map(([version]) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});

describe("when the office's clock was ahead as its TLS certificate was renewed", () => {
  it.each([1, 24, YEAR])('sixty days and %i hours: branches reach it as soon as that clock is right', async (hours) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const office = await TestOffice.open();
    office.clock.advance({ days: 60, hours });
    await office.serve();
    const branch = await templateBranch(office);
    await expect(branch.connect()).toFailWith('clock-off');
    office.clock.set(startOfRun());
    vi.advanceTimersByTime(3_600_000);
    await eventually(() => branch.connect());
    expect(branch.clock.state()).toMatchObject({ source: 'office', offset: 0 });
  });
});
