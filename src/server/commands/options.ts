import { z } from 'zod';
import { typed } from '../../shared/command-line.ts';
import { branchCode } from '../../shared/pki/identity.ts';
import type { Target } from '../store/schema.ts';
import { usage } from '../usage.ts';

/** A time as it is typed, with its offset from UTC. */
export const moment = z.iso
  .datetime({ offset: true, error: 'is not a time such as 2026-11-23T06:00:00+08:00' })
  .transform((text) => new Date(text));

/** The number of a publication or, at a branch, of a version. */
export const menuNumber = z.coerce.number().pipe(z.int('is not a number of a menu').positive());

/** What a group of branches is called. Compared exactly. */
export const groupName = z.string().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,62}[\p{L}\p{N}])?$/u, {
  error: 'is not a name of letters, digits, spaces, dots and dashes',
});

/** Whom `--branch`, `--group` or `--all` name: one of those that the command has. Throws `usage`. */
export function targetOf({ branch, group, all }: Record<string, unknown>): Target {
  const targets: Target[] = [];
  if (branch !== undefined) targets.push({ scope: 'branch', target: typed(branchCode, branch, '--branch') });
  if (group !== undefined) targets.push({ scope: 'group', target: typed(groupName, group, '--group') });
  if (all === true) targets.push({ scope: 'all', target: '' });
  const [target] = targets;
  if (target && targets.length === 1) return target;
  throw usage('name the one branch or group of branches that it is for');
}

/** A target as programs read it: both null means every branch. */
export function targetJson({ scope, target }: Target): { branch: string | null; group: string | null } {
  return { branch: scope === 'branch' ? target : null, group: scope === 'group' ? target : null };
}
