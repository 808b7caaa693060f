import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getHeapSpaceStatistics } from 'node:v8';
import { demoOffice } from '../../scripts/demo-office.ts';
import { daysSales } from '../../scripts/demo-sales.ts';
import { Desk } from '../../src/main/app/desk.ts';
import { handlersOf } from '../../src/main/app/handlers.ts';
import type { Screen } from '../../src/main/app/screen.ts';
import { fileProtection } from '../../src/main/branch/device.ts';
import { DIRECT } from '../../src/main/branch/network/routes.ts';
import { TestUpdater } from '../support/updater.ts';

/**
 * Run in a process of its own, built, with `--expose-gc`: the branch app, without its window, goes through a day of
 * fetches and closings beside an office of its own, and prints how much memory it has after each tenth.
 */
const [folder = '', fetches = '', closings = ''] = process.argv.slice(2);
const FETCHES = Number(fetches);
const CLOSES_EVERY = FETCHES / Number(closings);
/** A dish is sold out, or back again, as often as this: a menu with other words in it. */
const MENU_CHANGES_EVERY = 50;
const PASSPHRASE = 'laksa and kopi, every day';

const nobody: Screen = {
  tell: () => {},
  chooseInvite: async () => undefined,
  chooseSales: async () => undefined,
  chooseFolder: async () => undefined,
  print: async () => true,
  savePdf: async () => true,
  saveArchive: async () => true,
  quit: () => {},
};

const office = await demoOffice(folder);
const desk = new Desk({
  folder: join(folder, 'branch'),
  protection: fileProtection,
  screen: nobody,
  updater: new TestUpdater(),
  systemRoutes: async () => [DIRECT],
});
const ask = handlersOf(desk);
try {
  await desk.start();
  await ask['device.enrol'](await read(office.device));
  await ask['manager.enrol']({ ...(await read(office.manager)), passphrase: PASSPHRASE });
  console.log(JSON.stringify(await day()));
} finally {
  await desk.stop();
  await office.stop();
}

async function read(text: string): Promise<{ invite: string }> {
  return { invite: (await ask['invite.read']({ text })).id };
}

async function day() {
  const memory: ReturnType<typeof used>[] = [];
  for (let fetch = 1; fetch <= FETCHES; fetch += 1) {
    if (fetch % MENU_CHANGES_EVERY === 0) await changeMenu(fetch / MENU_CHANGES_EVERY);
    const { outcome } = await ask['menu.fetch'](undefined);
    if (outcome !== 'latest' && outcome !== 'changed') throw new Error(`fetch ${fetch} ended as ${outcome}`);
    if (fetch % CLOSES_EVERY === 0) await close(fetch / CLOSES_EVERY);
    if (fetch % (FETCHES / 10) === 0) memory.push(used());
  }
  return memory;
}

function changeMenu(time: number): Promise<unknown> {
  return office.command('menu', '86', '101', '--branch', 'SG-01', ...(time % 2 === 0 ? ['--undo'] : []));
}

/** A file is looked at, signed and sent, each in the place of the one before, and its receipt is shown. */
async function close(time: number): Promise<void> {
  const path = join(folder, `sales-${time}.csv`);
  await writeFile(path, daysSales(50 + (time % 50), 'SGD'));
  const { businessDate, part, fileSha256 } = await ask['closing.drop']({ path, wanted: null });
  const upload = { manager: 'mei', passphrase: PASSPHRASE, fileSha256, businessDate, part, replace: true };
  const { state, documentId } = await ask['closing.upload'](upload);
  if (state !== 'delivered') throw new Error(`closing ${time} is ${state}`);
  await ask['receipt.show']({ documentId });
}

/**
 * In bytes: what is still in use once rubbish is gone, and all that the process takes. Compiled code, of which V8 makes
 * the more the longer anything runs, is in spaces of its own.
 */
function used(): { heap: number; rss: number } {
  gc!({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => !/code|trusted/.test(space_name));
  const heap = spaces.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
  return { heap, rss: process.memoryUsage.rss() };
}
