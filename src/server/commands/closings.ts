import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { businessDate } from '../../shared/cms/entity.ts';
import { table, typed } from '../../shared/command-line.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import { exportEvidence } from '../closings/evidence.ts';
import { exportClosings, type Grouping } from '../closings/export.ts';
import { listClosings, showClosing } from '../closings/list.ts';
import { acceptHeld } from '../closings/receipts.ts';
import { usage } from '../usage.ts';
import { closingText, netText } from './closing-text.ts';
import { filterOf, withFilter } from './closings-filter.ts';
import { missingCommands } from './missing.ts';
import { rereadCommand } from './reread.ts';
import { onOffice } from './run.ts';

/** `closings list|show|accept|export|reread|missing|excuse` and `evidence export`. */
export function closingCommands(program: Command): void {
  const closings = program.command('closings').description("what the branches' managers uploaded");
  withFilter(closings.command('list'))
    .description('closings by day and branch')
    .action(
      onOffice(async ({ db }, { options }) => {
        const list = await listClosings(db, filterOf(options));
        const rows = list.map((each) => [
          each.businessDate,
          each.branch,
          each.part,
          each.revision,
          each.state === 'held' ? 'on hold' : each.current ? 'counts' : 'replaced',
          each.needsReview ? 'review' : '',
          each.number,
          each.totals.lines,
          netText(each.totals),
          each.manager,
        ]);
        const headings = ['Date', 'Branch', 'Part', 'Rev.', 'State', '', 'Number', 'Lines', 'Net', 'Manager'];
        return { json: { closings: list }, text: table(headings, rows) };
      }),
    );
  closings
    .command('show <id>')
    .description('one closing with its lines, by document id or receipt number')
    .action(
      onOffice(async ({ db }, _, id: string) => {
        const closing = await showClosing(db, id);
        return { json: closing, text: closingText(closing) };
      }),
    );
  closings
    .command('accept <id>')
    .description('let in a closing that is on hold')
    .action(
      onOffice(async (office, { actor }, id: string) => {
        const { document_id: documentId, number } = await acceptHeld(office, id, actor);
        return {
          json: { documentId, number, state: 'accepted' },
          text: `Closing ${number} counts now; its branch gets the receipt when it sends again.`,
        };
      }),
    );
  closings
    .command('export')
    .description('the sales that count, as CSV for a spreadsheet')
    .requiredOption('--from <date>', 'first business date')
    .requiredOption('--to <date>', 'last business date')
    .addOption(new Option('--by <grouping>', 'one row for each').choices(['branch', 'item', 'line']).default('branch'))
    .requiredOption('--out <file>', 'the CSV file to write')
    .action(
      onOffice(async ({ db }, { options }) => {
        const from = typed(businessDate, options.from, '--from');
        const to = typed(businessDate, options.to, '--to');
        if (to < from) throw usage('--to is before --from');
        const { csv, rows } = await exportClosings(db, from, to, options.by as Grouping);
        const out = String(options.out);
        await writeFileAtomic(out, csv);
        return { json: { file: out, rows }, text: `${rows} rows written to ${out}.` };
      }),
    );
  rereadCommand(closings);
  missingCommands(closings);
  program
    .command('evidence')
    .description('what proves a closing to a third party')
    .command('export <id>')
    .description('write file, signatures, chain and VERIFY.txt into a new folder')
    .requiredOption('--out <dir>', 'the folder to make')
    .action(
      onOffice(async (office, { options }, id: string) => {
        const folder = resolve(String(options.out));
        const files = await exportEvidence(office, id, folder);
        return {
          json: { folder, files },
          text: `Evidence written to ${folder}; VERIFY.txt says how to check it:\n  ${files.join('\n  ')}`,
        };
      }),
    );
}
