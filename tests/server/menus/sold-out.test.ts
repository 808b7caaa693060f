import { describe, expect, it } from 'vitest';
import { newestRecords } from '../../support/audit-records.ts';
import { menuScene, offered } from '../../support/menus.ts';
import { daysFrom } from '../../support/pki.ts';

const MENU = ['101,Laksa,6.50', '201,Kopi,1.80'];

describe('when a dish is sold out', () => {
  it('is so at the next fetch, under a new version, and back when that is undone', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    const before = await fetched();
    const out = await commands.json('menu', '86', '101', '--branch', 'SG-01', '--by', 'ana');
    expect(out).toEqual({ code: '101', branch: 'SG-01', group: null, soldOut: true, until: null });
    expect(await newestRecords(office, 1)).toEqual([['ana', 'menu.sold-out', 'SG-01']]);
    const without = await fetched();
    expect(offered(without)).toEqual({ 101: 'sold out', 201: 180 });
    const back = await commands.text('menu', '86', '101', '--branch', 'SG-01', '--undo', '--by', 'ben');
    expect(back).toBe('101 is back for SG-01.\n');
    expect(await newestRecords(office, 2)).toMatchObject([{ 1: 'menu.effective' }, ['ben', 'menu.back', 'SG-01']]);
    const again = await fetched();
    expect(offered(again)).toEqual({ 101: 650, 201: 180 });
    expect([before.version, without.version, again.version]).toEqual([0, 1, 2].map((more) => before.version + more));
  });

  it('is back by itself at the time that was said, without anybody doing a thing', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    const until = daysFrom(office.clock.now(), 1);
    await commands.json('menu', '86', '101', '--all', '--until', until.toISOString());
    const out = await fetched();
    office.clock.set(new Date(until.getTime() - 1));
    expect(await fetched()).toEqual(out);
    office.clock.set(until);
    const back = await fetched();
    expect([offered(out)[101], offered(back)[101]]).toEqual(['sold out', 650]);
    expect(back.version).toBeGreaterThan(out.version);
  });

  it('is so for the branch, the group or everyone that was named', async () => {
    const { office, commands, publish, signedFor } = await menuScene();
    await office.addBranch('SG-02', { group: 'airports' });
    await office.addBranch('SG-03');
    await publish(['1,A,1', '2,B,2', '3,C,3']);
    await commands.json('menu', '86', '1', '--branch', 'SG-01');
    await commands.json('menu', '86', '2', '--group', 'airports');
    await commands.json('menu', '86', '3', '--all');
    const out = 'sold out';
    const menus = await Promise.all(['SG-01', 'SG-02', 'SG-03'].map(async (code) => offered(await signedFor(code))));
    expect(menus).toEqual([
      { 1: out, 2: 200, 3: out },
      { 1: 100, 2: out, 3: out },
      { 1: 100, 2: 200, 3: out },
    ]);
  });

  it('stays so through a new publication', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    await commands.json('menu', '86', '101', '--branch', 'SG-01');
    office.clock.advance({ minutes: 1 });
    await publish(['101,Laksa,6.90']);
    expect(offered(await fetched())).toEqual({ 101: 'sold out' });
  });

  it('gets no new version from being marked again', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    await commands.json('menu', '86', '101', '--branch', 'SG-01');
    const { version } = await fetched();
    await commands.json('menu', '86', '101', '--all');
    office.clock.advance({ hours: 1 });
    expect((await fetched()).version).toBe(version);
  });

  it('may be on the menu that comes next', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    const tomorrow = daysFrom(office.clock.now(), 1);
    await office.publish(undefined, { validFrom: tomorrow });
    await publish(['301,Rojak,5']);
    await commands.json('menu', '86', '101', '--all');
    expect(offered(await fetched())).toEqual({ 301: 500 });
    office.clock.set(tomorrow);
    expect(offered(await fetched())).toEqual({ 101: 'sold out' });
  });
});

describe('when the office asks what is sold out', () => {
  it('sees what is so now, for whom, until when', async () => {
    const { office, commands, publish } = await menuScene();
    await publish(MENU);
    const until = daysFrom(office.clock.now(), 1).toISOString();
    await commands.json('menu', '86', '201', '--branch', 'SG-01');
    await commands.json('menu', '86', '101', '--all', '--until', until);
    expect(await commands.json('menu', '86')).toEqual({
      soldOut: [
        { code: '101', branch: null, group: null, until },
        { code: '201', branch: 'SG-01', group: null, until: null },
      ],
    });
    const [, first, second] = (await commands.text('menu', '86')).split('\n');
    expect(first).toBe(`101   every branch  ${until}`);
    expect(second).toMatch(/^201 +SG-01 +undone$/);
  });
});

describe('when that is mistyped', () => {
  it.each([
    { args: ['999', '--all'], happened: 'There is no dish 999 on the menu.' },
    { args: ['101', '--branch', 'SG-09'], happened: 'There is no branch SG-09.' },
    { args: ['101', '--group', 'airports'], happened: 'There is no group of branches airports.' },
    { args: ['101', '--all', '--undo'], happened: 'There is no dish 101 sold out for every branch.' },
  ])('unknown-subject for $args', async ({ args, happened }) => {
    const { commands, publish } = await menuScene();
    await publish(MENU);
    await commands.json('menu', '86', '101', '--branch', 'SG-01');
    expect(await commands.failure('menu', '86', ...args)).toEqual({ exit: 1, code: 'unknown-subject', happened });
  });

  it.each([
    [['101']],
    [['101', '--all', '--branch', 'SG-01']],
    [['101', '--all', '--until', 'tonight']],
    [['101', '--all', '--until', '2020-01-01T00:00:00Z']],
    [['--all']],
    [['--undo']],
    [['--branch', 'SG-01', '--until', '2099-01-01T00:00:00Z']],
  ])('usage for %j', async (args) => {
    const { commands, publish } = await menuScene();
    await publish(MENU);
    expect(await commands.failure('menu', '86', ...args)).toMatchObject({ exit: 2, code: 'usage' });
    expect(await commands.json('menu', '86')).toEqual({ soldOut: [] });
  });
});
