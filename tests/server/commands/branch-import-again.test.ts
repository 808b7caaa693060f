import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatInvite, parseInvite } from '../../../src/shared/pki/invite.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { BUGIS, GINZA, ORCHARD, scene, stored, table } from '../../support/branch-import.ts';
import { enrolInvited } from '../../support/holders.ts';
import { testKey } from '../../support/keys.ts';

describe('when some of the branches are there already', () => {
  it('they are left as they are, only their new managers are added', async () => {
    const { office, done } = await scene();
    const before = await stored(office, 'SG-01');
    const result = await done(table(ORCHARD.replace('Orchard Road', 'Orchard').replace('mei=Mei', 'mei=Mei;tan=Tan')));
    expect(result).toMatchObject({
      added: [],
      changed: [],
      unchanged: ['SG-01'],
      differing: [{ branch: 'SG-01', settings: ['name'] }],
      managers: [{ branch: 'SG-01', manager: 'tan' }],
    });
    expect(result.invites).toHaveLength(1);
    expect(await stored(office, 'SG-01')).toEqual(before);
  });

  it('--update gives them the settings of the file; a group only where it has such a column', async () => {
    const { office, commands, done } = await scene();
    await commands.json('branch', 'set', 'SG-01', '--group', 'airports');
    const same = await done(
      'code,name,timezone,currency,cutoff,locale\nSG-01,Orchard Road,Asia/Singapore,SGD,4,en-SG\n',
      '--update',
    );
    expect(same).toMatchObject({ changed: [], unchanged: ['SG-01'], invites: [] });
    const changed = await done(table(ORCHARD.replace(',4,', ',6,')), '--update', '--by', 'bob');
    expect(changed).toMatchObject({ changed: [{ branch: 'SG-01', settings: ['cutoff', 'group'] }], unchanged: [] });
    expect(await stored(office, 'SG-01')).toMatchObject({ cutoff: 6, branch_group: null, name: 'Orchard Road' });
    expect(await newestRecords(office, 1)).toEqual([['bob', 'branch.changed', 'SG-01']]);
  });

  it('importing the same file again changes nothing, and needs the folder no more', async () => {
    const { office, commands, invites, done, inviteIn } = await scene();
    await done(table(BUGIS));
    const { id } = await inviteIn('SG-02.spams-invite');
    const before = await newestRecords(office, 1);
    expect(await done(table(BUGIS))).toMatchObject({ added: [], unchanged: ['SG-02'], managers: [], invites: [] });
    expect(await newestRecords(office, 1)).toEqual(before);
    expect((await inviteIn('SG-02.spams-invite')).id).toBe(id);
    expect(await readdir(invites)).toHaveLength(3);
    expect((await commands.json('invite', 'list')).invites).toContainEqual(
      expect.objectContaining({ id, state: 'open' }),
    );
  });
});

describe('when an earlier import left invites to be written', () => {
  const UNFINISHED = '.unfinished-import';

  it('those that count are written first, those that were never committed are dropped, and a trial leaves them', async () => {
    const { office, commands, invites, done, inviteIn } = await scene();
    const { invite } = await commands.json('branch', 'add', 'SG-02', '--name', 'Bugis');
    const revoked = (await commands.json('device', 'add', 'SG-01', 'till')).invite;
    await commands.json('invite', 'revoke', parseInvite(revoked).id);
    await mkdir(invites);
    await writeFile(join(invites, UNFINISHED), `${invite}\n${revoked}\n`);
    expect(await done(table(GINZA), '--dry-run')).toMatchObject({ finished: 0, added: ['JP-01'] });
    expect(await readdir(invites)).toEqual([UNFINISHED]);
    expect(await done(table(GINZA))).toMatchObject({ finished: 1, added: ['JP-01'] });
    expect((await readdir(invites)).sort()).toEqual(['JP-01.spams-invite', 'SG-02.spams-invite']);
    expect(await inviteIn('SG-02.spams-invite')).toEqual(parseInvite(invite));
    expect(await stored(office, 'JP-01')).toBeDefined();
  });

  it('nothing is done when a file took the place of one, or they are not of this office', async () => {
    const { office, commands, invites, refused } = await scene();
    const { invite } = await commands.json('branch', 'add', 'SG-02', '--name', 'Bugis');
    await mkdir(invites);
    await writeFile(join(invites, UNFINISHED), invite);
    await writeFile(join(invites, 'SG-02.spams-invite'), 'precious');
    expect(await refused(table(GINZA))).toMatchObject({ exit: 1, code: 'already-exists' });
    expect(await readFile(join(invites, 'SG-02.spams-invite'), 'utf8')).toBe('precious');
    await writeFile(join(invites, UNFINISHED), formatInvite({ ...parseInvite(invite), root: '0'.repeat(64) }));
    expect(await refused(table(GINZA))).toMatchObject({ exit: 2, code: 'usage' });
    await writeFile(join(invites, UNFINISHED), 'something else');
    expect(await refused(table(GINZA))).toMatchObject({ exit: 1, code: 'state-damaged' });
    expect(await stored(office, 'JP-01')).toBeUndefined();
  });
});

describe('when invites of an import were not used in time', () => {
  it('--reinvite makes new ones in an empty folder, for those alone who have not enrolled', async () => {
    const { office, invites, done, amiss } = await scene();
    await done(table(BUGIS, GINZA));
    await enrolInvited(office.context, await readFile(join(invites, 'JP-01.spams-invite'), 'utf8'), testKey(6));
    expect(await done(table(BUGIS, GINZA), '--reinvite')).toMatchObject({ invites: [] });
    await office.context.db.updateTable('invites').set({ expires_at: '2026-01-01T00:00:00.000Z' }).execute();
    expect(await amiss(table(BUGIS.replace(/;.*/, '')), '--reinvite')).toEqual([
      { row: 2, branch: 'SG-02', problem: 'SG-02.spams-invite is in the folder already' },
      { row: 2, branch: 'SG-02', problem: 'SG-02-ann.spams-invite is in the folder already' },
    ]);
    const again = join(invites, 'again');
    const { invites: made } = await done(table(BUGIS, GINZA), '--reinvite', '--invites', again);
    expect(made).toMatchObject([{ device: 'main', branch: 'SG-02' }, { manager: 'ann' }, { manager: 'raj' }]);
    expect(await readdir(again)).toHaveLength(3);
  });
});
