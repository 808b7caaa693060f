import { describe, expect, it } from 'vitest';
import { revoke } from '../../../src/server/authority/branches.ts';
import { unclosedDays } from '../../../src/server/closings/missing.ts';
import { addDays } from '../../../src/shared/business-date.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { TestClock } from '../../support/clock.ts';
import { Desk } from '../../support/closings.ts';
import { Commands } from '../../support/commands.ts';
import { ask } from '../../support/https.ts';
import { TestOffice } from '../../support/office.ts';

/** An office of the branches SG-01, which closes its days, and LIS-1 on the other side of the world. */
async function twoBranches() {
  const office = await TestOffice.open();
  await office.addBranch('LIS-1', { name: 'Lisboa', timeZone: 'Europe/Lisbon', currency: 'EUR' });
  return { office, desk: await Desk.open(office.context), commands: Commands.office(office.folder) };
}

/** Branch and date of each day that is missing. */
async function missing(commands: Commands, ...args: string[]): Promise<[string, string][]> {
  const { missing: days } = await commands.json('closings', 'missing', ...args);
  return days.map(({ branch, businessDate }: { branch: string; businessDate: string }) => [branch, businessDate]);
}

describe("when a day's closings are missing", () => {
  it('lists the branches of which none counts', async () => {
    const { office, desk, commands } = await twoBranches();
    const { today } = desk;
    expect(await missing(commands, '--date', today)).toEqual([
      ['LIS-1', today],
      ['SG-01', today],
    ]);
    await desk.close();
    expect(await missing(commands, '--date', today)).toEqual([['LIS-1', today]]);
    await revoke(office.context, { branch: 'LIS-1' }, 'tests');
    expect(await missing(commands, '--date', today)).toEqual([]);
    expect(await commands.text('closings', 'missing', '--date', today)).toBe('No closing is missing.\n');
  });

  it('expects nothing of a branch from before it was there', async () => {
    const { desk, commands } = await twoBranches();
    expect(await missing(commands, '--date', addDays(desk.today, -2))).toEqual([]);
  });

  it('counts no closing that is on hold, and says that there is one', async () => {
    const { office, desk, commands } = await twoBranches();
    await revoke(office.context, { role: 'manager', branch: 'SG-01', id: 'ann' }, 'tests');
    await desk.close();
    const text = await commands.text('closings', 'missing', '--date', desk.today);
    expect(text).toMatch(/SG-01 +Orchard Road +(not over yet, )?1 on hold\n/);
    expect(text).toMatch(/LIS-1 +Lisboa/);
  });

  it('takes the last day that has ended at each branch, by its own clock and cut-off', async () => {
    // 21:00 in Lisbon on the 10th; 05:00 in Singapore on the 11th, where the 10th ended an hour ago.
    const office = await TestOffice.open(new TestClock(new Date('2030-01-10T21:00:00Z')));
    await office.addBranch('LIS-1', { timeZone: 'Europe/Lisbon' });
    office.clock.advance({ days: 1 });
    const days = await unclosedDays(office.context, {});
    expect(days.map(({ branch, businessDate, over }) => [branch, businessDate, over])).toEqual([
      ['LIS-1', '2030-01-10', true],
      ['SG-01', '2030-01-11', true],
    ]);
    const named = await unclosedDays(office.context, { date: '2030-01-11' });
    expect(named.map(({ branch, over }) => [branch, over])).toEqual([
      ['LIS-1', false],
      ['SG-01', true],
    ]);
  });
});

describe('when a day is excused', () => {
  it('isn’t missing any more, and whose word that was is recorded', async () => {
    const { office, desk, commands } = await twoBranches();
    const { today } = desk;
    const day = ['LIS-1', '--date', today];
    const excuse = ['closings', 'excuse', ...day, '--reason', ' Carnival ', '--by', 'alice'];
    expect(await commands.json(...excuse)).toEqual({ branch: 'LIS-1', date: today, excused: 'Carnival' });
    expect(await missing(commands, '--date', today)).toEqual([['SG-01', today]]);
    expect(await newestRecords(office, 1)).toEqual([['alice', 'day.excused', 'LIS-1']]);
    expect(await commands.text('closings', 'excuse', ...day, '--undo')).toBe(
      `A closing of LIS-1 for ${today} is expected again.\n`,
    );
    expect(await missing(commands, '--date', today)).toHaveLength(2);
    expect((await newestRecords(office, 1))[0]?.[1]).toBe('day.expected');
    expect(await commands.failure('closings', 'excuse', ...day, '--undo')).toEqual({
      exit: 1,
      code: 'unknown-subject',
      happened: `There is no excused day ${today} of branch LIS-1.`,
    });
  });

  it('again, takes the newer reason', async () => {
    const { office, desk, commands } = await twoBranches();
    for (const reason of ['Carnival', 'Flood']) {
      await commands.json('closings', 'excuse', 'LIS-1', '--date', desk.today, '--reason', reason);
    }
    const days = await office.context.db.selectFrom('excused_days').selectAll().execute();
    expect(days).toMatchObject([{ branch: 'LIS-1', business_date: desk.today, reason: 'Flood' }]);
  });

  it.each([
    { wrong: ['LIS-1', '--date', '2026-11-22'], exit: 2, code: 'usage' },
    { wrong: ['LIS-1', '--date', '2026-11-22', '--reason', ' '], exit: 2, code: 'usage' },
    { wrong: ['LIS-1', '--date', '2026-11-31', '--reason', 'Flood'], exit: 2, code: 'usage' },
    { wrong: ['LIS-1', '--date', '2026-11-22', '--reason', 'Flood', '--undo'], exit: 2, code: 'usage' },
    { wrong: ['LIS-9', '--date', '2026-11-22', '--reason', 'Flood'], exit: 1, code: 'unknown-subject' },
  ])('is refused: $wrong', async ({ wrong, exit, code }) => {
    const { commands } = await twoBranches();
    expect(await commands.failure('closings', 'excuse', ...wrong)).toMatchObject({ exit, code });
  });

  it('its branch is told which days those are, and why', async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    const commands = Commands.office(office.folder);
    for (const [date, reason] of [
      ['2026-12-26', 'Flood'],
      ['2026-12-25', 'Christmas'],
    ] as const) {
      await commands.json('closings', 'excuse', 'SG-01', '--date', date, '--reason', reason);
    }
    const { body } = await ask(office, PATHS.office, { as: desk.device });
    expect(JSON.parse(body.toString()).branch).toMatchObject({
      closedDays: ['2026-12-25', '2026-12-26'],
      closedReasons: { '2026-12-25': 'Christmas', '2026-12-26': 'Flood' },
    });
  });
});
