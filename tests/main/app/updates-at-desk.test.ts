import { describe, expect, it, vi } from 'vitest';
import { setUpdateFeed } from '../../../src/server/update-feed.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openDesk } from '../../support/desk.ts';
import { offerOf } from '../../support/updater.ts';
import { atTheDesk, CLOSING, pick } from './at-the-desk.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const FEED = 'https://updates.example.com/spams';

/** A branch whose office names a place where a newer version lies. */
async function offered() {
  const all = await atTheDesk();
  all.updater.offered = offerOf('9.0.0');
  await setUpdateFeed(all.office.context, FEED, 'tests');
  await all.ask['menu.fetch'](undefined);
  await all.screen.until('app.state', ({ updates }) => updates.state === 'idle');
  const look = async () => {
    await all.ask['updates.check'](undefined);
    return all.screen.until('app.state', ({ updates }) => updates.state === 'ready');
  };
  return { ...all, look };
}

describe('a newer version', () => {
  it('is found where the office says, and no more once the office takes that back', async () => {
    const { ask, desk, office, screen, updater, look } = await offered();
    expect((await look()).updates).toMatchObject({ offered: '9.0.0', error: null, waits: false });
    expect(updater.asked).toEqual([FEED]);
    await setUpdateFeed(office.context, undefined, 'tests');
    await ask['menu.fetch'](undefined);
    await screen.until('app.state', ({ updates }) => updates.state === 'off');
    await desk.stop();
    desk.updates.install();
    expect(updater.installed).toEqual([]);
  });

  it('is left while a closing is signed and sent, which is delivered, and fetched afterwards', async () => {
    const { ask, draft, fake, screen, updater, look } = await offered();
    const arrive = updater.hold();
    await ask['updates.check'](undefined);
    await screen.until('app.state', ({ updates }) => updates.state === 'downloading');
    const goOn = fake.hold(PATHS.closings);
    const upload = ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    await screen.until('app.state', ({ updates }) => updates.state === 'idle' && updates.waits);
    arrive();
    await ask['updates.check'](undefined);
    expect(updater.downloads).toBe(1);
    goOn();
    expect(await upload).toMatchObject({ state: 'delivered' });
    await screen.until('app.state', ({ updates }) => !updates.waits);
    await look();
    expect(updater.downloads).toBe(2);
  });

  it('is not restarted into while a closing is sent; afterwards it is, once, when all is safe', async () => {
    const { ask, desk, draft, fake, screen, updater, look } = await offered();
    await expect(ask['updates.restart'](undefined)).toFailWith('window-refused');
    await look();
    const goOn = fake.hold(PATHS.closings);
    const upload = ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    await screen.until('app.state', ({ updates }) => updates.waits);
    await expect(ask['updates.restart'](undefined)).toFailWith('window-refused');
    expect(screen.quits).toBe(0);
    goOn();
    await upload;
    await screen.until('app.state', ({ updates }) => !updates.waits);
    await ask['updates.restart'](undefined);
    expect([screen.quits, updater.installed]).toEqual([1, []]);
    await desk.stop();
    desk.updates.install();
    expect(updater.installed).toEqual([{ restart: true }]);
  });

  it('finds what was queued as it was', async () => {
    const { ask, desk, draft, fake, folder, office, look } = await offered();
    fake.vanish();
    const { documentId, state } = await ask['closing.upload']({ ...CLOSING, ...pick(draft) });
    expect(state).toBe('queued');
    await look();
    await ask['updates.restart'](undefined);
    await desk.stop();
    desk.updates.install();
    fake.behave();
    const updated = await openDesk(folder, office);
    expect(updated.desk.state.outbox).toMatchObject([{ documentId, state: 'queued' }]);
    await updated.screen.until('app.state', ({ outbox }) => outbox.length === 0);
    expect(await updated.ask['receipt.show']({ documentId })).toMatchObject({ documentId });
  });
});
