import type { Kysely } from 'kysely';

const text = 'text' as const;

/** Menus as chains keep them: groups of branches, drafts, prices of their own, dishes sold out, publications withdrawn. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('branches').addColumn('branch_group', text).execute();
  await db.schema.alterTable('publications').addColumn('withdrawn_at', text).execute();
  await db.schema
    .alterTable('branch_menus')
    .addColumn('content_sha256', text, (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema.alterTable('contacts').addColumn('menu_fetched_at', text).execute();
  await drafts(db);
  await adjustments(db);
}

async function drafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('menu_drafts')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('file_name', text, (c) => c.notNull())
    .addColumn('content_json', text, (c) => c.notNull())
    .addColumn('saved_at', text, (c) => c.notNull())
    .addColumn('actor', text, (c) => c.notNull())
    .execute();
}

async function adjustments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('menu_overrides')
    .addColumn('scope', text, (c) => c.notNull())
    .addColumn('target', text, (c) => c.notNull())
    .addColumn('code', text, (c) => c.notNull())
    .addColumn('size', text, (c) => c.notNull())
    .addColumn('price', 'bigint')
    .addColumn('currency', text)
    .addColumn('hidden', 'integer')
    .addPrimaryKeyConstraint('menu_overrides_pk', ['scope', 'target', 'code', 'size'])
    .execute();
  await db.schema
    .createTable('sold_out')
    .addColumn('scope', text, (c) => c.notNull())
    .addColumn('target', text, (c) => c.notNull())
    .addColumn('code', text, (c) => c.notNull())
    .addColumn('until', text)
    .addPrimaryKeyConstraint('sold_out_pk', ['scope', 'target', 'code'])
    .execute();
}
