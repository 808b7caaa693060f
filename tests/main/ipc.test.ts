import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ARGUMENTS, type Channel } from '../../src/main/app/channels.ts';
import type { Handlers } from '../../src/main/app/handlers.ts';
import type { Result } from '../../src/main/app/views.ts';
import { serveRequests } from '../../src/main/ipc.ts';
import { SpamsError } from '../../src/shared/errors.ts';

type Listener = (event: unknown, argument: unknown) => Promise<Result<unknown>>;

const electron = vi.hoisted(() => ({ handled: new Map<string, Listener>() }));

vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => electron.handled.set(channel, listener) },
  protocol: {},
}));

/** An argument that each channel takes. */
const GOOD: { [C in Channel]: unknown } = {
  'app.state': undefined,
  'invite.read': { text: 'spams1.e30' },
  'invite.open': undefined,
  'invite.opened': undefined,
  'device.enrol': { invite: '0191e1a00000' },
  'manager.enrol': { invite: '0191e1a00000', passphrase: 'laksa and kopi' },
  'manager.changePassphrase': { manager: 'mei', current: 'laksa and kopi', next: 'kaya toast' },
  'passphrase.rate': { passphrase: '' },
  'menu.show': undefined,
  'menu.fetch': undefined,
  'closing.choose': { wanted: null },
  'closing.drop': { path: '/tmp/day_end.csv', wanted: { businessDate: '2026-11-20', part: 'till-2' } },
  'closing.suggest': undefined,
  'closing.watch': { on: true },
  'closing.takeSuggested': undefined,
  'closing.draft': undefined,
  'closing.describe': { businessDate: '2026-11-22', part: 'till-2' },
  'closing.correct': { hints: { dates: 'dmy', columns: { item: 'Dish', tip: null } } },
  'closing.discard': undefined,
  'closing.upload': {
    manager: 'mei',
    passphrase: 'laksa and kopi',
    fileSha256: 'a'.repeat(64),
    businessDate: '2026-11-22',
    part: 'main',
    replace: false,
  },
  'closing.cancel': undefined,
  'outbox.send': undefined,
  'receipt.show': { documentId: '0191e1a0-0000-7000-8000-000000000000' },
  'network.show': undefined,
  'network.save': { way: 'manual', host: 'proxy.example.com', port: 3128, user: 'mei', password: 'kaya toast' },
  'network.try': { way: 'manual', host: 'proxy.example.com', port: 3128, user: 'mei', password: 'kaya toast' },
  'till.show': undefined,
  'till.choose': undefined,
  'till.forget': undefined,
  'diagnostics.collect': undefined,
  'diagnostics.save': undefined,
  'history.month': { month: '2026-11' },
  'history.day': { businessDate: '2026-11-22' },
  'updates.check': undefined,
  'updates.restart': undefined,
  'page.print': undefined,
  'page.savePdf': { what: 'menu' },
};

const CHANNELS = Object.keys(ARGUMENTS) as Channel[];
const MILLION = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, index) => [index, 0]));
const LONG = 'x'.repeat(100_000);
const OUR_PAGE = { url: 'app://spams/index.html', parent: null };

let called: [Channel, unknown][];
let reported: string[];
let answer: () => unknown;

beforeEach(() => {
  [called, reported, answer] = [[], [], () => 'done'];
  const handler = (channel: Channel) => async (argument: unknown) => {
    called.push([channel, argument]);
    return answer();
  };
  const handlers = Object.fromEntries(CHANNELS.map((channel) => [channel, handler(channel)]));
  serveRequests(handlers as unknown as Handlers, (text) => reported.push(text));
});

const ask = (channel: string, argument: unknown, senderFrame: unknown = OUR_PAGE) =>
  electron.handled.get(channel)!({ senderFrame }, argument);

async function expectRefused(channel: Channel, argument: unknown, senderFrame: unknown = OUR_PAGE): Promise<void> {
  expect(await ask(channel, argument, senderFrame)).toMatchObject({ ok: false, error: { code: 'window-refused' } });
  expect(called).toEqual([]);
  expect(reported).toHaveLength(1);
  expect(reported[0]).toMatch(new RegExp(`^${channel}: window-refused`));
}

