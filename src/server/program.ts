import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { salesCommands } from '../shared/sales/command.ts';
import { auditCommands } from './commands/audit.ts';
import { branchCommands } from './commands/branches.ts';
import { closingCommands } from './commands/closings.ts';
import { menuCommands } from './commands/menu/index.ts';
import { officeCommands } from './commands/office.ts';
import { reportCommands } from './commands/report.ts';
import { updatesCommand } from './commands/updates.ts';

/** The command line of spams-office: for `runCommandLine`. */
export function officeProgram(): Command {
  const program = new Command('spams-office')
    .description('The central office of SPAMS: publishes menus, receives closings')
    .version(manifest.version)
    .option('--data <dir>', "the office's data folder")
    .option('--json', 'print one JSON document')
    .option('--by <name>', 'who acts, for the audit record; your user name, if left out');

  officeCommands(program);
  branchCommands(program);
  menuCommands(program);
  closingCommands(program);
  reportCommands(program);
  salesCommands(program);
  auditCommands(program);
  updatesCommand(program);
  return program;
}
