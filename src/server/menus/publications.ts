import type { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { Publication } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { usage } from '../usage.ts';
import { checkSize, contentOf, publishedSchema } from './content.ts';

export interface Validity {
  validFrom: Date;
  /** Without an end the menu holds until the next one. */
  validUntil: Date | undefined;
}

/** Publishes a menu to every branch, now or from a time on. Gives its number. Throws `usage` as checkValidity does, `menu-too-large`. */
export function publishMenu(
  office: OfficeContext,
  content: z.input<typeof publishedSchema>,
  validity: Validity,
  actor: string,
): Promise<number> {
  return transact(office, (tx) => publishWithin(office, tx, content, validity, actor));
}

/** The same, as part of a transaction. */
export async function publishWithin(
  office: OfficeContext,
  tx: Tx,
  content: z.input<typeof publishedSchema>,
  validity: Validity,
  actor: string,
): Promise<number> {
  checkValidity(validity, office.clock());
  const published = publishedSchema.parse(content);
  checkSize(published);
  const { validFrom, validUntil } = validity;
  const row = {
    published_at: office.clock().toISOString(),
    valid_from: validFrom.toISOString(),
    valid_until: validUntil?.toISOString() ?? null,
    content_json: JSON.stringify(published),
    actor,
    withdrawn_at: null,
  };
  const { id } = await tx.insertInto('publications').values(row).returning('id').executeTakeFirstOrThrow();
  const detail = { items: content.items.length, validFrom: row.valid_from, validUntil: row.valid_until };
  await office.audit.append(tx, { actor, action: 'menu.published', subject: String(id), detail });
  return id;
}

/** Throws `usage` for a menu that would end before it begins, or has ended by now: no branch would ever get it. */
export function checkValidity({ validFrom, validUntil }: Validity, now: Date): void {
  if (!validUntil) return;
  if (validUntil <= validFrom) {
    throw usage('the menu would end before it begins');
  }
  if (validUntil <= now) throw usage('the menu would have ended already');
}

/**
 * The publication in force: the running one or, when none runs, the last that did, expired as it is. None, if that one
 * was withdrawn: branches had long put away what ended before it.
 */
export async function publicationInForce(db: Db | Tx, at: Date): Promise<Publication | undefined> {
  return (await runningPublication(db, at)) ?? lastToRun(db, at);
}

/**
 * Of the publications that have begun, not ended and not been withdrawn, the one that began last, so that a special menu
 * gives way to the standing one when it ends.
 */
export function runningPublication(db: Db | Tx, at: Date): Promise<Publication | undefined> {
  const now = at.toISOString();
  return begunBy(db, now)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

async function lastToRun(db: Db | Tx, at: Date): Promise<Publication | undefined> {
  const last = await begunBy(db, at.toISOString())
    .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>=', eb.ref('valid_from'))]))
    .orderBy(
      ({ eb }) =>
        eb
          .case()
          .when(eb.or([eb('valid_until', 'is', null), eb('withdrawn_at', '<', eb.ref('valid_until'))]))
          .then(eb.ref('withdrawn_at'))
          .else(eb.ref('valid_until'))
          .end(),
      'desc',
    )
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return last?.withdrawn_at === null ? last : undefined;
}

const begunBy = (db: Db | Tx, now: string) =>
  db.selectFrom('publications').selectAll().where('valid_from', '<=', now).limit(1);

/** A publication by its number. Throws `unknown-subject`. */
export async function publicationOf(db: Db | Tx, id: number): Promise<Publication> {
  const row = await db.selectFrom('publications').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new SpamsError('unknown-subject', { params: { what: `publication ${id}` } });
  return row;
}

/** Every publication, newest first, with what has become of it by then. */
export async function listPublications({ db, clock }: OfficeContext, at = clock()) {
  const inForce = await publicationInForce(db, at);
  const rows = await db.selectFrom('publications').selectAll().orderBy('id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id,
    publishedAt: row.published_at,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    withdrawnAt: row.withdrawn_at,
    items: contentOf(row).items.length,
    by: row.actor,
    state: row.id === inForce?.id ? 'in force' : stateOf(row, at),
  }));
}

function stateOf({ valid_from, withdrawn_at }: Publication, at: Date): 'withdrawn' | 'scheduled' | 'past' {
  if (withdrawn_at !== null) return 'withdrawn';
  return new Date(valid_from) > at ? 'scheduled' : 'past';
}
