import type { Command } from 'commander';
import { z } from 'zod';
import { type Outcome, table, typed } from '../../shared/command-line.ts';
import { type BranchIdentity, type BranchRole, branchCode, holderId } from '../../shared/pki/identity.ts';
import { addBranch, addHolder, listBranches, listHolders, reinvite, revoke, setBranch } from '../authority/branches.ts';
import { listInvites, revokeInvite } from '../authority/invites.ts';
import { usage } from '../usage.ts';
import { branchSettings, holderName } from './branch-settings.ts';
import { importCommand } from './import/index.ts';
import { groupName } from './options.ts';
import { onOffice } from './run.ts';

/** `--no-group` gives false. */
const changes = branchSettings
  .partial()
  .extend({ group: z.union([groupName, z.literal(false).transform(() => null)]).optional() });

/** `branch`, `device`, `manager` and `invite`. */
export function branchCommands(program: Command): void {
  branchGroup(program);
  holderGroup(program, 'device', 'a PC of a branch');
  holderGroup(program, 'manager', 'a person who may close the day');
  const invite = program.command('invite').description('one-time invites');
  invite
    .command('list')
    .description('every invite and whether it is open')
    .action(
      onOffice(async (office) => {
        const invites = await listInvites(office);
        const rows = invites.map((each) => [each.id, each.branch, each.role, each.holder, each.state, each.expiresAt]);
        return { json: { invites }, text: table(['Invite', 'Branch', 'For', 'Id', 'State', 'Expires'], rows) };
      }),
    );
  invite
    .command('revoke <id>')
    .description('make an open invite worthless')
    .action(
      onOffice(async (office, { actor }, id: string) => {
        await revokeInvite(office, id, actor);
        return { json: { invite: id, state: 'revoked' }, text: `Invite ${id} is revoked.` };
      }),
    );
}

function branchGroup(program: Command): void {
  const branch = program.command('branch').description('branches of the chain');
  withSettings(
    branch.command('add <code>').description('add a branch; prints the invite of its first PC'),
    true,
  ).action(
    onOffice(async (office, { actor, options }, code: string) => {
      const { timezone, ...rest } = typed(branchSettings, options, 'branch add');
      const invite = await addBranch(office, typed(branchCode, code, 'CODE'), { ...rest, timeZone: timezone }, actor);
      return invited({ branch: code, device: 'main' }, invite);
    }),
  );
  withSettings(branch.command('set <code>').description("change a branch's settings"), false)
    .option('--no-group', 'out of the group that it is in')
    .action(
      onOffice(async (office, { actor, options }, code: string) => {
        const { timezone, ...rest } = typed(changes, options, 'branch set');
        if (timezone === undefined && Object.keys(rest).length === 0) {
          throw usage('nothing to change was named');
        }
        await setBranch(
          office,
          typed(branchCode, code, 'CODE'),
          { ...rest, ...(timezone && { timeZone: timezone }) },
          actor,
        );
        return { json: { branch: code }, text: `Branch ${code} is changed.` };
      }),
    );
  importCommand(branch);
  branch
    .command('revoke <code>')
    .description('shut a branch out: every certificate and invite of it')
    .action(
      onOffice(async (office, { actor }, code: string) => {
        const { certificates } = await revoke(office, { branch: typed(branchCode, code, 'CODE') }, actor);
        return {
          json: { branch: code, revoked: certificates },
          text: `Branch ${code} is shut out; ${certificates} certificates are revoked.`,
        };
      }),
    );
  branch
    .command('list')
    .description('branches, and what was last heard of each')
    .action(
      onOffice(async (office) => {
        const branches = await listBranches(office);
        const rows = branches.flatMap(({ code, name, group, revoked, devices }) =>
          devices.map((device) => {
            const { id, lastContact, menuVersion, appVersion, certificateExpires } = device;
            return [
              code,
              name,
              group,
              revoked || device.revoked ? 'revoked' : '',
              id,
              lastContact ?? 'never',
              menuVersion,
              appVersion,
              certificateExpires,
            ];
          }),
        );
        const headings = [
          'Branch',
          'Name',
          'Group',
          '',
          'Device',
          'Last contact',
          'Menu',
          'App',
          'Certificate expires',
        ];
        return { json: { branches }, text: table(headings, rows) };
      }),
    );
}

function withSettings(command: Command, adding: boolean): Command {
  const defaults = { timezone: 'UTC', currency: 'USD', cutoff: '4', locale: 'en' };
  const value = (name: keyof typeof defaults): string | undefined => (adding ? defaults[name] : undefined);
  if (adding) command.requiredOption('--name <name>', "the branch's name");
  else command.option('--name <name>', "the branch's name");
  return command
    .option('--timezone <tz>', 'IANA time zone, such as Asia/Singapore', value('timezone'))
    .option('--currency <cur>', 'ISO 4217 currency', value('currency'))
    .option('--cutoff <hour>', 'hour before which sales belong to the day before', value('cutoff'))
    .option('--locale <tag>', 'language and region, such as en-SG', value('locale'))
    .option('--group <name>', 'the group of branches that it is in, such as airports');
}

function holderGroup(program: Command, role: BranchRole, what: string): void {
  const group = program.command(role).description(what);
  const add = group.command('add <branch> <id>').description(`add ${what}; prints the invite`);
  if (role === 'manager') add.requiredOption('--name <name>', "the manager's name");
  add.action(
    onOffice(async (office, { actor, options }, branch: string, id: string) => {
      const identity = identityOf(role, branch, id);
      const name = role === 'manager' ? typed(holderName, options.name, '--name') : id;
      return invited({ branch, [role]: id }, await addHolder(office, identity, name, actor));
    }),
  );
  group
    .command('list [branch]')
    .description('all of them, with when their certificates expire')
    .action(
      onOffice(async (office, _, branch?: string) => {
        const holders = await listHolders(office.db, role, branch);
        const rows = holders.map((each) => [
          each.branch,
          each.id,
          each.name,
          each.revoked ? 'revoked' : '',
          each.certificateExpires ?? 'not enrolled',
        ]);
        return {
          json: { [`${role}s`]: holders },
          text: table(['Branch', 'Id', 'Name', '', 'Certificate expires'], rows),
        };
      }),
    );
  group
    .command('reinvite <branch> <id>')
    .description('a new invite, for a PC replaced or a passphrase forgotten; using it revokes the old certificate')
    .action(
      onOffice(async (office, { actor }, branch: string, id: string) => {
        return invited({ branch, [role]: id }, await reinvite(office, identityOf(role, branch, id), actor));
      }),
    );
  group
    .command('revoke <branch> <id>')
    .description('shut out for good, from the next request on')
    .action(
      onOffice(async (office, { actor }, branch: string, id: string) => {
        const { certificates } = await revoke(office, identityOf(role, branch, id), actor);
        return {
          json: { branch, [role]: id, revoked: certificates },
          text: `The ${role} ${id} of ${branch} is shut out; ${certificates} certificates are revoked.`,
        };
      }),
    );
}

function identityOf(role: BranchRole, branch: string, id: string): BranchIdentity {
  return { role, branch: typed(branchCode, branch, 'BRANCH'), id: typed(holderId, id, 'ID') };
}

function invited(facts: Record<string, string>, invite: string): Outcome {
  return {
    json: { ...facts, invite },
    text: `Give this invite to the branch, by a way that nobody else reads. It works once, within 72 hours:\n\n${invite}`,
  };
}
