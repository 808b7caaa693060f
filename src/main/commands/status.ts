import type { Command } from 'commander';
import type { Outcome } from '../../shared/command-line.ts';
import type { SpamsError } from '../../shared/errors.ts';
import type { Branch } from '../branch/branch.ts';
import { readEach } from '../branch/listing.ts';
import { listManagers } from '../branch/managers.ts';
import { showMenu } from '../branch/menu.ts';
import { listOutbox } from '../branch/outbox.ts';
import { damagedOutcome, errorJson, onBranch } from './run.ts';

/** `status`: everything that a person on the phone would ask about, in one place; what is damaged hides nothing else. */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('this PC, its office, its menu, and what is queued')
    .action(onBranch(async (branch) => statusOf(branch, await branch.tryConnect())));
}

async function statusOf(branch: Branch, offline: SpamsError | undefined): Promise<Outcome> {
  const { config, office, device, clock } = branch;
  const [managers, menus, outbox] = [await listManagers(branch), await menuOf(branch), await listOutbox(branch)];
  const damaged = damagedOutcome([...managers.damaged, ...menus.damaged, ...outbox.damaged]);
  const facts = {
    office: { name: office?.name ?? null, url: config.url, root: config.root, reachable: !offline },
    branch: { code: config.branch, ...office?.branch },
    device: { id: config.device, certificateExpires: device.current.certificate.notAfter.toISOString() },
    managers: managers.items.map(({ id, certificate }) => ({
      id,
      certificateExpires: certificate.notAfter.toISOString(),
    })),
    menu: menus.items[0] ?? null,
    outbox: outbox.items.length + outbox.damaged.length,
    clock: clock.state(),
  };
  const json = { ...facts, damaged: damaged.json, error: errorJson(offline) };
  return { json, text: describe(facts) + damaged.text, exitCode: damaged.exitCode };
}

/** The menu on this PC, if there is one. */
async function menuOf(branch: Branch) {
  const { items, damaged } = await readEach(['menu'], async () => {
    const { menu, stale, checkedAt } = await showMenu(branch);
    return { version: menu.version, items: menu.items.length, checkedAt, stale: stale !== null };
  });
  return { items, damaged: damaged.filter(({ code }) => code !== 'menu-none') };
}

interface Status {
  office: { name: string | null; url: string; root: string; reachable: boolean };
  branch: { code: string; name?: string };
  device: { id: string; certificateExpires: string };
  managers: { id: string; certificateExpires: string }[];
  menu: { version: number; items: number; checkedAt: string; stale: boolean } | null;
  outbox: number;
  clock: { reported: number | null; isOff: boolean };
}

function describe({ office, branch, device, managers, menu, outbox, clock }: Status): string {
  const checked = `version ${menu?.version}, ${menu?.items} items, checked ${menu?.checkedAt}${menu?.stale ? ', STALE' : ''}`;
  return [
    `Head office   ${office.name ?? '?'} at ${office.url}, ${office.reachable ? 'connected' : 'offline'}`,
    `  fingerprint ${office.root}`,
    `Branch        ${branch.code} ${branch.name ?? ''}`,
    `This PC       ${device.id}, certificate until ${device.certificateExpires}`,
    `Managers      ${managers.map(({ id, certificateExpires }) => `${id} (until ${certificateExpires})`).join(', ') || 'none'}`,
    `Menu          ${menu ? checked : 'none yet'}`,
    `Outbox        ${outbox === 0 ? 'empty' : `${outbox} closings`}`,
    `Clock         ${clock.reported === null ? 'not checked' : clock.isOff ? 'off' : 'right'}`,
  ].join('\n');
}
