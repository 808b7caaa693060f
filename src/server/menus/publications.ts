import { SpamsError } from '../../shared/errors.ts';
import { type MenuContent, menuContentSchema } from '../../shared/menu/menu.ts';
import { type OfficeContext, transact } from '../context.ts';
import { readJson } from '../store/json.ts';
import type { Publication } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';

export interface Validity {
  validFrom: Date;
  /** Without an end the menu holds until the next one. */
  validUntil: Date | undefined;
}

/** Publishes a menu to every branch, now or from a time on. Gives its number. Throws `usage` when it would end before it begins. */
export async function publishMenu(
  office: OfficeContext,
  content: MenuContent,
  { validFrom, validUntil }: Validity,
  actor: string,
): Promise<number> {
  if (validUntil && validUntil <= validFrom) {
    throw new SpamsError('usage', { params: { reason: 'the menu would end before it begins' } });
  }
  return transact(office, async (tx) => {
    const row = {
      published_at: office.clock().toISOString(),
      valid_from: validFrom.toISOString(),
      valid_until: validUntil?.toISOString() ?? null,
      content_json: JSON.stringify(menuContentSchema.parse(content)),
      actor,
    };
    const { id } = await tx.insertInto('publications').values(row).returning('id').executeTakeFirstOrThrow();
    const detail = { items: content.items.length, validFrom: row.valid_from, validUntil: row.valid_until };
    await office.audit.append(tx, { actor, action: 'menu.published', subject: String(id), detail });
    return id;
  });
}

/**
 * The publication in force: of those that have begun and not ended, the one that began last, so that a special menu
 * gives way to the standing one when it ends. When all have ended, the last to begin, expired as it is.
 */
export async function publicationInForce(db: Db | Tx, at: Date): Promise<Publication | undefined> {
  const now = at.toISOString();
  const begun = db
    .selectFrom('publications')
    .selectAll()
    .where('valid_from', '<=', now)
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
  const running = begun.where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]));
  return (await running.executeTakeFirst()) ?? (await begun.executeTakeFirst());
}

/** Throws `state-damaged`. */
export function contentOf({ content_json }: Publication): MenuContent {
  return readJson(content_json, menuContentSchema, 'publications.content_json');
}

/** Every publication, newest first. */
export async function listPublications({ db, clock }: OfficeContext) {
  const inForce = await publicationInForce(db, clock());
  const rows = await db.selectFrom('publications').selectAll().orderBy('id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id,
    publishedAt: row.published_at,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    items: contentOf(row).items.length,
    by: row.actor,
    state: row.id === inForce?.id ? 'in force' : new Date(row.valid_from) > clock() ? 'scheduled' : 'past',
  }));
}
