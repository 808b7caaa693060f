import { type OfficeContext, transact } from '../../context.ts';
import type { Tx } from '../../store/store.ts';
import { addBranchWithin, addHolderWithin, type BranchSettings, setBranchWithin } from '../branches.ts';
import { createInvite } from '../invites.ts';
import { InviteFolder } from './invite-folder.ts';
import { type BranchPlan, type BranchRow, type ImportOptions, planImport, type RowProblem } from './plan.ts';

/** What an import did or would do, or why it did nothing. */
export interface Import {
  plans: BranchPlan[];
  problems: RowProblem[];
  /** How many invites of an earlier import, which was cut short, were written first. */
  finished: number;
}

/** Works out what importing these rows would do. */
export async function tryImport(
  office: OfficeContext,
  rows: readonly BranchRow[],
  invites: string,
  options: ImportOptions,
): Promise<Import> {
  const folder = await InviteFolder.lookAt(office, invites);
  return { ...(await planImport(office.db, rows, folder, options)), finished: 0 };
}

/**
 * Adds the branches and managers that are new and writes the invite of each to its file in a folder, all in one
 * transaction; when anything is wrong with any row, nothing is done.
 * @throws what `InviteFolder` does
 */
export async function importBranches(
  office: OfficeContext,
  rows: readonly BranchRow[],
  invites: string,
  options: ImportOptions,
  actor: string,
): Promise<Import> {
  const folder = await InviteFolder.open(office, invites);
  try {
    const done = await transact(office, async (tx) => {
      const { plans, problems } = await planImport(tx, rows, folder, options);
      if (problems.length === 0) await folder.keep(await carryOut(office, tx, plans, actor));
      return { plans, problems };
    });
    await folder.finish();
    return { ...done, finished: folder.finished };
  } finally {
    await folder.release();
  }
}

/** Gives the invites that were made. */
async function carryOut(office: OfficeContext, tx: Tx, plans: readonly BranchPlan[], actor: string): Promise<string[]> {
  const invites: string[] = [];
  for (const plan of plans) {
    const { branch, settings, deed, managers, reinvited } = plan;
    if (deed === 'add') invites.push(await addBranchWithin(office, tx, branch, settings, actor));
    if (deed === 'change') await setBranchWithin(office, tx, branch, changesOf(plan), actor);
    for (const { id, name } of managers) {
      invites.push(await addHolderWithin(office, tx, { role: 'manager', branch, id }, name, actor));
    }
    for (const identity of reinvited) invites.push(await createInvite(office, tx, identity, actor));
  }
  return invites;
}

const changesOf = ({ settings, differing }: BranchPlan): Partial<BranchSettings> =>
  Object.fromEntries(differing.map((name) => [name, settings[name]]));
