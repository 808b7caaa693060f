import { describe, expect, it } from 'vitest';
import { parseInvite } from '../../../src/shared/pki/invite.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { Commands } from '../../support/commands.ts';
import { enrolInvited } from '../../support/holders.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';

async function openOffice(): Promise<{ office: TestOffice; commands: Commands }> {
  const office = await TestOffice.open();
  return { office, commands: Commands.office(office.folder) };
}

describe.each([
  { role: 'device', id: 'till-2', name: [], known: 'main' },
  { role: 'manager', id: 'tan', name: ['--name', 'Tan Wei Ling'], known: 'mei' },
])('when the office adds, lists and revokes a $role', ({ role, id, name, known }) => {
  const urn = `urn:spams:branch:SG-01:${role}:${id}`;

  it('adding one prints an invite, which enrols that one', async () => {
    const { office, commands } = await openOffice();
    const added = await commands.json(role, 'add', 'SG-01', id, ...name, '--by', 'alice');
    expect(added).toEqual({ branch: 'SG-01', [role]: id, invite: added.invite });
    expect(await newestRecords(office, 2)).toEqual([
      ['alice', `${role}.added`, urn],
      ['alice', 'invite.created', urn],
    ]);
    const { certificate } = await enrolInvited(office.context, added.invite, testKey(6));
    expect(certificate.identity).toEqual({ role, branch: 'SG-01', id });
  });

  it('adding one that there is, or to a branch that there is not, is refused', async () => {
    const { commands } = await openOffice();
    expect(await commands.failure(role, 'add', 'SG-01', known, ...name)).toEqual({
      exit: 1,
      code: 'already-exists',
      happened: `The ${role} ${known} of SG-01 already exists.`,
    });
    expect(await commands.failure(role, 'add', 'SG-99', id, ...name)).toMatchObject({
      exit: 1,
      code: 'unknown-subject',
    });
  });

  it('an id that a name tag could not bear is refused', async () => {
    const { commands } = await openOffice();
    const failure = await commands.failure(role, 'add', 'SG-01', 'No. 2', ...name);
    expect(failure).toMatchObject({ exit: 2, code: 'usage', happened: expect.stringMatching(/^ID: /) });
  });

  it('a new invite makes the one before it worthless', async () => {
    const { office, commands } = await openOffice();
    const first = await commands.json(role, 'add', 'SG-01', id, ...name);
    const second = await commands.json(role, 'reinvite', 'SG-01', id, '--by', 'bob');
    expect(parseInvite(second.invite)).toMatchObject({ role, holder: id });
    expect(await newestRecords(office, 1)).toEqual([['bob', 'invite.created', urn]]);
    await expect(enrolInvited(office.context, first.invite, testKey(6))).toFailWith('invite-refused');
    await enrolInvited(office.context, second.invite, testKey(6));
  });

  it('one that is revoked is listed as such and gets no new invite', async () => {
    const { office, commands } = await openOffice();
    expect(await commands.json(role, 'revoke', 'SG-01', known, '--by', 'alice')).toEqual({
      branch: 'SG-01',
      [role]: known,
      revoked: 1,
    });
    expect((await newestRecords(office, 1))[0]).toEqual([
      'alice',
      `${role}.revoked`,
      `urn:spams:branch:SG-01:${role}:${known}`,
    ]);
    expect(await commands.text(role, 'list')).toMatch(new RegExp(`^SG-01 +${known} .*revoked`, 'm'));
    expect(await commands.failure(role, 'reinvite', 'SG-01', known)).toMatchObject({
      exit: 1,
      code: 'subject-revoked',
    });
  });

  it('a person is told who is shut out', async () => {
    const { commands } = await openOffice();
    await commands.json(role, 'add', 'SG-01', id, ...name);
    expect(await commands.text(role, 'revoke', 'SG-01', id)).toBe(
      `The ${role} ${id} of SG-01 is shut out; 0 certificates are revoked.\n`,
    );
  });

  it.each(['reinvite', 'revoke'])('there is nobody to %s', async (what) => {
    const { commands } = await openOffice();
    expect(await commands.failure(role, what, 'SG-01', 'nobody')).toMatchObject({ exit: 1, code: 'unknown-subject' });
  });

  it('the list is of all branches, or of one', async () => {
    const { office, commands } = await openOffice();
    await office.addBranch('SG-02');
    await commands.json(role, 'add', 'SG-02', id, ...name);
    const inBranches = async (...branch: string[]): Promise<string[]> => {
      const list: { branch: string; id: string }[] = (await commands.json(role, 'list', ...branch))[`${role}s`];
      return list.map((each) => `${each.branch} ${each.id}`);
    };
    expect(await inBranches()).toEqual(expect.arrayContaining([`SG-01 ${known}`, `SG-02 ${id}`]));
    expect(await inBranches('SG-01')).toEqual([`SG-01 ${known}`]);
    expect(await commands.text(role, 'list', 'SG-02')).toMatch(
      new RegExp(`^Branch +Id +Name +Certificate expires\n[^]*SG-02 +${id} .* not enrolled$`, 'm'),
    );
  });
});

describe('when a manager is added', () => {
  it('has a name', async () => {
    const { commands } = await openOffice();
    const { code, stderr } = await commands.run('manager', 'add', 'SG-01', 'tan');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("'--name <name>'") });
    expect(await commands.failure('manager', 'add', 'SG-01', 'tan', '--name', '')).toMatchObject({ code: 'usage' });
    await commands.json('manager', 'add', 'SG-01', 'tan', '--name', 'Tan Wei Ling');
    expect(await commands.text('manager', 'list')).toMatch(/^SG-01 +tan +Tan Wei Ling +not enrolled$/m);
  });
});

describe('when an invite is revoked', () => {
  it('enrols nobody, and the list says so', async () => {
    const { office, commands } = await openOffice();
    const { invite } = await commands.json('device', 'add', 'SG-01', 'till-2');
    const { id } = parseInvite(invite);
    expect(await commands.text('invite', 'list')).toMatch(
      new RegExp(`^${id} +SG-01 +device +till-2 +open +\\d{4}-`, 'm'),
    );
    expect(await commands.json('invite', 'revoke', id, '--by', 'alice')).toEqual({ invite: id, state: 'revoked' });
    expect(await newestRecords(office, 1)).toEqual([['alice', 'invite.revoked', id]]);
    expect(await commands.text('invite', 'list')).toMatch(new RegExp(`^${id} .* revoked `, 'm'));
    await expect(enrolInvited(office.context, invite, testKey(6))).toFailWith('invite-refused');
  });

  it('is told when it is not open, or there is none', async () => {
    const { commands } = await openOffice();
    const { invites } = await commands.json('invite', 'list');
    expect(invites[0]).toMatchObject({ state: 'used' });
    for (const id of [invites[0].id, 'no-such-invite']) {
      expect(await commands.failure('invite', 'revoke', id)).toEqual({
        exit: 1,
        code: 'unknown-subject',
        happened: `There is no open invite ${id}.`,
      });
    }
  });

  it('a person reads that it is', async () => {
    const { commands } = await openOffice();
    const { id } = parseInvite((await commands.json('device', 'add', 'SG-01', 'till-2')).invite);
    expect(await commands.text('invite', 'revoke', id)).toBe(`Invite ${id} is revoked.\n`);
  });
});
