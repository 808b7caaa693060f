import type { Kysely } from 'kysely';

/** What was odd about the file of a draft, so that whoever publishes it is told, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const drafts = db.schema.alterTable('menu_drafts');
  await drafts.addColumn('warnings_json', 'text', (c) => c.notNull().defaultTo('[]')).execute();
  await drafts.addColumn('needs_review', 'integer', (c) => c.notNull().defaultTo(0)).execute();
}
