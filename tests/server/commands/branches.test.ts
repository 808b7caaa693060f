import { describe, expect, it } from 'vitest';
import { writeConfig } from '../../../src/server/config.ts';
import { parseInvite } from '../../../src/shared/pki/invite.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { Commands } from '../../support/commands.ts';
import { TestOffice } from '../../support/office.ts';

async function openOffice(): Promise<{ office: TestOffice; commands: Commands }> {
  const office = await TestOffice.open();
  return { office, commands: Commands.office(office.folder) };
}

const storedBranch = ({ context }: TestOffice, code: string) =>
  context.db.selectFrom('branches').selectAll().where('code', '=', code).executeTakeFirst();

describe('when a branch is added', () => {
  const SETTINGS = ['--timezone', 'Asia/Tokyo', '--currency', 'JPY', '--cutoff', '5', '--locale', 'ja-JP'];

  it('is stored as named, and the invite of its first PC is printed', async () => {
    const { office, commands } = await openOffice();
    const added = await commands.json('branch', 'add', 'JP-01', '--name', '銀座', ...SETTINGS, '--by', 'alice');
    expect(added).toEqual({ branch: 'JP-01', device: 'main', invite: added.invite });
    expect(parseInvite(added.invite)).toMatchObject({ role: 'device', branch: 'JP-01', holder: 'main' });
    expect(await storedBranch(office, 'JP-01')).toMatchObject({
      name: '銀座',
      time_zone: 'Asia/Tokyo',
      currency: 'JPY',
      cutoff: 5,
      locale: 'ja-JP',
      revoked_at: null,
    });
    expect(await newestRecords(office, 3)).toEqual([
      ['alice', 'branch.added', 'JP-01'],
      ['alice', 'device.added', 'urn:spams:branch:JP-01:device:main'],
      ['alice', 'invite.created', 'urn:spams:branch:JP-01:device:main'],
    ]);
  });

  it('has settings that work anywhere when only a name was given', async () => {
    const { office, commands } = await openOffice();
    const text = await commands.text('branch', 'add', 'US-01', '--name', 'Main Street');
    expect(text).toMatch(/^Give this invite .+ within 72 hours:\n\nspams1\.[\w-]+\n$/);
    expect(await storedBranch(office, 'US-01')).toMatchObject({
      time_zone: 'UTC',
      currency: 'USD',
      cutoff: 4,
      locale: 'en',
    });
  });

  it('its invite tells the way to an office that has an address and no name', async () => {
    const { office, commands } = await openOffice();
    await writeConfig(office.folder, { ...office.context.config, host: '2001:db8::1', port: 8443 });
    const { invite } = await commands.json('branch', 'add', 'SG-02', '--name', 'Bugis');
    expect(parseInvite(invite).url).toBe('https://[2001:db8::1]:8443');
  });

  it('is refused when there is one of its code', async () => {
    const { commands } = await openOffice();
    expect(await commands.failure('branch', 'add', 'SG-01', '--name', 'x')).toEqual({
      exit: 1,
      code: 'already-exists',
      happened: 'Branch SG-01 already exists.',
    });
  });

  it.each([
    { wrong: ['sg-02', '--name', 'x'], named: 'CODE' },
    { wrong: ['SG/02', '--name', 'x'], named: 'CODE' },
    { wrong: ['SG-02', '--name', ''], named: 'branch add' },
    { wrong: ['SG-02', '--name', 'x', '--timezone', 'Asia/Orchard'], named: 'branch add' },
    { wrong: ['SG-02', '--name', 'x', '--currency', 'XYZ'], named: 'branch add: is not a currency such as SGD' },
    { wrong: ['SG-02', '--name', 'x', '--cutoff', '24'], named: 'branch add' },
    { wrong: ['SG-02', '--name', 'x', '--cutoff', 'four'], named: 'branch add' },
    { wrong: ['SG-02', '--name', 'x', '--locale', 'not a language'], named: 'branch add' },
  ])('is refused for what was typed: $wrong', async ({ wrong, named }) => {
    const { office, commands } = await openOffice();
    const failure = await commands.failure('branch', 'add', ...wrong);
    expect(failure).toMatchObject({ exit: 2, code: 'usage', happened: expect.stringContaining(named) });
    expect(await storedBranch(office, 'SG-02')).toBeUndefined();
  });
});

describe('when a branch is changed', () => {
  it.each([
    { option: ['--name', 'Raffles Place'], column: { name: 'Raffles Place' } },
    { option: ['--timezone', 'Asia/Kuala_Lumpur'], column: { time_zone: 'Asia/Kuala_Lumpur' } },
    { option: ['--currency', 'MYR'], column: { currency: 'MYR' } },
    { option: ['--cutoff', '0'], column: { cutoff: 0 } },
    { option: ['--locale', 'ms-MY'], column: { locale: 'ms-MY' } },
  ])('only what was named is: $option', async ({ option, column }) => {
    const { office, commands } = await openOffice();
    const before = await storedBranch(office, 'SG-01');
    expect(await commands.json('branch', 'set', 'SG-01', ...option)).toEqual({ branch: 'SG-01' });
    expect(await storedBranch(office, 'SG-01')).toEqual({ ...before, ...column });
  });

  it('who did it is recorded, named before or after the command', async () => {
    const { office, commands } = await openOffice();
    expect(await commands.text('--by', 'alice', 'branch', 'set', 'SG-01', '--cutoff', '5')).toBe(
      'Branch SG-01 is changed.\n',
    );
    await commands.text('branch', 'set', 'SG-01', '--cutoff', '6', '--by', 'bob');
    expect(await newestRecords(office, 2)).toEqual([
      ['alice', 'branch.changed', 'SG-01'],
      ['bob', 'branch.changed', 'SG-01'],
    ]);
  });

  it('is told when nothing to change was named, or no branch is meant', async () => {
    const { commands } = await openOffice();
    expect(await commands.failure('branch', 'set', 'SG-01')).toMatchObject({
      exit: 2,
      code: 'usage',
      happened: 'nothing to change was named.',
    });
    expect(await commands.failure('branch', 'set', 'SG-99', '--cutoff', '5')).toMatchObject({
      exit: 1,
      code: 'unknown-subject',
      happened: 'There is no branch SG-99.',
    });
  });
});

