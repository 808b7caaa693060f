import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchMenu } from '../../src/main/branch/menu.ts';
import { branchMenu } from '../../src/server/menus/branch-menu.ts';
import { readDocument } from '../../src/shared/cms/document.ts';
import { type BranchMenu, parseBranchMenu } from '../../src/shared/menu/menu.ts';
import { templateBranch } from './branch.ts';
import { Commands } from './commands.ts';
import { testFolder } from './folders.ts';
import { TestOffice } from './office.ts';

/** A CSV menu file with these rows of code, name, price and what else has a heading. */
export async function menuFile(rows: string[], { name = 'menu.csv', more = [] as string[] } = {}): Promise<string> {
  const path = join(await testFolder(), name);
  await writeFile(path, `${['Code', 'Name', 'Price', ...more].join()}\n${rows.join('\n')}\n`);
  return path;
}

/** An office that serves SG-01, its commands, and what branches get. Commands go by the real time, the office by the test's. */
export async function menuScene() {
  const office = await TestOffice.start();
  const commands = Commands.office(office.folder);
  const branch = await templateBranch(office);
  return {
    office,
    commands,
    /** Publishes by command what these rows say, from the test's time on. */
    publish: async (rows: string[], ...args: string[]) =>
      commands.json('menu', 'publish', await menuFile(rows), '--at', office.clock.now().toISOString(), ...args),
    /** What SG-01's PC fetches, opens and verifies. */
    fetched: async (): Promise<BranchMenu> => (await fetchMenu(branch)).menu,
    /** What the office has signed for a branch. */
    signedFor: async (code: string): Promise<BranchMenu> =>
      parseBranchMenu((await readDocument((await branchMenu(office.context, code)).signed_data)).body),
  };
}

/** What a menu asks for its dishes, by their codes: "sold out", or the price. */
export function offered({ items }: Pick<BranchMenu, 'items'>): Record<string, number | string | null> {
  return Object.fromEntries(items.map(({ code, price, available }) => [code, available ? price : 'sold out']));
}
