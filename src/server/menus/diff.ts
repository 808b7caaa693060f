import { readDocument } from '../../shared/cms/document.ts';
import { SpamsError } from '../../shared/errors.ts';
import { type MenuChange, menuChanges } from '../../shared/menu/changes.ts';
import { type MenuContent, parseBranchMenu } from '../../shared/menu/menu.ts';
import { branchOf } from '../authority/branches.ts';
import type { OfficeContext } from '../context.ts';
import { contentOf } from './content.ts';
import { publicationOf } from './publications.ts';
import { adjustmentsAt, resolveItems } from './resolve.ts';

export interface MenuDiff {
  /** What prices are in, after. */
  currency: string;
  changes: MenuChange[];
}

/**
 * What is different from one menu to another, by the numbers of their publications. For a branch: as they come to there
 * now, or as they once did, by its own versions.
 * @throws `unknown-subject`
 */
export async function menuDiff(office: OfficeContext, a: number, b: number, branch?: string): Promise<MenuDiff> {
  const menuOf = (number: number) =>
    branch === undefined ? publishedMenu(office, number) : menuAtBranch(office, branch, number);
  const before = await menuOf(a);
  const after = await menuOf(b);
  return { currency: after.currency, changes: menuChanges(before, after) };
}

async function publishedMenu({ db }: OfficeContext, number: number): Promise<MenuContent> {
  return contentOf(await publicationOf(db, number));
}

async function menuAtBranch({ db, clock }: OfficeContext, code: string, number: number): Promise<MenuContent> {
  const branch = await branchOf(db, code);
  const version = await db
    .selectFrom('branch_menus')
    .select('signed_data')
    .where('branch', '=', code)
    .where('version', '=', number)
    .executeTakeFirst();
  if (version) return parseBranchMenu((await readDocument(version.signed_data)).body);
  const publication = await db.selectFrom('publications').selectAll().where('id', '=', number).executeTakeFirst();
  if (!publication) {
    throw new SpamsError('unknown-subject', { params: { what: `publication or version ${number} of ${code}` } });
  }
  const content = contentOf(publication);
  return { currency: content.currency, items: resolveItems(content, branch, await adjustmentsAt(db, clock())) };
}