describe('when a branch is revoked', () => {
  it('its certificates and open invites are worthless, and the list shows it', async () => {
    const { office, commands } = await openOffice();
    await commands.json('manager', 'add', 'SG-01', 'tan', '--name', 'Tan');
    const revoked = await commands.json('branch', 'revoke', 'SG-01', '--by', 'alice');
    // Its PC's and its manager's.
    expect(revoked).toEqual({ branch: 'SG-01', revoked: 2 });
    const { invites } = await commands.json('invite', 'list');
    expect(invites).toContainEqual(expect.objectContaining({ holder: 'tan', state: 'revoked' }));
    expect(await newestRecords(office, 1)).toEqual([['alice', 'branch.revoked', 'SG-01']]);
    expect(await commands.text('branch', 'list')).toMatch(/^SG-01 +Orchard Road +revoked +main /m);
  });

  it('is told that it is shut out, also a second time, when nothing is left to revoke', async () => {
    const { commands } = await openOffice();
    expect(await commands.text('branch', 'revoke', 'SG-01')).toBe(
      'Branch SG-01 is shut out; 2 certificates are revoked.\n',
    );
    expect(await commands.json('branch', 'revoke', 'SG-01')).toEqual({ branch: 'SG-01', revoked: 0 });
  });

  it('is told when there is no such branch', async () => {
    const { commands } = await openOffice();
    expect(await commands.failure('branch', 'revoke', 'SG-99')).toMatchObject({ exit: 1, code: 'unknown-subject' });
    expect(await commands.failure('branch', 'revoke', 'all')).toMatchObject({ exit: 2, code: 'usage' });
  });
});

describe('when branches are put in groups', () => {
  const groupOf = async (commands: Commands, code: string) =>
    (await commands.json('branch', 'list')).branches.find((each: { code: string }) => each.code === code).group;

  it('each is in one at most, from the start or from later on', async () => {
    const { office, commands } = await openOffice();
    await commands.json('branch', 'add', 'SG-02', '--name', 'Changi', '--group', 'airports');
    await commands.json('branch', 'set', 'SG-01', '--group', 'Food courts', '--by', 'ana');
    expect(await newestRecords(office, 1)).toEqual([['ana', 'branch.changed', 'SG-01']]);
    expect([await groupOf(commands, 'SG-01'), await groupOf(commands, 'SG-02')]).toEqual(['Food courts', 'airports']);
    expect(await commands.text('branch', 'list')).toMatch(/\nSG-02 +Changi +airports +main /);
    await commands.json('branch', 'set', 'SG-01', '--group', 'airports');
    await commands.json('branch', 'set', 'SG-02', '--no-group');
    expect([await groupOf(commands, 'SG-01'), await groupOf(commands, 'SG-02')]).toEqual(['airports', null]);
  });

  it('stays in its own when something else is changed', async () => {
    const { commands } = await openOffice();
    await commands.json('branch', 'set', 'SG-01', '--group', 'airports');
    await commands.json('branch', 'set', 'SG-01', '--cutoff', '5');
    expect(await groupOf(commands, 'SG-01')).toBe('airports');
  });

  it.each(['', ' airports', 'air/ports', 'x'.repeat(65)])('no group is called %j', async (name) => {
    const { commands } = await openOffice();
    expect(await commands.failure('branch', 'set', 'SG-01', '--group', name)).toMatchObject({ exit: 2, code: 'usage' });
  });
});

describe('when branches are listed', () => {
  it('a program gets their settings, and the PCs of each with what was last heard of them', async () => {
    const { commands } = await openOffice();
    await commands.json('branch', 'add', 'SG-02', '--name', 'Bugis');
    const { branches } = await commands.json('branch', 'list');
    expect(branches).toMatchObject([
      { code: 'SG-01', name: 'Orchard Road', timeZone: 'Asia/Singapore', revoked: false, devices: [{ id: 'main' }] },
      { code: 'SG-02', name: 'Bugis', devices: [{ id: 'main', lastContact: null, certificateExpires: null }] },
    ]);
    expect(branches[0].devices[0].certificateExpires).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('a person reads a line for each PC', async () => {
    const { commands } = await openOffice();
    await commands.json('branch', 'add', 'SG-02', '--name', 'Bugis');
    await commands.json('device', 'add', 'SG-02', 'till-2');
    const [heading, ...lines] = (await commands.text('branch', 'list')).trimEnd().split('\n');
    expect(heading).toMatch(/^Branch +Name +Group +Device +Last contact +Menu +App +Certificate expires$/);
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^SG-02 +Bugis +main +never$/),
      expect.stringMatching(/^SG-02 +Bugis +till-2 +never$/),
    ]);
  });
});
