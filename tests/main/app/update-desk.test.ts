import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UpdateDesk } from '../../../src/main/app/update-desk.ts';
import { SpamsError } from '../../../src/shared/errors.ts';
import { eventually } from '../../support/eventually.ts';
import { offerOf, TestUpdater } from '../../support/updater.ts';

const FEED = 'https://updates.example.com/spams';
const MINUTE = 60_000;
const NOON = '2026-11-22T12:00:00.000Z';

/** The one timer, which runs out when the test says so. */
const timer = vi.hoisted(() => ({ delay: undefined as number | undefined, work: () => {} }));

vi.mock('../../../src/main/app/timer.ts', () => ({
  withJitter: (delay: number) => delay,
  Timer: class {
    constructor(work: () => void) {
      timer.work = work;
    }
    plan(delay: number): void {
      timer.delay = delay;
    }
    stop(): void {
      timer.delay = undefined;
    }
  },
}));

beforeEach(() => {
  timer.delay = undefined;
});

function desk() {
  const updater = new TestUpdater();
  const closing = { is: false };
  const lines: string[] = [];
  const updates = new UpdateDesk({
    updater,
    isClosing: () => closing.is,
    onChange: () => {},
    log: (text) => lines.push(text),
    now: () => new Date(NOON),
    version: '1.2.3',
  });
  return { updater, updates, closing, lines };
}

/** A desk at which this version lies ready. */
async function ready(version = '1.3.0') {
  const all = desk();
  all.updater.offered = offerOf(version);
  await all.updates.officeSaid(FEED);
  await all.updates.check();
  expect(all.updates.view).toMatchObject({ state: 'ready', offered: version, error: null });
  return all;
}

describe('newer versions', () => {
  it('are neither looked for nor installed unless the office names a place', async () => {
    const { updates, updater } = desk();
    updater.offered = offerOf('1.3.0');
    await updates.officeSaid(undefined);
    await updates.check();
    updates.install();
    expect(updates.view).toMatchObject({ version: '1.2.3', state: 'off', offered: null, checkedAt: null });
    expect([timer.delay, updater.asked, updater.installed]).toEqual([undefined, [], []]);
  });

  it('are looked for soon after the office has named a place, and every six hours', async () => {
    const { updates, updater } = desk();
    await updates.officeSaid(FEED);
    await updates.officeSaid(FEED);
    expect([updates.view.state, timer.delay, updater.asked]).toEqual(['idle', MINUTE, []]);
    timer.work();
    await eventually(() => expect(updates.view).toMatchObject({ state: 'idle', checkedAt: NOON }));
    expect([timer.delay, updater.asked]).toEqual([360 * MINUTE, [FEED]]);
  });

  it('are fetched, and installed when SPAMS quits', async () => {
    const { updates, updater } = await ready();
    updates.stop();
    updates.install();
    expect([updater.downloads, updater.installed, timer.delay]).toEqual([1, [{ restart: false }], undefined]);
  });

  it('are installed and started where the person wants to restart', async () => {
    const { updates, updater } = await ready();
    updates.restart();
    expect(updater.installed).toEqual([]);
    updates.install();
    expect(updater.installed).toEqual([{ restart: true }]);
  });

  it('are fetched once', async () => {
    const { updates, updater } = await ready();
    await updates.check();
    expect(updates.view).toMatchObject({ state: 'ready', offered: '1.3.0' });
    expect(updater.downloads).toBe(1);
  });

  it('take the place of one that lies ready', async () => {
    const { updates, updater } = await ready();
    updater.offered = offerOf('1.4.0');
    const goOn = updater.hold();
    const checked = updates.check();
    await eventually(() => expect(updates.view).toMatchObject({ state: 'downloading', offered: '1.4.0' }));
    updates.install();
    expect(updater.installed).toEqual([]);
    goOn();
    await checked;
    updates.install();
    expect([updates.view.offered, updater.installed.length]).toEqual(['1.4.0', 1]);
  });
});

