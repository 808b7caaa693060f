import { describe, expect, it } from 'vitest';
import { menuScene, offered } from '../../support/menus.ts';
import { LAKSA } from '../../support/office.ts';
import { daysFrom } from '../../support/pki.ts';

const BREAKFAST = {
  ...LAKSA,
  code: '301',
  name: 'Kaya toast',
  price: 400,
  sizes: [{ name: 'Set', price: 650 }],
  modifiers: [{ name: 'Bread', min: 1, max: 1, options: [{ name: 'White', price: 0 }] }],
  served: [
    { days: [1, 2, 3, 4, 5], from: '06:00', to: '11:00' },
    { days: [6, 7], from: '07:00', to: '12:00' },
  ],
};

describe("when a branch's menu is previewed", () => {
  it('is what the branch then fetches', async () => {
    const { office, commands, fetched } = await menuScene();
    await office.publish([LAKSA, BREAKFAST]);
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20');
    await commands.json('menu', '86', '301', '--branch', 'SG-01');
    const { publication, ...preview } = await commands.json('menu', 'preview', '--branch', 'SG-01');
    expect(publication).toBe(1);
    expect(preview).toEqual({ ...(await fetched()), version: undefined, publishedAt: undefined });
    expect(offered(preview)).toEqual({ 101: 720, 301: 'sold out' });
  });

  it('shows what it will be at another time, with when dishes are served', async () => {
    const { office, commands } = await menuScene();
    await office.publish();
    const tomorrow = daysFrom(office.clock.now(), 1);
    await office.publish([BREAKFAST], { validFrom: tomorrow });
    await commands.json('menu', '86', '301', '--all', '--until', tomorrow.toISOString());
    const preview = ['menu', 'preview', '--branch', 'SG-01'];
    expect(offered(await commands.json(...preview))).toEqual({ 101: 650 });
    const text = await commands.text(...preview, '--at', tomorrow.toISOString());
    expect(text).toMatch(
      /\nMains +301 +Kaya toast +4\.00 {2}Set 6\.50 +Bread +Mon-Fri 06:00-11:00 \| Sat,Sun 07:00-12:00\n$/,
    );
    expect(await commands.text('menu', 'show', '--at', tomorrow.toISOString())).toBe(text);
    const { publications } = await commands.json('menu', 'list', '--at', tomorrow.toISOString());
    expect(publications).toMatchObject([
      { id: 2, state: 'in force' },
      { id: 1, state: 'past' },
    ]);
  });

  it('is told of a branch that is none, and of no menu', async () => {
    const { office, commands } = await menuScene();
    const preview = ['menu', 'preview', '--branch'];
    expect(await commands.failure(...preview, 'SG-01')).toMatchObject({ exit: 3, code: 'menu-not-published' });
    await office.publish();
    expect(await commands.failure(...preview, 'SG-09')).toMatchObject({ exit: 1, code: 'unknown-subject' });
    expect(await commands.failure(...preview, 'SG-01', '--at', 'noon')).toMatchObject({ exit: 2, code: 'usage' });
  });
});

describe('when two menus are compared', () => {
  it('it is said what is different from one publication to the other', async () => {
    const { commands, publish } = await menuScene();
    await publish(['101,Laksa,6.50', '201,Kopi,1.80']);
    await publish(['101,Laksa,6.90', '301,Rojak,5']);
    const { changes, ...about } = await commands.json('menu', 'diff', '1', '2');
    expect(about).toEqual({ from: 1, to: 2, branch: null, currency: 'SGD' });
    expect(changes).toEqual([
      { kind: 'price', code: '101', name: 'Laksa', size: null, before: 650, after: 690 },
      { kind: 'new', code: '301', name: 'Rojak' },
      { kind: 'removed', code: '201', name: 'Kopi' },
    ]);
    expect((await commands.text('menu', 'diff', '1', '2')).split('\n').slice(1)).toEqual([
      'price    101   Laksa  6.50 -> 6.90',
      'new      301   Rojak',
      'removed  201   Kopi',
      '',
    ]);
    expect(await commands.text('menu', 'diff', '1', '1')).toBe('Nothing is different.\n');
  });

  it('for a branch, as they come to there, or by the versions that it was given', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(['101,Laksa,6.50']);
    const first = await fetched();
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20');
    const second = await fetched();
    office.clock.advance({ minutes: 1 });
    await publish(['101,Laksa,6.90', '301,Rojak,5']);
    const diff = async (a: number, b: number) =>
      (await commands.json('menu', 'diff', String(a), String(b), '--branch', 'SG-01')).changes;
    expect(await diff(1, 2)).toEqual([{ kind: 'new', code: '301', name: 'Rojak' }]);
    expect(await diff(first.version, second.version)).toMatchObject([{ kind: 'price', before: 650, after: 720 }]);
    expect(await diff(first.version, 2)).toMatchObject([{ kind: 'price', before: 650, after: 720 }, { kind: 'new' }]);
  });

  it('is told of a number that is none', async () => {
    const { commands, publish } = await menuScene();
    await publish(['101,Laksa,6.50']);
    const failure = (...args: string[]) => commands.failure('menu', 'diff', ...args);
    expect(await failure('1', '2')).toMatchObject({ exit: 1, happened: 'There is no publication 2.' });
    expect(await failure('1', '2', '--branch', 'SG-01')).toMatchObject({
      code: 'unknown-subject',
      happened: 'There is no publication or version 2 of SG-01.',
    });
    expect(await failure('1', '1', '--branch', 'SG-09')).toMatchObject({ code: 'unknown-subject' });
    expect(await failure('one', '2')).toMatchObject({ exit: 2, code: 'usage' });
  });
});

describe('when the office asks who has which menu', () => {
  it('a PC is behind from the moment a dish is sold out until it asks again, and since when it has what is said', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    const status = async () => (await commands.json('menu', 'status')).devices[0];
    await publish(['101,Laksa,6.50']);
    const { version } = await fetched();
    const since = office.clock.now().toISOString();
    const has = { fetched: version, fetchedAt: since };
    expect(await status()).toMatchObject({ ...has, current: version, currentSince: since, upToDate: true });
    office.clock.advance({ minutes: 20 });
    await fetched();
    expect(await status()).toMatchObject({ ...has, upToDate: true });
    await commands.json('menu', '86', '101', '--branch', 'SG-01');
    expect(await status()).toMatchObject({ ...has, current: null, currentSince: null, upToDate: false });
    const next = await fetched();
    const later = office.clock.now().toISOString();
    expect(await status()).toMatchObject({
      fetched: next.version,
      fetchedAt: later,
      currentSince: later,
      upToDate: true,
    });
  });
});
