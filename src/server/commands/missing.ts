import type { Command } from 'commander';
import { z } from 'zod';
import { businessDate } from '../../shared/cms/entity.ts';
import { table, typed } from '../../shared/command-line.ts';
import { branchCode } from '../../shared/pki/identity.ts';
import { LIMITS } from '../../shared/protocol.ts';
import { excuseDay, expectDay } from '../closings/excused.ts';
import { unclosedDays } from '../closings/missing.ts';
import { usage } from '../usage.ts';
import { dateOf } from './closings-filter.ts';
import { onOffice } from './run.ts';

const reasonText = z.string({ error: 'say why no closing is expected' }).trim().min(1).max(LIMITS.closedReason);

/** `closings missing|excuse`. */
export function missingCommands(closings: Command): void {
  closings
    .command('missing')
    .description('branches whose day has no closing that counts')
    .option('--date <date>', "the business date; each branch's last one that has ended, if left out")
    .action(
      onOffice(async (office, { options }) => {
        const unclosed = await unclosedDays(office, { date: dateOf(options) });
        const missing = unclosed.filter(({ excused }) => excused === null).map(({ excused: _, ...day }) => day);
        const rows = missing.map(({ businessDate: date, branch, name, over, held }) => [
          date,
          branch,
          name,
          [over ? '' : 'not over yet', held > 0 ? `${held} on hold` : ''].filter(Boolean).join(', '),
        ]);
        return {
          json: { missing },
          text: rows.length === 0 ? 'No closing is missing.' : table(['Date', 'Branch', 'Name', ''], rows),
        };
      }),
    );
  closings
    .command('excuse <branch>')
    .description('expect no closing of a branch for a day')
    .requiredOption('--date <date>', 'the business date')
    .option('--reason <text>', 'why, for the report, the branch and the audit record')
    .option('--undo', 'expect it after all')
    .action(
      onOffice(async (office, { actor, options }, code: string) => {
        const branch = typed(branchCode, code, 'BRANCH');
        const date = typed(businessDate, options.date, '--date');
        if (options.undo === true) {
          if (options.reason !== undefined) {
            throw usage('--undo takes no --reason');
          }
          await expectDay(office, { branch, date }, actor);
          return {
            json: { branch, date, excused: null },
            text: `A closing of ${branch} for ${date} is expected again.`,
          };
        }
        const reason = typed(reasonText, options.reason, '--reason');
        await excuseDay(office, { branch, date, reason }, actor);
        return { json: { branch, date, excused: reason }, text: `No closing of ${branch} is expected for ${date}.` };
      }),
    );
}