describe('SPAMS is not updated', () => {
  it.each(['1.2.3', '1.2.2', '0.9.9'])('to %s, which is no newer', async (version) => {
    const { updates, updater } = desk();
    updater.offered = offerOf(version);
    await updates.officeSaid(FEED);
    await updates.check();
    updates.install();
    expect(updates.view).toMatchObject({ state: 'idle', offered: null, error: null, checkedAt: NOON });
    expect([updater.downloads, updater.installed]).toEqual([0, []]);
  });

  it.each([
    ['was withdrawn', undefined],
    ['was followed by an older one', offerOf('1.2.0')],
  ])('to what %s after it was fetched', async (_, offered) => {
    const { updates, updater } = await ready();
    updater.offered = offered;
    await updates.check();
    updates.install();
    expect(updates.view).toMatchObject({ state: 'idle', offered: null });
    expect(updater.installed).toEqual([]);
    await expect(() => updates.restart()).toFailWith('window-refused');
  });

  it.each([
    ['any place', undefined],
    ['that place', 'https://elsewhere.example.com/'],
  ])('to what was fetched before the office no longer named %s', async (_, feed) => {
    const { updates, updater } = await ready();
    await updates.officeSaid(feed);
    updates.install();
    expect(updates.view).toMatchObject({ state: feed ? 'idle' : 'off', offered: null, checkedAt: null });
    expect(updater.installed).toEqual([]);
  });

  it('by a download that goes on while the office takes the place back', async () => {
    const { updates, updater } = desk();
    updater.offered = offerOf('1.3.0');
    updater.hold();
    await updates.officeSaid(FEED);
    const checked = updates.check();
    await eventually(() => expect(updates.view.state).toBe('downloading'));
    await updates.officeSaid(undefined);
    await checked;
    updates.install();
    expect(updates.view).toMatchObject({ state: 'off', offered: null, error: null });
    expect([timer.delay, updater.installed]).toEqual([undefined, []]);
  });

  it.each(['unsigned', 'for-all-users', 'not-installed'] as const)('where it is %s', async (hindrance) => {
    const { updates, updater } = desk();
    updater.hindered = hindrance;
    updater.offered = offerOf('1.3.0');
    await updates.officeSaid(FEED);
    await updates.check();
    updates.install();
    expect(updates.view.state).toBe(hindrance);
    expect([timer.delay, updater.asked, updater.installed]).toEqual([undefined, [], []]);
  });

  it.each(['update-unreachable', 'update-refused'] as const)('when it fails with %s, which is said', async (code) => {
    const { updates, updater, lines } = desk();
    updater.offered = offerOf('1.3.0');
    updater.failure = { download: new SpamsError(code, { detail: 'the reason' }) };
    await updates.officeSaid(FEED);
    await updates.check();
    updates.install();
    expect(updates.view).toMatchObject({ state: 'idle', offered: null, error: { code } });
    expect([timer.delay, updater.installed]).toEqual([360 * MINUTE, []]);
    expect(lines).toEqual([`no newer version: ${code} (the reason)`]);
    updater.failure = {};
    await updates.check();
    expect(updates.view).toMatchObject({ state: 'ready', error: null });
  });

  it('by a feed that says anything else', async () => {
    const { updates, updater } = desk();
    updater.offered = { ...offerOf('1.3.0'), files: [] };
    await updates.officeSaid(FEED);
    await updates.check();
    expect(updates.view).toMatchObject({ state: 'idle', offered: null, error: { code: 'update-refused' } });
    expect(updater.downloads).toBe(0);
  });

  it('any the less where a later look fails', async () => {
    const { updates, updater } = await ready();
    updater.failure = { check: new SpamsError('update-unreachable') };
    await updates.check();
    expect(updates.view).toMatchObject({ state: 'ready', offered: '1.3.0', error: { code: 'update-unreachable' } });
    updates.install();
    expect(updater.installed).toHaveLength(1);
  });
});

describe('while sales are signed and sent', () => {
  it('nothing is looked for; it is after a minute', async () => {
    const { updates, updater, closing } = desk();
    await updates.officeSaid(FEED);
    closing.is = true;
    await updates.check();
    expect([updater.asked, timer.delay, updates.view.waits]).toEqual([[], MINUTE, true]);
    closing.is = false;
    await updates.check();
    expect(updater.asked).toEqual([FEED]);
  });

  it('what is being fetched is left, and fetched afterwards', async () => {
    const { updates, updater } = desk();
    updater.offered = offerOf('1.3.0');
    const goOn = updater.hold();
    await updates.officeSaid(FEED);
    const checked = updates.check();
    await eventually(() => expect(updates.view.state).toBe('downloading'));
    expect(await updates.during(checked.then(() => updates.view))).toMatchObject({
      state: 'idle',
      offered: null,
      error: null,
    });
    expect(timer.delay).toBe(MINUTE);
    goOn();
    await updates.check();
    expect(updates.view).toMatchObject({ state: 'ready', offered: '1.3.0' });
  });

  it('SPAMS is not restarted', async () => {
    const { updates, updater, closing } = await ready();
    closing.is = true;
    await expect(() => updates.restart()).toFailWith('window-refused');
    closing.is = false;
    updates.install();
    expect(updater.installed).toEqual([{ restart: false }]);
  });

  it('what comes of the upload is not changed by it', async () => {
    const { updates } = await ready();
    expect(await updates.during(Promise.resolve('receipt'))).toBe('receipt');
    await expect(updates.during(Promise.reject(new SpamsError('passphrase-wrong')))).toFailWith('passphrase-wrong');
    expect(updates.view.state).toBe('ready');
  });
});
