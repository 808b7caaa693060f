import type { Command } from 'commander';
import { menuReadCommand } from '../../../shared/menu/command.ts';
import { adjustCommands } from './adjust.ts';
import { lookCommands } from './look.ts';
import { publishCommands } from './publish.ts';

/** `menu read`, `menu publish|draft|withdraw`, `menu override|86` and `menu export|list|show|preview|status|diff`. */
export function menuCommands(program: Command): void {
  const menu = program.command('menu').description('the menu that branches fetch');
  menuReadCommand(menu);
  publishCommands(menu);
  adjustCommands(menu);
  lookCommands(menu);
}
