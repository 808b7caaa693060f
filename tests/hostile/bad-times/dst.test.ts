import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { setBranch } from '../../../src/server/authority/branches.ts';
import { receiveClosing } from '../../../src/server/closings/receive.ts';
import { addDays } from '../../../src/shared/business-date.ts';
import { startOfRun } from '../../support/clock.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { TestOffice } from '../../support/office.ts';
import { DEVICE } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Tells how far a zone's clocks are ahead of UTC at a moment, milliseconds. */
function offsetsOf(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (ms) => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(ms)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE);
  };
}

interface Change {
  /** The first moment of the new time. */
  at: number;
  before: number;
  after: number;
}

/** The next two changes of a zone's clocks from now: one in each direction. */
function nextChanges(timeZone: string): Change[] {
  const offsetAt = offsetsOf(timeZone);
  const changes: Change[] = [];
  const today = Math.ceil(startOfRun().getTime() / DAY) * DAY;
  for (let day = today; changes.length < 2; day += DAY) {
    const [before, after] = [offsetAt(day), offsetAt(day + DAY)];
    if (before === after) continue;
    let at = day;
    while (offsetAt(at) === before) at += HOUR / 2;
    changes.push({ at, before, after });
  }
  return changes;
}

/** The day on which the clocks change, and when that day's business begins by a cut-off, to the millisecond. */
function beginning({ at, before, after }: Change, cutoff: number): { day: string; begins: Date } {
  const day = new Date(at + Math.max(before, after)).toISOString().slice(0, 10);
  const wall = Date.parse(`${day}T00:00:00Z`) + cutoff * HOUR;
  // By the old time, if that still shows the hour; else by the new one, or at once when it begins beyond it.
  const begins = wall - before < at ? wall - before : Math.max(at, wall - after);
  return { day, begins: new Date(begins) };
}

describe.each(['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Beirut'])(
  'when the clocks change in %s, and the day is closed offline',
  (timeZone) => {
    it.each([0, 2, 3, 4])('cut off at %i, it is the day before to the minute, also to the office', async (cutoff) => {
      const office = await TestOffice.start();
      await setBranch(office.context, 'SG-01', { timeZone, cutoff }, 'tests');
      const { branch, fake } = await branchBehindFake(office);
      await branch.connect();
      fake.vanish();
      const closedAt = async (at: Date): Promise<string> => {
        office.clock.set(at);
        const { entry } = await upload(branch);
        const sealed = await readFile(join(branch.home.outbox, entry.documentId, 'closing.p7m'));
        const { closing } = await receiveClosing(office.context, sealed, DEVICE);
        expect([closing.state, closing.business_date]).toEqual(['accepted', entry.businessDate]);
        return entry.businessDate;
      };
      const changes = nextChanges(timeZone);
      expect(changes.map(({ before, after }) => after > before).sort()).toEqual([false, true]);
      for (const { day, begins } of changes.map((change) => beginning(change, cutoff))) {
        expect(await closedAt(new Date(begins.getTime() - MINUTE))).toBe(addDays(day, -1));
        expect(await closedAt(begins)).toBe(day);
      }
    });
  },
);
