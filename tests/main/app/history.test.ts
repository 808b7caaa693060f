import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from '../../../src/shared/business-date.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { flipped } from '../../support/office-documents.ts';
import { type AtTheDesk, atTheDesk, CLOSING, pick } from './at-the-desk.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Looks at the same file as one of another day and till, and uploads it. */
async function uploadFor({ ask, path }: AtTheDesk, businessDate: string, part = 'main', replace = false) {
  const draft = await ask['closing.drop']({ path, wanted: { businessDate, part } });
  expect(draft).toMatchObject({ businessDate, part, dateIsCertain: true });
  return ask['closing.upload']({ ...CLOSING, ...pick(draft), part, replace });
}

/** Head office can't open the next closing, however often it comes. */
function refuseNext({ fake }: AtTheDesk): void {
  let next: Buffer | undefined;
  fake.on(PATHS.closings, async (asked, real) => {
    next ??= Buffer.from(asked.body);
    if (asked.body.equals(next)) asked.body = flipped(asked.body);
    return real();
  });
}

describe('a day of the past', () => {
  it('shows every file with its receipt, and one that is damaged hides no other', async () => {
    const there = await atTheDesk();
    const { ask, draft, folder } = there;
    const date = addDays(draft.businessDate, -2);
    const { receipt } = await uploadFor(there, date);
    const bar = await uploadFor(there, date, 'bar');
    const day = await ask['history.day']({ businessDate: date });
    expect(day).toMatchObject({ state: 'delivered', canSend: true, reason: null });
    expect(day.closings).toMatchObject([
      { part: 'bar', state: 'delivered', managerName: 'Mei 美', error: null, receipt: bar.receipt },
      { part: 'main', state: 'delivered', isReplaced: false, error: null, receipt },
    ]);
    await writeFile(join(folder, 'receipts', bar.documentId, 'receipt.p7s'), 'damaged');
    expect((await ask['history.day']({ businessDate: date })).closings).toMatchObject([
      { part: 'bar', state: 'delivered', receipt: null, error: { code: 'state-damaged' } },
      { part: 'main', receipt },
    ]);
    const { days, damaged } = await ask['history.month']({ month: date.slice(0, 7) });
    expect(days.find(({ businessDate }) => businessDate === date)).toEqual({ businessDate: date, state: 'delivered' });
    expect(damaged).toEqual([]);
  });

  it('that is too long ago, or to come, takes no file', async () => {
    const { ask, draft, path } = await atTheDesk();
    for (const days of [-100, 3]) {
      const businessDate = addDays(draft.businessDate, days);
      expect(await ask['history.day']({ businessDate })).toMatchObject({ canSend: false });
      const wanted = { businessDate, part: 'main' };
      await expect(ask['closing.drop']({ path, wanted })).toFailWith('business-date-implausible');
    }
    expect(await ask['closing.draft'](undefined)).toEqual(draft);
  });
});

describe('what head office refused', () => {
  it('says why, and waits for a person until another file of the same till is there', async () => {
    const there = await atTheDesk();
    const { desk, ask, draft } = there;
    const date = addDays(draft.businessDate, -1);
    refuseNext(there);
    const { documentId } = await uploadFor(there, date);
    expect(await ask['history.day']({ businessDate: date })).toMatchObject({
      state: 'refused',
      closings: [{ documentId, state: 'refused', receipt: null, error: { code: 'not-opened' } }],
    });
    const replaced = () => desk.state.outbox.map((entry) => [entry.documentId, entry.state, entry.replaced]);
    await uploadFor(there, date, 'bar');
    expect(replaced()).toEqual([[documentId, 'refused', false]]);
    await uploadFor(there, date, 'main', true);
    expect(replaced()).toEqual([[documentId, 'refused', true]]);
    expect(await ask['history.day']({ businessDate: date })).toMatchObject({ state: 'delivered' });
  });
});
