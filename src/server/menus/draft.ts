import { SpamsError } from '../../shared/errors.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { MenuDraft } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { checkSize, contentOf, type Published, publishedSchema } from './content.ts';
import { publishWithin, type Validity } from './publications.ts';

/** The office works on one menu at a time. */
const ONLY = 1;

/** Keeps a menu without publishing it, in place of the draft before. Throws `menu-too-large`. */
export async function saveDraft(
  office: OfficeContext,
  fileName: string,
  content: Published,
  actor: string,
): Promise<void> {
  checkSize(content);
  await transact(office, async (tx) => {
    const draft: MenuDraft = {
      id: ONLY,
      file_name: fileName,
      content_json: JSON.stringify(publishedSchema.parse(content)),
      saved_at: office.clock().toISOString(),
      actor,
    };
    await tx.deleteFrom('menu_drafts').execute();
    await tx.insertInto('menu_drafts').values(draft).execute();
    const detail = { items: content.items.length };
    await office.audit.append(tx, { actor, action: 'menu.drafted', subject: fileName, detail });
  });
}

/** The draft as it was saved. Throws `draft-none`. */
export async function savedDraft(db: Db | Tx) {
  const draft = await db.selectFrom('menu_drafts').selectAll().executeTakeFirst();
  if (!draft) throw new SpamsError('draft-none');
  return { file: draft.file_name, savedAt: draft.saved_at, by: draft.actor, content: contentOf(draft) };
}

/** Publishes the draft, which is none from then on. Gives its number. Throws `draft-none`, `usage`. */
export function publishDraft(office: OfficeContext, validity: Validity, actor: string): Promise<number> {
  return transact(office, async (tx) => {
    const { content } = await savedDraft(tx);
    await tx.deleteFrom('menu_drafts').execute();
    return publishWithin(office, tx, content, validity, actor);
  });
}
