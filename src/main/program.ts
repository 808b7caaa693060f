import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { salesCommands } from '../shared/sales/command.ts';
import { closingCommands } from './commands/closing.ts';
import { diagnosticsCommand } from './commands/diagnostics.ts';
import { enrolCommands } from './commands/enrol.ts';
import { historyCommand } from './commands/history.ts';
import { menuCommands } from './commands/menu.ts';
import { proxyCommand } from './commands/network.ts';
import { outboxCommands } from './commands/outbox.ts';
import { statusCommand } from './commands/status.ts';

/** The command line of spams-branch: for `runCommandLine`. */
export function branchProgram(): Command {
  const program = new Command('spams-branch')
    .description('A branch of SPAMS without a window: fetches the menu, uploads the day')
    .version(manifest.version)
    .option('--home <dir>', "the branch's folder on this PC")
    .option('--json', 'print one JSON document');

  enrolCommands(program);
  menuCommands(program);
  closingCommands(program);
  salesCommands(program);
  outboxCommands(program);
  historyCommand(program);
  statusCommand(program);
  proxyCommand(program);
  diagnosticsCommand(program);
  return program;
}
