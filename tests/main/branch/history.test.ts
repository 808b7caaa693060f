import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import {
  type ClosingState,
  type DayState,
  dayState,
  type Expectations,
  type HistoryClosing,
  historyDay,
  historyMonth,
} from '../../../src/main/branch/history.ts';
import { likelyToday } from '../../../src/main/branch/preview.ts';
import { revoke } from '../../../src/server/authority/branches.ts';
import { excuseDay } from '../../../src/server/closings/excused.ts';
import { addDays } from '../../../src/shared/business-date.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch, templateBranch } from '../../support/branch.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { TestOffice } from '../../support/office.ts';
import { flipped } from '../../support/office-documents.ts';
import { MANAGER } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const EXPECTED: Expectations = {
  today: '2026-11-22',
  since: '2026-11-03',
  sendsSales: true,
  closedDays: new Set(['2026-11-15', '2026-12-25']),
};

/** Closings of one day, each `part revision state`, in order. */
const closings = (...texts: string[]): HistoryClosing[] =>
  texts.map((text) => {
    const [part, revision, state] = text.split(' ') as [string, string, ClosingState];
    const facts = { documentId: '', manager: 'mei', fileName: 'day_end.csv', queuedAt: '', lastError: null };
    return { ...facts, part, revision: Number(revision), state, isReplaced: false };
  });

describe('a day without closings', () => {
  it.each<[string, Partial<Expectations>, string, DayState]>([
    ['is missing once it is over', {}, '2026-11-21', 'missing'],
    ['is missing from the day on that this PC was set up', {}, '2026-11-03', 'missing'],
    ['was never to be expected before', {}, '2026-11-02', 'none'],
    ['is never to be expected where no sales are sent', { sendsSales: false }, '2026-11-21', 'none'],
    ['is open until its cut-off', {}, '2026-11-22', 'open'],
    ['comes', {}, '2026-11-23', 'coming'],
    ['is closed where head office expects none', {}, '2026-11-15', 'closed'],
    ['is closed ahead of its time', {}, '2026-12-25', 'closed'],
  ])('%s', (_, changes, date, state) => {
    expect(dayState(date, [], { ...EXPECTED, ...changes })).toBe(state);
  });
});

describe('a day with closings', () => {
  it.each<[string, string[], DayState]>([
    ['is as its only one', ['main 1 held'], 'held'],
    ['is delivered when each of its parts is', ['bar 1 delivered', 'main 1 delivered'], 'delivered'],
    ['is as far as its last part', ['bar 1 delivered', 'main 1 queued', 'till-2 1 sending'], 'sending'],
    ['needs a person when one part does', ['bar 1 refused', 'main 1 queued'], 'refused'],
    ['needs a person when its correction does', ['main 1 delivered', 'main 2 refused'], 'refused'],
    ['needs none once what was refused is corrected', ['main 1 refused', 'main 2 queued'], 'queued'],
  ])('%s', (_, texts, state) => {
    for (const date of ['2026-11-01', '2026-11-15', '2026-11-21', '2026-11-22']) {
      expect(dayState(date, closings(...texts), EXPECTED)).toBe(state);
    }
  });
});

interface Scene {
  office: TestOffice;
  branch: Branch;
  fake: FakeOffice;
  /** The business date so many days ago. */
  ago(days: number): string;
}

/** A branch that was set up a week ago, and has closed no day since. */
async function aWeekOn(): Promise<Scene> {
  const office = await TestOffice.start();
  const { branch, fake } = await branchBehindFake(office);
  await branch.connect();
  office.clock.advance({ days: 7 });
  return { office, branch, fake, ago: (days) => addDays(likelyToday(branch), -days) };
}

const stateOn = async ({ branch }: Scene, date: string): Promise<DayState> => (await historyDay(branch, date)).state;

/** A closing that head office can't take as it arrives. */
async function uploadRefused({ branch, fake }: Scene, date: string, part = 'main'): Promise<void> {
  fake.on(PATHS.closings, async (asked, real) => {
    asked.body = flipped(asked.body);
    return real();
  });
  await upload(branch, { date, part });
  fake.behave();
}

