import type { BranchIdentity } from '../../../shared/pki/identity.ts';
import type { Db, Tx } from '../../store/store.ts';
import { type BranchSettings, FIRST_DEVICE } from '../branches.ts';
import { type InviteFolder, inviteFileName } from './invite-folder.ts';
import { type Known, known } from './known.ts';

export interface ListedManager {
  id: string;
  name: string;
}

/** What a row of a file says of a branch. A group that is left out is not spoken of; null is none. */
export interface BranchRow {
  /** As a spreadsheet numbers it. */
  row: number;
  code: string;
  settings: BranchSettings;
  managers: ListedManager[];
}

export interface RowProblem {
  row: number;
  /** As it stands in the file. */
  branch: string;
  problem: string;
}

export interface ImportOptions {
  /** Whether branches that are there already get the settings of the file. */
  update: boolean;
  /** Whether whoever of the file hasn't used an invite gets a new one, unless the folder has theirs. */
  reinvite: boolean;
}

/** What is to be done for one row. */
export interface BranchPlan {
  branch: string;
  settings: BranchSettings;
  deed: 'add' | 'change' | 'leave';
  /** The settings that are others than the file's, of a branch that is there already. */
  differing: (keyof BranchSettings)[];
  /** Those who aren't there yet. */
  managers: ListedManager[];
  /** Those who get a new invite for the one that they haven't used. */
  reinvited: BranchIdentity[];
}

/** Works out what a file comes to, and what of it can't be done. */
export async function planImport(
  db: Db | Tx,
  rows: readonly BranchRow[],
  folder: InviteFolder,
  options: ImportOptions,
): Promise<{ plans: BranchPlan[]; problems: RowProblem[] }> {
  const office = await known(db);
  const plans: BranchPlan[] = [];
  const problems: RowProblem[] = [];
  const files = new Map<string, string>();
  const isAtHand = (identity: BranchIdentity): Promise<boolean> => folder.holdsInviteOf(db, identity);
  for (const row of rows) {
    const plan = await planRow(row, office, isAtHand, options);
    plans.push(plan);
    const wrong = [...revokedOf(row, office), ...filesAmiss(plan, folder, files)];
    problems.push(...wrong.map((problem) => ({ row: row.row, branch: row.code, problem })));
  }
  return { plans, problems };
}

/** Whether the folder has somebody's invite, and it still counts. */
type IsAtHand = (identity: BranchIdentity) => Promise<boolean>;

async function planRow(row: BranchRow, office: Known, isAtHand: IsAtHand, options: ImportOptions): Promise<BranchPlan> {
  const { code: branch, settings } = row;
  const branchNow = office.branch(branch);
  const managers = row.managers.filter(({ id }) => !office.holder({ role: 'manager', branch, id }));
  if (!branchNow) return { branch, settings, deed: 'add', differing: [], managers, reinvited: [] };
  const differing = (Object.keys(settings) as (keyof BranchSettings)[]).filter(
    (name) => settings[name] !== undefined && settings[name] !== branchNow[name],
  );
  const deed = options.update && differing.length > 0 ? 'change' : 'leave';
  const reinvited = options.reinvite ? await uninvited(row, office, isAtHand) : [];
  return { branch, settings, deed, differing, managers, reinvited };
}

/** Those of a branch that is there already who haven't enrolled, and whose invite isn't in the folder. */
async function uninvited({ code, managers }: BranchRow, office: Known, isAtHand: IsAtHand): Promise<BranchIdentity[]> {
  const all: BranchIdentity[] = [
    { role: 'device', branch: code, id: FIRST_DEVICE },
    ...managers.map(({ id }) => ({ role: 'manager' as const, branch: code, id })),
  ];
  const waiting = all.filter((each) => office.holder(each)?.state === 'waiting');
  const out: BranchIdentity[] = [];
  for (const each of waiting) if (!(await isAtHand(each))) out.push(each);
  return out;
}

function revokedOf({ code, managers }: BranchRow, office: Known): string[] {
  if (office.branch(code)?.revoked) return ['this branch was revoked, which is for good'];
  return managers
    .filter(({ id }) => office.holder({ role: 'manager', branch: code, id })?.state === 'revoked')
    .map(({ id }) => `the manager ${id} was revoked, which is for good: use another id`);
}

/** Every invite has a file of its own, and none is written over. Names that differ by case alone are one on some disks. */
function filesAmiss(plan: BranchPlan, folder: InviteFolder, files: Map<string, string>): string[] {
  return invitedBy(plan).flatMap((identity) => {
    const name = inviteFileName(identity);
    const other = files.get(name.toLowerCase());
    files.set(name.toLowerCase(), plan.branch);
    if (other !== undefined) return [`the file ${name} would be both for this branch and for ${other}`];
    return folder.has(name) ? [`${name} is in the folder already`] : [];
  });
}

/** Everybody who gets an invite. */
export function invitedBy({ branch, deed, managers, reinvited }: BranchPlan): BranchIdentity[] {
  return [
    ...(deed === 'add' ? [{ role: 'device' as const, branch, id: FIRST_DEVICE }] : []),
    ...managers.map(({ id }) => ({ role: 'manager' as const, branch, id })),
    ...reinvited,
  ];
}
