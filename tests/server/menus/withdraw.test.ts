import { describe, expect, it } from 'vitest';
import { withdrawMenu } from '../../../src/server/menus/withdraw.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { menuScene, offered } from '../../support/menus.ts';
import { daysFrom } from '../../support/pki.ts';

const RIGHT = ['101,Laksa,6.50'];
const WRONG = ['101,Laksa,65.00'];

describe('when a publication was wrong', () => {
  it('the one before counts again, under a version above the wrong one', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(RIGHT);
    const right = await fetched();
    await publish(WRONG);
    const wrong = await fetched();
    expect(await commands.json('menu', 'withdraw', '--by', 'ana')).toEqual({ withdrawn: 2, inForce: 1 });
    expect(await newestRecords(office, 1)).toEqual([['ana', 'menu.withdrawn', '2']]);
    const again = await fetched();
    expect([right, wrong, again].map(offered)).toEqual([{ 101: 650 }, { 101: 6500 }, { 101: 650 }]);
    expect(again).toEqual({ ...right, version: again.version });
    expect(again.version).toBeGreaterThan(wrong.version);
    const { publications } = await commands.json('menu', 'list');
    expect(publications).toMatchObject([
      { id: 2, state: 'withdrawn', withdrawnAt: expect.any(String) },
      { id: 1, state: 'in force', withdrawnAt: null },
    ]);
  });

  it('a branch that never had it keeps its menu and version', async () => {
    const { commands, publish, fetched } = await menuScene();
    await publish(RIGHT);
    const before = await fetched();
    await publish(WRONG);
    await commands.json('menu', 'withdraw', '2');
    expect(await fetched()).toEqual(before);
  });

  it('and is to come yet, it never does', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(RIGHT);
    const tomorrow = daysFrom(office.clock.now(), 1);
    const { publication } = await publish(WRONG, '--at', tomorrow.toISOString());
    await commands.json('menu', 'withdraw', String(publication));
    office.clock.set(tomorrow);
    expect(offered(await fetched())).toEqual({ 101: 650 });
  });

  it('and was the only one, branches keep it: there is none to fetch', async () => {
    const { commands, publish, signedFor } = await menuScene();
    await publish(WRONG);
    expect(await commands.text('menu', 'withdraw')).toBe(
      'Publication 1 is withdrawn. No menu is in force now, and a branch that has it keeps it until you publish another.\n',
    );
    await expect(signedFor('SG-01')).toFailWith('menu-not-published');
    expect(await commands.failure('menu', 'withdraw')).toEqual({
      exit: 3,
      code: 'menu-not-published',
      happened: 'Head office has no menu in force now.',
    });
  });

  it('and all before it have ended, none comes back', async () => {
    const { office, publish, signedFor } = await menuScene();
    const days = (number: number): Date => daysFrom(office.clock.now(), number);
    await office.publish(undefined, { validUntil: days(1) });
    office.clock.set(days(3));
    await publish(WRONG);
    expect(await withdrawMenu(office.context, undefined, 'ana')).toEqual({ withdrawn: 2, inForce: null });
    await expect(signedFor('SG-01')).toFailWith('menu-not-published');
  });

  it('and had ended before another did, the other stays the last', async () => {
    const { office, signedFor } = await menuScene();
    const days = (number: number): Date => daysFrom(office.clock.now(), number);
    await office.publish(undefined, { validUntil: days(3) });
    await office.publish([], { validUntil: days(2) });
    office.clock.set(days(4));
    expect(await withdrawMenu(office.context, 2, 'ana')).toEqual({ withdrawn: 2, inForce: null });
    expect(offered(await signedFor('SG-01'))).toEqual({ 101: 650 });
  });

  it('is withdrawn once, and only if it was ever published', async () => {
    const { commands, publish } = await menuScene();
    await publish(WRONG);
    await commands.json('menu', 'withdraw', '1');
    expect(await commands.failure('menu', 'withdraw', '1')).toEqual({
      exit: 1,
      code: 'menu-withdrawn',
      happened: 'Publication 1 was already withdrawn.',
    });
    expect(await commands.failure('menu', 'withdraw', '7')).toEqual({
      exit: 1,
      code: 'unknown-subject',
      happened: 'There is no publication 7.',
    });
    expect(await commands.failure('menu', 'withdraw', 'last')).toMatchObject({ exit: 2, code: 'usage' });
  });
});