describe('what this PC knows of its days', () => {
  it('is what became of each, also offline', async () => {
    const scene = await aWeekOn();
    const { office, branch, fake, ago } = scene;
    await excuseDay(office.context, { branch: 'SG-01', date: ago(5), reason: 'Carnival' }, 'tests');
    await upload(branch, { date: ago(4) });
    await uploadRefused(scene, ago(3));
    fake.vanish();
    await upload(branch, { date: ago(2) });
    await upload(branch, { date: ago(1), part: 'bar' });
    const days = await Promise.all([6, 5, 4, 3, 2, 1, 0].map((days) => historyDay(branch, ago(days))));
    expect(days.map(({ state }) => state)).toEqual([
      ...(['missing', 'closed', 'delivered', 'refused', 'queued', 'queued', 'open'] as const),
    ]);
    expect(days[1]?.reason).toBe('Carnival');
    const { month, today, since, ...span } = await historyMonth(branch, ago(4).slice(0, 7));
    expect(span.days.find(({ businessDate }) => businessDate === ago(4))).toEqual(days[2]);
    expect({ month, today }).toEqual({ month: ago(4).slice(0, 7), today: ago(0) });
    expect(span.days.at(0)?.businessDate).toBe(`${month}-01`);
    expect(addDays(span.days.at(-1)!.businessDate, 1).slice(0, 7)).not.toBe(month);
    expect(await stateOn(scene, addDays(since, -1))).toBe('none');
    expect([span.oldest < since, span.latest]).toEqual([true, today.slice(0, 7)]);
  });

  it('tells who signed what, and which file of a till counts', async () => {
    const scene = await aWeekOn();
    const { branch, ago } = scene;
    await upload(branch, { date: ago(1) });
    await uploadRefused(scene, ago(1));
    const files = async () => (await historyDay(branch, ago(1))).closings;
    expect(await files()).toMatchObject([
      { revision: 1, state: 'delivered', isReplaced: false, manager: 'mei', fileName: 'day_end.csv' },
      { revision: 2, state: 'refused', isReplaced: false, lastError: 'not-opened' },
    ]);
    await upload(branch, { date: ago(1), part: 'bar' });
    expect(await stateOn(scene, ago(1))).toBe('refused');
    await upload(branch, { date: ago(1) });
    expect((await files()).map(({ part, revision, isReplaced }) => [part, revision, isReplaced])).toEqual([
      ['bar', 1, false],
      ['main', 1, true],
      ['main', 2, true],
      ['main', 3, false],
    ]);
    expect(await stateOn(scene, ago(1))).toBe('delivered');
  });

  it('says what is on its way, and what is on hold', async () => {
    const scene = await aWeekOn();
    const { office, branch, fake, ago } = scene;
    const goOn = fake.hold(PATHS.closings);
    const sent = upload(branch, { date: ago(1) });
    await vi.waitUntil(() => branch.sending.size > 0);
    expect(await stateOn(scene, ago(1))).toBe('sending');
    await revoke(office.context, MANAGER, 'tests');
    goOn();
    expect((await sent).entry.state).toBe('held');
    expect(await stateOn(scene, ago(1))).toBe('held');
  });

  it('expects no sales of a PC that only shows the menu', async () => {
    const scene = await aWeekOn();
    await rm(join(scene.branch.home.managers, 'mei.json'));
    expect(await stateOn(scene, scene.ago(1))).toBe('none');
    expect(await stateOn(scene, scene.ago(0))).toBe('open');
  });

  it('reaches as far ahead as days are known to be closed', async () => {
    const { office, branch } = await aWeekOn();
    await excuseDay(office.context, { branch: 'SG-01', date: '2099-12-25', reason: 'Christmas' }, 'tests');
    await branch.connect();
    const { latest, days } = await historyMonth(branch, '2099-12');
    expect(latest).toBe('2099-12');
    expect(days.filter(({ state }) => state === 'closed')).toEqual([
      { businessDate: '2099-12-25', state: 'closed', reason: 'Christmas', closings: [] },
    ]);
  });

  it('is office-never-reached before head office has said when its days end', async () => {
    const office = await TestOffice.open();
    const { home } = await templateBranch(office);
    await rm(home.office, { force: true });
    await expect(historyMonth(await openBranch(home, office), '2026-11')).toFailWith('office-never-reached');
  });
});

describe('when something that was delivered is damaged', () => {
  it('a month needs no receipt to be read, names what it needs, and leaves other years alone', async () => {
    const scene = await aWeekOn();
    const { branch, ago, office } = scene;
    const { entry } = await upload(branch, { date: ago(1) });
    const { receipts } = branch.home;
    await writeFile(join(receipts, entry.documentId, 'receipt.p7s'), 'not a receipt');
    expect(await stateOn(scene, ago(1))).toBe('delivered');
    const years = 3 * 365 * 24 * 60 * 60 * 1000;
    await mkdir(join(receipts, uuidv7({ msecs: office.clock.now().getTime() - years })));
    const month = () => historyMonth(branch, ago(1).slice(0, 7));
    expect((await month()).damaged).toEqual([]);
    for (const name of ['entry.json', 'signed.p7m']) await rm(join(receipts, entry.documentId, name));
    expect((await month()).damaged).toMatchObject([{ code: 'state-damaged' }]);
  });
});
