import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from '../../../src/shared/business-date.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openDesk } from '../../support/desk.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { TestOffice } from '../../support/office.ts';
import { SALES, salesFile } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { filesHolding } from '../../support/tree.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Its columns are called as no till calls them. */
const STRANGE = 'Qq;Zz;Ww\r\nLaksa;2;13,000\r\nKopi;3;4,800\r\n';

describe('the end of the day', () => {
  const closing = { manager: 'mei', passphrase: PASSPHRASE, part: 'main', replace: false };

  async function atTheDesk() {
    const office = await TestOffice.start();
    const { fake, branch } = await branchBehindFake(office);
    const { folder } = branch.home;
    await branch.home.release();
    const desk = await openDesk(folder, office);
    await desk.settled();
    const path = await salesFile();
    desk.screen.choices.push(path);
    const draft = await desk.ask['closing.choose'](undefined);
    return { ...desk, office, fake, folder, path, draft: draft! };
  }

  it('shows what the file says, then signs and sends that', async () => {
    const { ask, draft, desk } = await atTheDesk();
    expect(draft).toMatchObject({
      fileName: 'day_end.csv',
      size: SALES.length,
      totals: { lines: 2, quantity: 5, net: 1780, currency: 'SGD', digits: 2 },
      profileName: 'Sales table',
      summary: {
        topItems: [
          { name: 'Laksa', quantity: 2, net: 1300 },
          { name: 'Kopi', quantity: 3, net: 480 },
        ],
      },
      part: 'main',
      known: [],
      dateIsCertain: true,
    });
    const { businessDate, fileSha256 } = draft;
    const outcome = await ask['closing.upload']({ ...closing, businessDate, fileSha256 });
    expect(outcome).toMatchObject({ state: 'delivered', receipt: { businessDate, fileName: 'day_end.csv' } });
    expect(desk.state).toMatchObject({ outbox: [], today: { businessDate, closed: 'delivered' }, opensOn: 'menu' });
    expect(await ask['closing.draft'](undefined)).toBeNull();
    const { documentId } = outcome.receipt!;
    expect(await ask['receipt.show']({ documentId })).toEqual(outcome.receipt);
  });

  it('keeps the file, its day and its part over a restart, and nothing of a passphrase', async () => {
    const { ask, desk, draft, folder, office } = await atTheDesk();
    await expect(ask['closing.upload']({ ...closing, ...pick(draft), passphrase: 'wrong, all wrong' })).toFailWith(
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
      ['bar', 'Item,Quantity,Amount\r\nBeer,2,16.20\r\n'],
    ] as const) {
      await writeFile(path, file);
      await ask['closing.drop']({ path });
      const { fileSha256 } = await ask['closing.describe']({ businessDate: before, part });
      await ask['closing.upload']({ ...closing, part, replace: true, businessDate: before, fileSha256 });
    }
    const { weekBefore } = await ask['closing.drop']({ path });
    expect(weekBefore).toMatchObject({ currency: 'SGD', digits: 2, lines: 3, quantity: 7, net: 3400 });
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

  it('delivers also when what the window remembers cannot be kept', async () => {
    const { ask, draft, folder } = await atTheDesk();
    await rm(join(folder, 'window.json'));
    await mkdir(join(folder, 'window.json', 'in the way'), { recursive: true });
    expect(await ask['closing.upload']({ ...closing, ...pick(draft) })).toMatchObject({ state: 'delivered' });
    expect(await ask['closing.draft'](undefined)).toBeNull();
  });

  it('opens also when what the window remembers is damaged', async () => {
    const { desk, folder, office } = await atTheDesk();
    await desk.stop();
    await writeFile(join(folder, 'window.json'), '{');
    const next = await openDesk(folder, office);
    expect(await next.ask['closing.draft'](undefined)).toBeNull();
    expect(await next.ask['closing.suggest'](undefined)).toBeNull();
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

  it('can be cancelled until it is sent, and then the file is still there', async () => {
    const { ask, desk, draft, fake } = await atTheDesk();
    expect(await ask['closing.cancel'](undefined)).toBe(false);
    const goOn = fake.hold(PATHS.office);
    const upload = ask['closing.upload']({ ...closing, ...pick(draft) });
    await expect(ask['closing.upload']({ ...closing, ...pick(draft) })).toFailWith('window-refused');
    expect(desk.isWaiting).toBe(true);
    expect(await ask['closing.cancel'](undefined)).toBe(true);
    goOn();
    await expect(upload).toFailWith('upload-cancelled');
    expect({ isWaiting: desk.isWaiting, waiting: desk.waiting }).toEqual({ isWaiting: false, waiting: 0 });
    expect(await ask['closing.draft'](undefined)).toEqual(draft);
  });

  it('cannot be cancelled once it is out', async () => {
    const { ask, screen, draft, fake } = await atTheDesk();
    const goOn = fake.hold(PATHS.closings);
    const upload = ask['closing.upload']({ ...closing, ...pick(draft) });
    await screen.until('upload.progress', ({ sent }) => sent === 1);
    expect(await ask['closing.cancel'](undefined)).toBe(false);
    goOn();
    expect(await upload).toMatchObject({ state: 'delivered' });
    expect(screen.all('upload.progress').map(({ step }) => step)).toEqual(
      expect.arrayContaining(['signing', 'encrypting', 'waiting']),
    );
  });

  it('suggests a name by which a menu and a receipt are found again', async () => {
    const { ask, screen, draft } = await atTheDesk();
    const { businessDate } = draft;
    const { documentId, receipt } = await ask['closing.upload']({ ...closing, ...pick(draft) });
    expect(await ask['page.savePdf']({ what: 'menu' })).toBe(true);
    expect(await ask['page.savePdf']({ what: 'receipt', documentId })).toBe(true);
    const names = [`SPAMS menu ${businessDate}.pdf`, `SPAMS receipt ${businessDate} ${receipt?.number}.pdf`];
    expect(screen.saved).toEqual(names);
  });

  it('says that what was dropped is no file of this PC', async () => {
    const { ask } = await atTheDesk();
    await expect(ask['closing.drop']({ path: '' })).toFailWith('file-not-regular');
  });

  it('shows a file anew that changed after it was looked at', async () => {
    const { ask, draft, path } = await atTheDesk();
    await writeFile(path, SALES.replace('2,6.50,13.00', '4,6.50,26.00'));
    await expect(ask['closing.upload']({ ...closing, ...pick(draft) })).toFailWith('file-changed');
    const anew = await ask['closing.draft'](undefined);
    expect(anew?.totals.net).toBe(3080);
    expect(await ask['closing.upload']({ ...closing, ...pick(anew!) })).toMatchObject({ state: 'delivered' });
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
      correction: { hints, isCorrected: true, columns: { item: 'Qq', net: 'Ww', tip: null } },
    });
    await desk.stop();
    const next = await openDesk(folder, office);
    expect(await next.ask['closing.draft'](undefined)).toEqual(corrected);
    const { receipt } = await next.ask['closing.upload']({ ...closing, ...pick(corrected) });
    expect(receipt?.totals).toMatchObject({ lines: 2, net: 1780 });
    await writeFile(path, STRANGE.replace('Laksa', 'Mee'));
    expect(await next.ask['closing.drop']({ path })).toMatchObject({ totals: { net: 1780 }, correction: { hints } });
    const asFound = await next.ask['closing.correct']({ hints: {} });
    expect(asFound).toMatchObject({ profile: 'unknown', correction: { isCorrected: false } });
    expect(await next.ask['closing.drop']({ path })).toEqual(asFound);
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

  it('says of which days the rows are, and reads them as of the day that was chosen', async () => {
    const { ask, path, draft } = await atTheDesk();
    const yesterday = addDays(draft.businessDate, -1);
    await writeFile(path, `Item,Quantity,Amount,Date\r\nLaksa,2,13.00,${yesterday}\r\nKopi,3,4.80,${yesterday}\r\n`);
    const days = [{ date: yesterday, lines: 2 }];
    expect(await ask['closing.drop']({ path })).toMatchObject({ needsReview: true, summary: { days, outsideDay: 2 } });
    const chosen = await ask['closing.describe']({ businessDate: yesterday, part: 'main' });
    expect(chosen).toMatchObject({ needsReview: false, summary: { days, outsideDay: 0 } });
  });

  it('asks before a day is closed again', async () => {
    const { ask, draft, path } = await atTheDesk();
    await ask['closing.upload']({ ...closing, ...pick(draft) });
    const again = await ask['closing.drop']({ path });
    expect(again.known).toMatchObject([{ part: 'main', state: 'delivered' }]);
    await expect(ask['closing.upload']({ ...closing, ...pick(again) })).toFailWith('day-already-closed');
    const replaced = await ask['closing.upload']({ ...closing, ...pick(again), replace: true });
    expect(replaced.receipt?.revision).toBe(2);
  });

  it('names the last receipt of each till of today, to be shown again', async () => {
    const { ask, desk, draft, path } = await atTheDesk();
    expect(desk.state.today).toMatchObject({ closed: 'no', delivered: [] });
    await ask['closing.upload']({ ...closing, ...pick(draft) });
    const numbers: (string | undefined)[] = [];
    for (const part of ['main', 'bar']) {
      const { businessDate, fileSha256 } = await ask['closing.drop']({ path });
      const outcome = await ask['closing.upload']({ ...closing, businessDate, fileSha256, part, replace: true });
      numbers.unshift(outcome.receipt?.number);
    }
    const { delivered } = desk.state.today!;
    expect(delivered.map(({ part }) => part)).toEqual(['bar', 'main']);
    const shown = await Promise.all(delivered.map(({ documentId }) => ask['receipt.show']({ documentId })));
    expect(shown.map(({ number }) => number)).toEqual(numbers);
  });

  it('offline, is queued and sent by itself once head office is back', async () => {
    const { ask, draft, fake, screen, desk } = await atTheDesk();
    fake.vanish();
    const outcome = await ask['closing.upload']({ ...closing, ...pick(draft) });
    expect(outcome).toMatchObject({ state: 'queued', receipt: null, error: { code: 'office-unreachable' } });
    expect(desk.state.outbox).toMatchObject([{ state: 'queued', businessDate: draft.businessDate }]);
    expect(desk.state.today).toMatchObject({ closed: 'waiting' });
    fake.behave();
    await desk.wake();
    expect(await screen.until('app.state', ({ outbox }) => outbox.length === 0)).toMatchObject({
      connection: { state: 'connected' },
      today: { closed: 'delivered' },
    });
  });

  it('refuses a day that head office would not take, and an upload without a file', async () => {
    const { ask, draft } = await atTheDesk();
    const describe = ask['closing.describe']({ businessDate: '2020-01-01', part: 'main' });
    await expect(describe).toFailWith('business-date-implausible');
    await ask['closing.discard'](undefined);
    await expect(ask['closing.upload']({ ...closing, ...pick(draft) })).toFailWith('window-refused');
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
    expect(await ask['closing.suggest'](undefined)).toEqual(suggestion);
    const draft = await ask['closing.takeSuggested'](undefined);
    await ask['closing.upload']({ ...closing, ...pick(draft) });
    expect(await ask['closing.suggest'](undefined)).toBeNull();
    await rm(join(path, '..'), { recursive: true });
    expect(await ask['closing.suggest'](undefined)).toBeNull();
  });

  const pick = ({ businessDate, fileSha256 }: { businessDate: string; fileSha256: string }) => {
    return { businessDate, fileSha256 };
  };
});
