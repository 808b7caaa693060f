import type { Command } from 'commander';
import { businessDate } from '../../shared/cms/entity.ts';
import { typed } from '../../shared/command-line.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import type { Office } from '../office.ts';
import { type DayReport, dayReport } from '../reports/day.ts';
import { reportPage } from '../reports/html/page.ts';
import { reportText } from '../reports/text.ts';
import { type WeekReport, weekReport } from '../reports/week.ts';
import { branchOption } from './closings-filter.ts';
import { onOffice } from './run.ts';

type Reporting = (office: Office, date: string, branch?: string) => Promise<DayReport | WeekReport>;

/** `report day|week`. */
export function reportCommands(program: Command): void {
  const report = program.command('report').description('what was sold, beside a week before');
  reportCommand(report.command('day'), 'one business date, beside the same weekday a week before', dayReport);
  reportCommand(
    report.command('week'),
    'the seven business dates that end with one, beside the seven before',
    weekReport,
  );
}

function reportCommand(command: Command, description: string, reporting: Reporting): void {
  command
    .description(description)
    .requiredOption('--date <date>', 'the business date')
    .option('--branch <code>', 'of one branch')
    .option('--html <file>', 'write it as a page to read and print, too')
    .action(
      onOffice(async (office, { options }) => {
        const date = typed(businessDate, options.date, '--date');
        const report = await reporting(office, date, branchOption(options));
        const file = options.html === undefined ? null : String(options.html);
        if (file !== null)
          await writeFileAtomic(file, reportPage(report, { name: office.config.name, at: office.clock() }));
        return {
          json: { ...report, file },
          text: `${reportText(report)}${file === null ? '' : `\n\nWritten to ${file}.`}`,
        };
      }),
    );
}
