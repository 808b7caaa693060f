import { activeBranches } from '../authority/branches.ts';
import type { OfficeContext } from '../context.ts';
import type { Db } from '../store/store.ts';
import { resolveMenu } from './branch-menu.ts';
import { contentOf } from './content.ts';
import { publicationInForce } from './publications.ts';
import { adjustmentsAt } from './resolve.ts';

/**
 * Devices with the version each has and since when, beside the one in force for its branch; that is null as long as no
 * device of the branch has asked since it took effect, and nobody is up to date then.
 */
export async function menuStatus({ db, clock }: OfficeContext) {
  const inForce = await versionsInForce(db, clock());
  const rows = await db
    .selectFrom('holders')
    .leftJoin('contacts', (join) =>
      join.onRef('contacts.branch', '=', 'holders.branch').onRef('contacts.device', '=', 'holders.id'),
    )
    .select(['holders.branch', 'holders.id', 'menu_version', 'menu_fetched_at', 'last_contact'])
    .where('holders.role', '=', 'device')
    .where('holders.revoked_at', 'is', null)
    .orderBy('holders.branch')
    .orderBy('holders.id')
    .execute();
  return rows.map((row) => {
    const current = inForce.get(row.branch);
    return {
      branch: row.branch,
      device: row.id,
      fetched: row.menu_version,
      fetchedAt: row.menu_fetched_at,
      current: current?.version ?? null,
      currentSince: current?.since ?? null,
      upToDate: row.menu_version !== null && row.menu_version === current?.version,
      lastContact: row.last_contact,
    };
  });
}

/** By branch, the version of what it is to sell now and since when, if it was given one yet. */
async function versionsInForce(db: Db, now: Date): Promise<Map<string, { version: number; since: string }>> {
  const inForce = new Map<string, { version: number; since: string }>();
  const publication = await publicationInForce(db, now);
  if (!publication) return inForce;
  const adjustments = await adjustmentsAt(db, now);
  const open = { publication, content: contentOf(publication) };
  const newest = new Map((await newestVersions(db)).map((row) => [row.branch, row]));
  for (const branch of await activeBranches(db)) {
    const row = newest.get(branch.code);
    if (row?.content_sha256 !== (await resolveMenu(open, branch, adjustments)).sha256) continue;
    inForce.set(branch.code, { version: row.version, since: row.effective_at });
  }
  return inForce;
}

function newestVersions(db: Db) {
  return db
    .selectFrom('branch_menus as menu')
    .select(['branch', 'version', 'effective_at', 'content_sha256'])
    .where('version', '=', (eb) =>
      eb
        .selectFrom('branch_menus as other')
        .select((inner) => inner.fn.max('version').as('version'))
        .whereRef('other.branch', '=', 'menu.branch'),
    )
    .execute();
}
