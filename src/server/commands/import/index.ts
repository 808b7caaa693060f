import type { Command } from 'commander';
import { z } from 'zod';
import { typed } from '../../../shared/command-line.ts';
import { importBranches, tryImport } from '../../authority/import/import.ts';
import { inviteEnd } from '../../authority/invites.ts';
import { onOffice } from '../run.ts';
import { amissOutcome, importOutcome } from './outcome.ts';
import { readBranches } from './read-branches.ts';

const folderOption = z.string({ error: 'name the folder that the invites go to' }).min(1);

/** `branch import`. */
export function importCommand(branch: Command): void {
  branch
    .command('import <file>')
    .description('add the branches and managers of a CSV file; writes the invite of each to a file')
    .option('--invites <dir>', 'the folder for the invites, made if need be')
    .option('--update', 'give branches that are there already the settings of the file; they are left, otherwise')
    .option('--reinvite', "new invites for those of the file who haven't used theirs, unless it is in the folder")
    .option('--dry-run', 'only say what would be done')
    .action(
      onOffice(async (office, { actor, options }, path: string) => {
        const folder = typed(folderOption, options.invites, '--invites');
        const chosen = { update: options.update === true, reinvite: options.reinvite === true };
        const dryRun = options.dryRun === true;
        const file = await readBranches(path);
        const onlyTry = dryRun || file.problems.length > 0;
        const end = inviteEnd(office.clock());
        const { plans, problems, finished } = onlyTry
          ? await tryImport(office, file.rows, folder, chosen)
          : await importBranches(office, file.rows, folder, chosen, actor);
        const all = [...file.problems, ...problems].sort((a, b) => a.row - b.row);
        if (all.length > 0) return amissOutcome(all);
        return importOutcome(plans, { ...file, folder, dryRun, end, finished });
      }),
    );
}
