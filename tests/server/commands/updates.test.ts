import { describe, expect, it } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { templateBranch } from '../../support/branch.ts';
import { Commands } from '../../support/commands.ts';
import { TestOffice } from '../../support/office.ts';

const FEED = 'https://updates.example.com/spams';

describe('where branch PCs find newer versions', () => {
  it('is nowhere until it is said, is told to a branch while the office serves, and goes into the audit record', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const commands = Commands.office(office.folder);
    const told = async () => JSON.parse(String((await branch.client.ask(PATHS.office)).body));

    expect(await commands.json('updates')).toEqual({ updates: null });
    expect(await commands.text('updates')).toBe("Branch PCs don't update by themselves.\n");
    expect(await told()).not.toHaveProperty('updates');

    expect(await commands.json('updates', FEED, '--by', 'alice')).toEqual({ updates: FEED });
    expect(await told()).toMatchObject({ updates: FEED });
    expect((await branch.connect()).updates).toBe(FEED);
    expect(await commands.text('updates')).toBe(`Branch PCs update from ${FEED}.\n`);

    expect(await commands.json('updates', '--off', '--by', 'bob')).toEqual({ updates: null });
    expect(await told()).not.toHaveProperty('updates');
    expect(await newestRecords(office, 2)).toEqual([
      ['alice', 'updates.set', 'office'],
      ['bob', 'updates.off', 'office'],
    ]);
  });

  it.each([
    ['no https', 'http://updates.example.com/'],
    ['another scheme', 'file:///srv/updates'],
    ['a user name', 'https://branch@updates.example.com/'],
    ['a password', 'https://branch:secret@updates.example.com/'],
    ['a query', 'https://updates.example.com/?token=secret'],
    ['a fragment', 'https://updates.example.com/#latest'],
    ['no URL', 'updates.example.com'],
    ['more than can be told', `https://updates.example.com/${'x'.repeat(1000)}`],
  ])('is refused with %s, and what was said before stays', async (_, url) => {
    const office = await TestOffice.open();
    const commands = Commands.office(office.folder);
    await commands.run('updates', FEED);
    expect(await commands.failure('updates', url)).toMatchObject({ exit: 2, code: 'usage' });
    expect(await commands.json('updates')).toEqual({ updates: FEED });
  });

  it('is not both said and turned off', async () => {
    const office = await TestOffice.open();
    expect(await Commands.office(office.folder).failure('updates', FEED, '--off')).toMatchObject({ code: 'usage' });
  });

  it('is damage where the database holds anything else', async () => {
    const office = await TestOffice.open();
    await office.context.db.insertInto('settings').values({ name: 'updates', value: 'http://evil.example' }).execute();
    expect(await Commands.office(office.folder).failure('updates')).toMatchObject({ exit: 1, code: 'state-damaged' });
  });
});
