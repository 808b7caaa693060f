import { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import { receiptWarning } from '../../shared/receipt.ts';
import { type OfficeContext, transact } from '../context.ts';
import { readJson } from '../store/json.ts';
import type { MenuDraft } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { checkSize, contentOf, type Published, publishedSchema } from './content.ts';
import { publishWithin, type Validity } from './publications.ts';

/** The office works on one menu at a time. */
const ONLY = 1;

const warningsSchema = z.array(receiptWarning);

/** A menu that is being worked on, and what was odd about its file. */
export interface Draft {
  file: string;
  content: Published;
  warnings: z.infer<typeof warningsSchema>;
  needsReview: boolean;
}

export interface SavedDraft extends Draft {
  savedAt: string;
  by: string;
}

/** Keeps a menu without publishing it, in place of the draft before. Throws `menu-too-large`. */
export async function saveDraft(office: OfficeContext, draft: Draft, actor: string): Promise<void> {
  const { file, content, warnings, needsReview } = draft;
  checkSize(content);
  await transact(office, async (tx) => {
    const row: MenuDraft = {
      id: ONLY,
      file_name: file,
      content_json: JSON.stringify(publishedSchema.parse(content)),
      saved_at: office.clock().toISOString(),
      actor,
      warnings_json: JSON.stringify(warnings),
      needs_review: Number(needsReview),
    };
    await tx.deleteFrom('menu_drafts').execute();
    await tx.insertInto('menu_drafts').values(row).execute();
    const detail = { items: content.items.length };
    await office.audit.append(tx, { actor, action: 'menu.drafted', subject: file, detail });
  });
}

/** The draft as it was saved. Throws `draft-none`. */
export async function savedDraft(db: Db | Tx): Promise<SavedDraft> {
  const row = await db.selectFrom('menu_drafts').selectAll().executeTakeFirst();
  if (!row) throw new SpamsError('draft-none');
  return {
    file: row.file_name,
    savedAt: row.saved_at,
    by: row.actor,
    content: contentOf(row),
    warnings: readJson(row.warnings_json, warningsSchema, 'menu_drafts.warnings_json'),
    needsReview: row.needs_review === 1,
  };
}

/**
 * Publishes a draft as it was read, which is none from then on; one that was saved since stays for the next time. Gives
 * its number. Throws `draft-none` when somebody has published it meanwhile, `usage`.
 */
export function publishDraft(
  office: OfficeContext,
  draft: SavedDraft,
  validity: Validity,
  actor: string,
): Promise<number> {
  return transact(office, async (tx) => {
    await savedDraft(tx);
    await tx.deleteFrom('menu_drafts').where('saved_at', '=', draft.savedAt).execute();
    return publishWithin(office, tx, draft.content, validity, actor);
  });
}