/** Whatever a compromised page could send in an argument's place. */
function badArguments(channel: Channel): [string, unknown][] {
  const good = GOOD[channel];
  const always: [string, unknown][] = [
    ['null', null],
    ['a number', Number.NaN],
    ['a long text', LONG],
    ['a list', [good]],
    ['an empty object', {}],
    ['bytes', new Uint8Array(1_000_000)],
    ['a million fields', MILLION],
    ['a map', new Map([['path', 'x']])],
  ];
  if (typeof good !== 'object' || good === null) return [...always, ['an argument too many', { path: '/etc/passwd' }]];
  const fields = Object.keys(good).flatMap((name): [string, unknown][] => [
    [`${name} missing`, { ...good, [name]: undefined }],
    [`${name} a list`, { ...good, [name]: [LONG] }],
    [`${name} an object`, { ...good, [name]: { toString: 'x' } }],
    [`${name} beyond all measure`, { ...good, [name]: LONG }],
  ]);
  return [...always, ['nothing', undefined], ['a field too many', { ...good, admin: true }], ...fields];
}

describe('a call from the window', () => {
  it.each(CHANNELS)('%s is answered from our own page', async (channel) => {
    expect(await ask(channel, GOOD[channel])).toEqual({ ok: true, value: 'done' });
    expect(called).toEqual([[channel, GOOD[channel]]]);
  });

  it('has no channel beside those', () => {
    expect([...electron.handled.keys()].sort()).toEqual([...CHANNELS].sort());
  });

  it.each(
    CHANNELS.flatMap(
      (channel) =>
        [
          [channel, 'another origin', { url: 'https://evil.example/index.html', parent: null }],
          [channel, 'an origin that begins like ours', { url: 'app://spams.evil/index.html', parent: null }],
          [channel, 'a file', { url: 'file:///C:/SPAMS/index.html', parent: null }],
          [channel, 'an empty page', { url: 'about:blank', parent: null }],
          [channel, 'a frame in our page', { url: 'app://spams/index.html', parent: OUR_PAGE }],
          [channel, 'a frame that is gone', null],
        ] as const,
    ),
  )('%s is refused from %s', async (channel, _, frame) => {
    await expectRefused(channel, GOOD[channel], frame);
  });

  it.each(CHANNELS.flatMap((channel) => badArguments(channel).map(([name, value]) => [channel, name, value] as const)))(
    '%s is refused with %s',
    async (channel, _, argument) => {
      await expectRefused(channel, argument);
      expect(reported[0]!.length).toBeLessThan(200);
    },
  );

  it.each(
    [
      ['..', '../../etc', 'a/b', 'UPPER', '', 'x'.repeat(33)].map((part) => ['part', part]),
      ['2026-13-01', '22.11.2026', '2026-11-22T00:00:00Z', ''].map((date) => ['businessDate', date]),
    ].flat(),
  )('closing.describe is refused with the %s %j', async (name, value) => {
    await expectRefused('closing.describe', { ...(GOOD['closing.describe'] as object), [name!]: value });
  });
});

describe('how a file is read', () => {
  it.each([
    ['a role that no column plays', { columns: { weather: 'Dish' } }],
    ['a header of 201 characters', { columns: { item: 'x'.repeat(201) } }],
    ['an order of dates that nobody writes', { dates: 'myd' }],
    ['more than can be sent with the file', { columns: { item: '菜'.repeat(200), net: '价'.repeat(200) } }],
  ])('is refused with %s', async (_, hints) => {
    await expectRefused('closing.correct', { hints });
  });
});

describe('when a handler fails', () => {
  it('the window gets the error in three parts, and no stack', async () => {
    answer = () => {
      throw new SpamsError('home-locked', { params: { path: 'C:\\SPAMS' }, detail: 'for the operator' });
    };
    expect(await ask('menu.fetch', undefined)).toEqual({
      ok: false,
      error: {
        code: 'home-locked',
        happened: 'Another SPAMS is already using C:\\SPAMS.',
        means: 'Nothing was changed.',
        next: 'Close it or wait until it ends, then try again.',
      },
    });
    expect(reported).toEqual(['menu.fetch: home-locked (for the operator)']);
  });

  it('a mistake of ours goes into the log with where it happened', async () => {
    answer = () => {
      throw new TypeError('oops');
    };
    const result = await ask('menu.fetch', undefined);
    expect(result).toMatchObject({ ok: false, error: { code: 'internal-error' } });
    expect(JSON.stringify(result)).not.toContain('ipc.test.ts');
    expect(reported[0]).toContain('ipc.test.ts');
  });
});
