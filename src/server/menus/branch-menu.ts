import { sha256Hex } from '../../shared/cms/digest.ts';
import { SpamsError } from '../../shared/errors.ts';
import { type BranchMenu, serializeBranchMenu } from '../../shared/menu/menu.ts';
import { branchOf } from '../authority/branches.ts';
import { type OfficeContext, transact } from '../context.ts';
import { signOfficeDocument } from '../office-document.ts';
import type { Branch, BranchMenuRow, Publication } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { contentOf, type Published } from './content.ts';
import { publicationInForce } from './publications.ts';
import { type Adjustments, adjustmentsAt, resolveItems } from './resolve.ts';

/** A publication with what it holds, which takes a while to read. */
export interface OpenPublication {
  publication: Publication;
  content: Published;
}

/** What a branch is to sell at a time, not yet under a version. */
export interface ResolvedMenu {
  publication: Publication;
  menu: Omit<BranchMenu, 'version' | 'publishedAt'>;
  sha256: string;
}

/**
 * A branch's menu as of now, signed. It gets its version when it takes effect, at the first request that finds it
 * different from the one before: a version given to a draft would rank above a fix made before it begins (DESIGN
 * section 4).
 * @throws `menu-not-published`
 */
export async function branchMenu(office: OfficeContext, branch: string): Promise<BranchMenuRow> {
  const { sha256 } = await menuAt(office.db, branch, office.clock());
  const newest = await newestVersion(office.db, branch);
  return newest?.content_sha256 === sha256 ? newest : putInForce(office, branch);
}

/** What a branch is to sell at a time, as far as is known now. Throws `unknown-subject`, `menu-not-published`. */
export async function menuAt(db: Db | Tx, code: string, at: Date): Promise<ResolvedMenu> {
  const branch = await branchOf(db, code);
  const publication = await publicationInForce(db, at);
  if (!publication) throw new SpamsError('menu-not-published');
  return resolveMenu({ publication, content: contentOf(publication) }, branch, await adjustmentsAt(db, at));
}

/** What a publication comes to at a branch. */
export async function resolveMenu(
  { publication, content }: OpenPublication,
  branch: Branch,
  adjustments: Adjustments,
): Promise<ResolvedMenu> {
  const menu = {
    branch: branch.code,
    validFrom: publication.valid_from,
    validUntil: publication.valid_until,
    currency: content.currency,
    items: resolveItems(content, branch, adjustments),
  };
  // Since when it holds is left out: a menu that is published again as it was tells a branch nothing.
  const { validFrom: _, ...told } = menu;
  return { publication, menu, sha256: await sha256Hex(Buffer.from(JSON.stringify(told))) };
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

function putInForce(office: OfficeContext, branch: string): Promise<BranchMenuRow> {
  return transact(office, async (tx) => {
    const now = office.clock();
    const { publication, menu, sha256 } = await menuAt(tx, branch, now);
    const newest = await newestVersion(tx, branch);
    if (newest?.content_sha256 === sha256) return newest;
    // Unix seconds as the floor: an office restored from a backup never gives a version again.
    const version = Math.max((newest?.version ?? 0) + 1, Math.floor(now.getTime() / 1000));
    const body = serializeBranchMenu({ ...menu, version, publishedAt: publication.published_at });
    const row: BranchMenuRow = {
      branch,
      version,
      publication: publication.id,
      effective_at: now.toISOString(),
      signed_data: await signOfficeDocument(office, 'menu', branch, body),
      content_sha256: sha256,
    };
    await tx.insertInto('branch_menus').values(row).execute();
    const detail = { publication: publication.id, version };
    await office.audit.append(tx, { actor: 'office', action: 'menu.effective', subject: branch, detail });
    return row;
  });
}
