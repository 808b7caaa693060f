import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { SALES } from '../../support/sales.ts';
import { atTheDesk, CLOSING, pick } from './at-the-desk.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

describe('the end of the day', () => {
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
    const outcome = await ask['closing.upload']({ ...CLOSING, businessDate, fileSha256 });
    expect(outcome).toMatchObject({ state: 'delivered', receipt: { businessDate, fileName: 'day_end.csv' } });
    expect(desk.state).toMatchObject({ outbox: [], today: { businessDate, closed: 'delivered' }, opensOn: 'menu' });
    expect(await ask['closing.draft'](undefined)).toBeNull();
    const { documentId } = outcome.receipt!;
    expect(await ask['receipt.show']({ documentId })).toEqual(outcome.receipt);
  });

  it('delivers also when what the window remembers cannot be kept', async () => {
    const { ask, draft, folder } = await atTheDesk();
    await rm(join(folder, 'window.json'));
    await mkdir(join(folder, 'window.json', 'in the way'), { recursive: true });
    expect(await ask['closing.upload']({ ...CLOSING, ...pick(draft) })).toMatchObject({ state: 'delivered' });
    expect(await ask['closing.draft'](undefined)).toBeNull();
  });

  it('can be cancelled until it is sent, and then the file is still there', async () => {
    const { ask, desk, draft, fake } = await atTheDesk();
    expect(await ask['closing.cancel'](undefined)).toBe(false);
    const goOn = fake.hold(PATHS.office);
    const upload = ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    await expect(ask['closing.upload']({ ...CLOSING, ...pick(draft) })).toFailWith('window-refused');
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
    const upload = ask['closing.upload']({ ...CLOSING, ...pick(draft) });
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
    const { documentId, receipt } = await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    expect(await ask['page.savePdf']({ what: 'menu' })).toBe(true);
    expect(await ask['page.savePdf']({ what: 'receipt', documentId })).toBe(true);
    const names = [`SPAMS menu ${businessDate}.pdf`, `SPAMS receipt ${businessDate} ${receipt?.number}.pdf`];
    expect(screen.saved).toEqual(names);
  });

  it('says that what was dropped is no file of this PC', async () => {
    const { ask } = await atTheDesk();
    await expect(ask['closing.drop']({ path: '', wanted: null })).toFailWith('file-not-regular');
  });

  it('shows a file anew that changed after it was looked at', async () => {
    const { ask, draft, path } = await atTheDesk();
    await writeFile(path, SALES.replace('2,6.50,13.00', '4,6.50,26.00'));
    await expect(ask['closing.upload']({ ...CLOSING, ...pick(draft) })).toFailWith('file-changed');
    const anew = await ask['closing.draft'](undefined);
    expect(anew?.totals.net).toBe(3080);
    expect(await ask['closing.upload']({ ...CLOSING, ...pick(anew!) })).toMatchObject({ state: 'delivered' });
  });

  it('asks before a day is closed again', async () => {
    const { ask, draft, path } = await atTheDesk();
    await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    const again = await ask['closing.drop']({ path, wanted: null });
    expect(again.known).toMatchObject([{ part: 'main', state: 'delivered' }]);
    await expect(ask['closing.upload']({ ...CLOSING, ...pick(again) })).toFailWith('day-already-closed');
    const replaced = await ask['closing.upload']({ ...CLOSING, ...pick(again), replace: true });
    expect(replaced.receipt?.revision).toBe(2);
    const { known } = await ask['closing.drop']({ path, wanted: null });
    expect(known).toEqual([{ part: 'main', state: 'delivered', receipt: replaced.receipt?.number }]);
  });

  it('names the last receipt of each till of today, to be shown again', async () => {
    const { ask, desk, draft, path } = await atTheDesk();
    expect(desk.state.today).toMatchObject({ closed: 'no', delivered: [] });
    await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    const numbers: (string | undefined)[] = [];
    for (const part of ['main', 'bar']) {
      const { businessDate, fileSha256 } = await ask['closing.drop']({ path, wanted: null });
      const outcome = await ask['closing.upload']({ ...CLOSING, businessDate, fileSha256, part, replace: true });
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
    const outcome = await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
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
    await expect(ask['closing.upload']({ ...CLOSING, ...pick(draft) })).toFailWith('window-refused');
  });
});
