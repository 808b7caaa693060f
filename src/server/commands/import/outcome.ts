import { join } from 'node:path';
import { type Outcome, table } from '../../../shared/command-line.ts';
import { SpamsError } from '../../../shared/errors.ts';
import { listed } from '../../../shared/table/warnings.ts';
import { inviteFileName } from '../../authority/import/invite-folder.ts';
import { type BranchPlan, invitedBy, type RowProblem } from '../../authority/import/plan.ts';
import type { BranchFile } from './read-branches.ts';

interface About extends Pick<BranchFile, 'unusedColumns' | 'notes'> {
  folder: string;
  dryRun: boolean;
  /** Until when the invites count. */
  end: Date;
  /** How many invites of an earlier import were written first. */
  finished: number;
}

/** That nothing was done, and what is wrong with each row. */
export function amissOutcome(problems: RowProblem[]): Outcome {
  const count = new Set(problems.map(({ row }) => row)).size;
  const error = new SpamsError('branches-amiss', { params: { count } });
  const rows = problems.map(({ row, branch, problem }) => [row, branch, problem]);
  return {
    json: { error: { code: error.code, ...error.person() }, problems },
    text: `${Object.values(error.person()).join(' ')}\n\n${table(['Row', 'Branch', 'What is wrong'], rows)}`,
    exitCode: error.exitCode,
  };
}

/** What an import did or, tried first, would do. */
export function importOutcome(plans: readonly BranchPlan[], about: About): Outcome {
  const { folder, dryRun, end, finished, unusedColumns } = about;
  const branches = (deed: BranchPlan['deed']): BranchPlan[] => plans.filter((plan) => plan.deed === deed);
  const names = (deed: BranchPlan['deed']): string[] => branches(deed).map(({ branch }) => branch);
  const settings = ({ branch, differing }: BranchPlan) => ({ branch, settings: differing });
  const invites = plans.flatMap(invitedBy).map((identity) => {
    const { branch, role, id } = identity;
    return { branch, [role]: id, file: join(folder, inviteFileName(identity)) };
  });
  const json = {
    dryRun,
    added: names('add'),
    changed: branches('change').map(settings),
    unchanged: names('leave'),
    differing: branches('leave').filter(differs).map(settings),
    managers: plans.flatMap(({ branch, managers }) => managers.map(({ id }) => ({ branch, manager: id }))),
    invites,
    finished,
    expiresAt: end.toISOString(),
    unusedColumns,
  };
  return { json, text: [...sentences(json, about), ...differences(plans)].join('\n') };
}

const differs = ({ differing }: BranchPlan): boolean => differing.length > 0;

interface Counts {
  added: unknown[];
  changed: unknown[];
  unchanged: unknown[];
  managers: unknown[];
  invites: unknown[];
}

function sentences({ added, changed, unchanged, managers, invites }: Counts, about: About): string[] {
  const { folder, dryRun, end, finished, unusedColumns, notes } = about;
  return [
    ...(dryRun ? ['Nothing was done. This would be:'] : []),
    ...(finished > 0
      ? [`An earlier import was cut short. Invites of it that are in the folder now: ${finished}.`]
      : []),
    `Branches added: ${added.length}. Changed: ${changed.length}. Left as they are: ${unchanged.length}. Managers added: ${managers.length}.`,
    `Invites in ${folder}, a file each: ${invites.length}.${
      invites.length === 0
        ? ''
        : ` Give each to its branch by a way that nobody else reads. It works once, until ${end.toISOString()}.`
    }`,
    ...(unusedColumns.length > 0 ? [`Columns that were not used: ${listed(unusedColumns)}.`] : []),
    ...notes,
  ];
}

/** The branches whose settings are others than the file's: changed, or left. */
function differences(plans: readonly BranchPlan[]): string[] {
  const rows = plans
    .filter(({ deed, differing }) => deed !== 'add' && differing.length > 0)
    .map(({ branch, deed, differing }) => [
      branch,
      deed === 'change' ? 'changed' : 'left, see --update',
      differing.join(', '),
    ]);
  return rows.length === 0 ? [] : ['', table(['Branch', 'Differs', 'In'], rows)];
}
