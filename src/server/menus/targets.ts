import { SpamsError } from '../../shared/errors.ts';
import { branchOf } from '../authority/branches.ts';
import type { Branch, Target } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';

/** Throws `unknown-subject` when there is no such branch, or no branch in such a group. */
export async function checkTarget(db: Db | Tx, { scope, target }: Target): Promise<void> {
  if (scope === 'branch') await branchOf(db, target);
  if (scope !== 'group') return;
  const member = await db.selectFrom('branches').select('code').where('branch_group', '=', target).executeTakeFirst();
  if (!member) throw new SpamsError('unknown-subject', { params: { what: `group of branches ${target}` } });
}

/** Whether what is for this target is for this branch. */
export function isFor({ scope, target }: Target, { code, branch_group }: Branch): boolean {
  return scope === 'all' || target === (scope === 'branch' ? code : branch_group);
}

/** What people call a target: "SG-01", "group airports", "every branch". */
export function nameOf({ scope, target }: Target): string {
  if (scope === 'all') return 'every branch';
  return scope === 'group' ? `group ${target}` : target;
}

/** What a menu's file may call branches and groups of them: codes, names and groups, exactly. */
export async function branchNames(db: Db): Promise<string[]> {
  const branches = await db.selectFrom('branches').select(['code', 'name', 'branch_group']).execute();
  const names = branches.flatMap(({ code, name, branch_group }) => [
    code,
    name,
    ...(branch_group ? [branch_group] : []),
  ]);
  return [...new Set(names)];
}
