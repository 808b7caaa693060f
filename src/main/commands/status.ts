import type { Command } from 'commander';
import { hasCode } from '../../shared/errors.ts';
import type { Branch } from '../branch/branch.ts';
import { listManagers } from '../branch/managers.ts';
import { showMenu } from '../branch/menu.ts';
import { listOutbox } from '../branch/outbox.ts';
import { errorJson, onBranch } from './run.ts';

/** `status`: everything that a person on the phone would ask about, in one place. */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('this PC, its office, its menu, and what is queued')
    .action(
      onBranch(async (branch) => {
        const offline = await branch.tryConnect();
        const { config, office, device, clock } = branch;
        const json = {
          office: { name: office?.name ?? null, url: config.url, root: config.root, reachable: !offline },
          branch: { code: config.branch, ...office?.branch },
          device: { id: config.device, certificateExpires: device.current.certificate.notAfter.toISOString() },
          managers: await listManagers(branch),
          menu: await menuOf(branch),
          outbox: (await listOutbox(branch)).length,
          clock: clock.state(),
          error: errorJson(offline),
        };
        return { json, text: describe(json) };
      }),
    );
}

async function menuOf(branch: Branch) {
  try {
    const { menu, stale, checkedAt } = await showMenu(branch);
    return { version: menu.version, items: menu.items.length, checkedAt, stale: stale !== null };
  } catch (error) {
    if (hasCode(error, 'menu-none')) return null;
    throw error;
  }
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
