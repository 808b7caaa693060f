import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from '../../../src/shared/business-date.ts';
import { openDesk } from '../../support/desk.ts';
import { SALES } from '../../support/sales.ts';
import { totals } from '../../support/totals.ts';
import { filesHolding } from '../../support/tree.ts';
import { atTheDesk, CLOSING, pick } from './at-the-desk.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Its columns are called as no till calls them. */
const STRANGE = 'Qq;Zz;Ww\r\nLaksa;2;13,000\r\nKopi;3;4,800\r\n';

describe('the file that is looked at', () => {
  it('keeps the file, its day and its part over a restart, and nothing of a passphrase', async () => {
    const { ask, desk, draft, folder, office } = await atTheDesk();
    await expect(ask['closing.upload']({ ...CLOSING, ...pick(draft), passphrase: 'wrong, all wrong' })).toFailWith(
      'passphrase-wrong',
    );
    const described = await ask['closing.describe']({ businessDate: addDays(draft.businessDate, -2), part: 'bar' });
    await desk.stop();
    expect(await filesHolding(folder, 'wrong, all wrong')).toEqual([]);
    const next = await openDesk(folder, office);
    await next.settled();
    expect(await next.ask['closing.draft'](undefined)).toEqual(described);
    await next.ask['closing.discard'](undefined);
    expect(await next.ask['closing.draft'](undefined)).toBeNull();
  });

  it('compares with the same weekday a week before, all its tills together, by their last word', async () => {
    const { ask, draft, path } = await atTheDesk();
    const before = addDays(draft.businessDate, -7);
    expect(draft.weekBefore).toBeNull();
    for (const [part, file] of [
      ['main', 'Item,Quantity,Amount\r\nLaksa,1,6.50\r\n'],
      ['main', SALES],
      // Tax that only one till tells isn't the day's.
      ['bar', 'Item,Quantity,Net,Tax\r\nBeer,2,16.20,1.62\r\n'],
    ] as const) {
      await writeFile(path, file);
      await ask['closing.drop']({ path });
      const { fileSha256 } = await ask['closing.describe']({ businessDate: before, part });
      await ask['closing.upload']({ ...CLOSING, part, replace: true, businessDate: before, fileSha256 });
    }
    const { weekBefore } = await ask['closing.drop']({ path });
    expect(weekBefore).toEqual({ ...totals({ lines: 3, quantity: 7, net: 3400 }), digits: 2 });
  });

  it('asks for the day anew when another file lies there after a restart', async () => {
    const { ask, desk, draft, path, folder, office } = await atTheDesk();
    const { businessDate } = draft;
    await ask['closing.describe']({ businessDate: addDays(businessDate, -3), part: 'bar' });
    await desk.stop();
    await writeFile(path, SALES.replace('Laksa', 'Mee'));
    const next = await openDesk(folder, office);
    expect(await next.ask['closing.draft'](undefined)).toMatchObject({ businessDate, part: 'bar' });
  });

  it('opens also when what the window remembers is damaged', async () => {
    const { desk, folder, office } = await atTheDesk();
    await desk.stop();
    await writeFile(join(folder, 'window.json'), '{');
    const next = await openDesk(folder, office);
    expect(await next.ask['closing.draft'](undefined)).toBeNull();
    expect(await next.ask['closing.suggest'](undefined)).toEqual({ file: null, problem: null });
    await expect(next.ask['closing.takeSuggested'](undefined)).toFailWith('file-not-found');
    expect(next.desk.state).toMatchObject({ phase: 'ready' });
  });

  it('tells what was odd by kind, how often and in which rows', async () => {
    const { ask, path } = await atTheDesk();
    await writeFile(path, `${SALES}Teh,some,1.20,\r\nTeh,few,1.20,\r\n`);
    const { warnings, needsReview } = await ask['closing.drop']({ path });
    expect(needsReview).toBe(true);
    expect(warnings).toMatchObject([{ text: expect.stringContaining('“some”'), count: 2, rows: [4, 5] }]);
  });

  it('reads the file as a person says, and files like it, until that is taken back', async () => {
    const { ask, desk, path, folder, office } = await atTheDesk();
    await writeFile(path, STRANGE);
    const misread = await ask['closing.drop']({ path });
    expect(misread).toMatchObject({
      profile: 'unknown',
      correction: { headers: ['Qq', 'Zz', 'Ww'], isCorrected: false },
    });
    const hints = { decimal: ',', columns: { item: 'Qq', quantity: 'Zz', net: 'Ww' } } as const;
    const corrected = await ask['closing.correct']({ hints });
    expect(corrected).toMatchObject({
      totals: { lines: 2, net: 1780 },
      correction: { hints, isCorrected: true },
    });
    const columns = Object.fromEntries(corrected.correction!.columns);
    expect(columns).toMatchObject({ item: 'Qq', net: 'Ww', tip: null, void: null });
    expect(columns).not.toHaveProperty('currency');
    await desk.stop();
    const next = await openDesk(folder, office);
    expect(await next.ask['closing.draft'](undefined)).toEqual(corrected);
    const { receipt } = await next.ask['closing.upload']({ ...CLOSING, ...pick(corrected) });
    expect(receipt?.totals).toMatchObject({ lines: 2, net: 1780 });
    await writeFile(path, STRANGE.replace('Laksa', 'Mee'));
    expect(await next.ask['closing.drop']({ path })).toMatchObject({ totals: { net: 1780 }, correction: { hints } });
    const asFound = await next.ask['closing.correct']({ hints: {} });
    expect(asFound).toMatchObject({ profile: 'unknown', correction: { isCorrected: false } });
    expect(await next.ask['closing.drop']({ path })).toEqual(asFound);
  });

  it('without headers is read as a person says, also after a restart, and no other file is', async () => {
    const { ask, desk, path, folder, office } = await atTheDesk();
    await writeFile(path, 'Laksa,2,13.000\r\nKopi,3,4.800\r\n');
    await ask['closing.drop']({ path });
    const corrected = await ask['closing.correct']({ hints: { decimal: ',' } });
    expect(corrected).toMatchObject({ totals: { net: 1_780_000 }, correction: { isForOthers: false } });
    await desk.stop();
    const next = await openDesk(folder, office);
    expect(await next.ask['closing.draft'](undefined)).toEqual(corrected);
    await writeFile(path, 'Mee,2,13.00\r\nTeh,3,4.80\r\n');
    expect(await next.ask['closing.drop']({ path })).toMatchObject({ correction: { hints: {}, isCorrected: false } });
  });

  it.each(['describe', 'correct'] as const)('when it has changed, is shown as it is now: %s', async (how) => {
    const { ask, path, draft } = await atTheDesk();
    await writeFile(path, STRANGE);
    await ask['closing.drop']({ path });
    await writeFile(path, SALES);
    const businessDate = addDays(draft.businessDate, -1);
    const changed = {
      describe: () => ask['closing.describe']({ businessDate, part: 'main' }),
      correct: () => ask['closing.correct']({ hints: { columns: { net: null } } }),
    };
    await expect(changed[how]()).toFailWith('file-changed');
    expect(await ask['closing.draft'](undefined)).toEqual(draft);
    for (const content of [SALES, STRANGE]) {
      await writeFile(path, content);
      expect(await ask['closing.drop']({ path })).toMatchObject({ correction: { isCorrected: false } });
    }
  });

  it('when what was said of files is damaged, reads them as SPAMS would', async () => {
    const { ask, path, folder } = await atTheDesk();
    await writeFile(join(folder, 'corrections.json'), '{"columns":');
    expect(await ask['closing.drop']({ path })).toMatchObject({ totals: { net: 1780 }, correction: { hints: {} } });
    await ask['closing.correct']({ hints: { columns: { net: null } } });
    expect(await ask['closing.drop']({ path })).toMatchObject({ correction: { isCorrected: true } });
  });

  it('reads the file that was asked for last', async () => {
    const { ask, path } = await atTheDesk();
    const other = join(path, '..', 'bar.csv');
    await writeFile(other, SALES.replace('Laksa', 'Beer'));
    const [first, last] = [ask['closing.drop']({ path }), ask['closing.drop']({ path: other })];
    await expect(first).toFailWith('reading-superseded');
    expect(await last).toMatchObject({ fileName: 'bar.csv' });
    expect(await ask['closing.draft'](undefined)).toEqual(await last);
  });

  it('is read again as was said last, however often meanwhile', async () => {
    const { ask, draft } = await atTheDesk();
    const { businessDate } = draft;
    const day = ask['closing.describe']({ businessDate: addDays(businessDate, -1), part: 'main' });
    const columns = ask['closing.correct']({ hints: { columns: { net: null } } });
    const last = ask['closing.describe']({ businessDate: addDays(businessDate, -2), part: 'bar' });
    await Promise.all([day, columns].map((earlier) => expect(earlier).toFailWith('reading-superseded')));
    expect(await last).toMatchObject({ businessDate: addDays(businessDate, -2), correction: { isCorrected: false } });
    expect(await ask['closing.draft'](undefined)).toEqual(await last);
  });

  it.each(['discarded', 'sent'])('once it is %s, does not come back because it was being read again', async (end) => {
    const { ask, draft } = await atTheDesk();
    const again = ask['closing.describe']({ businessDate: addDays(draft.businessDate, -1), part: 'main' });
    const superseded = expect(again).toFailWith('reading-superseded');
    if (end === 'sent') await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    else await ask['closing.discard'](undefined);
    await superseded;
    expect(await ask['closing.draft'](undefined)).toBeNull();
  });

  it('is read no longer once the window is closed', async () => {
    const { ask, desk, path } = await atTheDesk();
    let isRead = false;
    const reading = ask['closing.drop']({ path }).finally(() => {
      isRead = true;
    });
    const superseded = expect(reading).toFailWith('reading-superseded');
    await desk.stop();
    expect(isRead).toBe(true);
    await superseded;
  });

  it('says of which days the rows are, and reads them as of the day that was chosen', async () => {
    const { ask, path, draft } = await atTheDesk();
    const yesterday = addDays(draft.businessDate, -1);
    await writeFile(path, `Item,Quantity,Amount,Date\r\nLaksa,2,13.00,${yesterday}\r\nKopi,3,4.80,${yesterday}\r\n`);
    const days = [{ date: yesterday, lines: 2 }];
    expect(await ask['closing.drop']({ path })).toMatchObject({ needsReview: true, summary: { days, outsideDay: 2 } });
    const chosen = await ask['closing.describe']({ businessDate: yesterday, part: 'main' });
    expect(chosen).toMatchObject({ needsReview: false, summary: { days, outsideDay: 0 } });
  });

  it("suggests today's export from the folder of the last one, until it is uploaded", async () => {
    const { ask, path, office } = await atTheDesk();
    const newer = join(path, '..', 'export 2.csv');
    await writeFile(newer, SALES.replace('Laksa', 'Mee'));
    const now = office.clock.now();
    await utimes(path, now, new Date(now.getTime() - 60_000));
    await utimes(newer, now, now);
    await mkdir(join(path, '..', 'folder.csv'));
    const suggestion = { fileName: 'export 2.csv', modifiedAt: now.toISOString() };
    expect(await ask['closing.suggest'](undefined)).toEqual({ file: suggestion, problem: null });
    const draft = await ask['closing.takeSuggested'](undefined);
    await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    expect(await ask['closing.suggest'](undefined)).toEqual({ file: null, problem: null });
    await rm(join(path, '..'), { recursive: true });
    expect(await ask['closing.suggest'](undefined)).toEqual({ file: null, problem: null });
  });
});
