import type { Command } from 'commander';
import type { Outcome } from '../../shared/command-line.ts';
import { table } from '../../shared/command-line.ts';
import { menuReadCommand, pricesOf } from '../../shared/menu/command.ts';
import { type FetchedMenu, fetchMenu, type ShownMenu, showMenu } from '../branch/menu.ts';
import { errorJson, onBranch } from './run.ts';

/** `menu read`, `menu fetch` and `menu show`. */
export function menuCommands(program: Command): void {
  const menu = program.command('menu').description("head office's menu");
  menuReadCommand(menu);
  menu
    .command('fetch')
    .description('fetch the menu; offline, the last one is shown, marked stale')
    .action(onBranch(async (branch) => fetched(await fetchMenu(branch))));
  menu
    .command('show')
    .description('the menu on this PC')
    .action(
      onBranch(async (branch) => {
        const shown = await showMenu(branch);
        return { json: json(shown), text: text(shown) };
      }),
    );
}

function fetched(menu: FetchedMenu): Outcome {
  const { changed, offline } = menu;
  const news = offline
    ? `${offline.person().happened} This is the last menu.`
    : changed
      ? 'A new menu.'
      : 'Already the latest.';
  return {
    json: { ...json(menu), changed, error: errorJson(offline) },
    text: `${news}\n${text(menu)}`,
    exitCode: offline ? offline.exitCode : 0,
  };
}

function json({ menu, signedAt, fetchedAt, checkedAt, stale }: ShownMenu) {
  // A menu whose signature doesn't hold is never shown, so this one's does.
  return {
    ...menu,
    verified: true,
    signedAt: signedAt.toISOString(),
    fetchedAt,
    checkedAt,
    stale: stale !== null,
    staleness: stale,
  };
}

const STALE = {
  expired: 'THIS MENU HAS ENDED: fetch before selling.',
  offline: 'STALE: head office could not be asked whether it still holds.',
  'not-checked': 'STALE: as far as this PC knows, head office was last asked over a day ago.',
};

function text({ menu, signedAt, stale }: ShownMenu): string {
  const until = menu.validUntil ?? 'the next one';
  const heading = `Version ${menu.version}, signed by head office at ${signedAt.toISOString()}, valid until ${until}`;
  const rows = menu.items.map((item) => {
    const { category, code, name, available, allergens } = item;
    const prices = pricesOf(item, menu.currency);
    return [category, code, name, prices, available ? '' : 'SOLD OUT', allergens.join(', ')];
  });
  const lines = table(['Category', 'Code', 'Name', menu.currency, '', 'Allergens'], rows);
  return [heading, ...(stale ? [STALE[stale]] : []), '', lines].join('\n');
}
