import { expect, it, vi } from 'vitest';
import { excuseDay } from '../../../src/server/closings/excused.ts';
import { addDays } from '../../../src/shared/business-date.ts';
import { closedBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

it('lists the days of a month with what became of each file', async () => {
  const office = await TestOffice.start(realTime());
  const commands = Commands.branch(await closedBranch(office));
  await commands.json('status');
  const { today, month } = await commands.json('history');
  expect(month).toBe(today.slice(0, 7));
  const [before, closed] = [addDays(today, -60), addDays(today, 400)];
  await excuseDay(office.context, { branch: 'SG-01', date: closed, reason: 'Flood' }, 'tests');
  await commands.json('closing', 'upload', await salesFile(), '--manager', 'mei', '--date', before);
  await commands.json('closing', 'upload', await salesFile(), '--manager', 'mei', '--date', before);
  const past = ['history', '--month', before.slice(0, 7)];
  const { days } = await commands.json(...past);
  expect(days.find(({ businessDate }: { businessDate: string }) => businessDate === before)).toMatchObject({
    state: 'delivered',
    closings: [
      { revision: 1, isReplaced: true },
      { revision: 2, isReplaced: false },
    ],
  });
  expect(await commands.text(...past)).toMatch(
    new RegExp(
      `\n${before} +delivered +main +1 +replaced +mei +day_end\\.csv\n +delivered +main +2 +mei +day_end\\.csv\n`,
    ),
  );
  expect(await commands.text('history', '--month', closed.slice(0, 7))).toMatch(
    new RegExp(`\n${closed} +closed: Flood\n`),
  );
  expect(await commands.text('history', '--month', '2001-01')).toBe('Nothing is known of 2001-01.\n');
  expect(await commands.failure('history', '--month', '2026-13')).toMatchObject({ exit: 2, code: 'usage' });
});
