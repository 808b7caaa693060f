import { SpamsError } from '../../shared/errors.ts';
import { type BranchMenu, serializeBranchMenu } from '../../shared/menu/menu.ts';
import { type OfficeContext, transact } from '../context.ts';
import { signOfficeDocument } from '../office-document.ts';
import type { BranchMenuRow, Publication } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { contentOf, publicationInForce } from './publications.ts';

/**
 * A branch's menu as of now, signed. It gets its version when it takes effect, at the first request that finds it in
 * force: a version given to a draft would rank above a fix made before it begins (DESIGN section 4).
 * @throws `menu-not-published`
 */
export async function branchMenu(office: OfficeContext, branch: string): Promise<BranchMenuRow> {
  const publication = await publicationInForce(office.db, office.clock());
  if (!publication) throw new SpamsError('menu-not-published');
  const newest = await newestVersion(office.db, branch);
  return newest?.publication === publication.id ? newest : putInForce(office, branch);
}

/** The version that a branch was last given, if any. */
function newestVersion(db: Db | Tx, branch: string): Promise<BranchMenuRow | undefined> {
  return db
    .selectFrom('branch_menus')
    .selectAll()
    .where('branch', '=', branch)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Devices with the version each fetched last, beside the one in force for its branch; that is null as long as no device
 * of the branch has asked since it took effect, and nobody is up to date then.
 */
export async function menuStatus({ db, clock }: OfficeContext) {
  const current = await versionsInForce(db, clock());
  const rows = await db
    .selectFrom('holders')
    .leftJoin('contacts', (join) =>
      join.onRef('contacts.branch', '=', 'holders.branch').onRef('contacts.device', '=', 'holders.id'),
    )
    .select(['holders.branch', 'holders.id', 'contacts.menu_version', 'contacts.last_contact'])
    .where('holders.role', '=', 'device')
    .where('holders.revoked_at', 'is', null)
    .orderBy('holders.branch')
    .orderBy('holders.id')
    .execute();
  return rows.map((row) => ({
    branch: row.branch,
    device: row.id,
    fetched: row.menu_version,
    current: current.get(row.branch) ?? null,
    upToDate: row.menu_version !== null && row.menu_version === current.get(row.branch),
    lastContact: row.last_contact,
  }));
}

/** By branch, the version that the publication in force has there, if any yet. */
async function versionsInForce(db: Db, now: Date): Promise<Map<string, number>> {
  const publication = await publicationInForce(db, now);
  const newest = await db
    .selectFrom('branch_menus as menu')
    .select(['branch', 'version', 'publication'])
    .where('version', '=', (eb) =>
      eb
        .selectFrom('branch_menus as other')
        .select((inner) => inner.fn.max('version').as('version'))
        .whereRef('other.branch', '=', 'menu.branch'),
    )
    .execute();
  const inForce = newest.filter((row) => row.publication === publication?.id);
  return new Map(inForce.map(({ branch, version }) => [branch, version]));
}

function putInForce(office: OfficeContext, branch: string): Promise<BranchMenuRow> {
  return transact(office, async (tx) => {
    const now = office.clock();
    const publication = await publicationInForce(tx, now);
    if (!publication) throw new SpamsError('menu-not-published');
    const newest = await newestVersion(tx, branch);
    if (newest?.publication === publication.id) return newest;
    // Unix seconds as the floor: an office restored from a backup never gives a version again.
    const version = Math.max((newest?.version ?? 0) + 1, Math.floor(now.getTime() / 1000));
    const body = serializeBranchMenu(resolve(publication, branch, version));
    const signed_data = await signOfficeDocument(office, 'menu', branch, body);
    const row: BranchMenuRow = {
      branch,
      version,
      publication: publication.id,
      effective_at: now.toISOString(),
      signed_data,
    };
    await tx.insertInto('branch_menus').values(row).execute();
    const detail = { publication: publication.id, version };
    await office.audit.append(tx, { actor: 'office', action: 'menu.effective', subject: branch, detail });
    return row;
  });
}

function resolve(publication: Publication, branch: string, version: number): BranchMenu {
  return {
    branch,
    version,
    publishedAt: publication.published_at,
    validFrom: publication.valid_from,
    validUntil: publication.valid_until,
    ...contentOf(publication),
  };
}
