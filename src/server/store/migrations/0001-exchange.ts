import { type ColumnDataType, type Kysely, sql } from 'kysely';

const blob = sql`blob`;
const text: ColumnDataType = 'text';
const int: ColumnDataType = 'integer';
/** Money in minor units and Unix seconds outgrow 32 bits. */
const bigint: ColumnDataType = 'bigint';

/** Branches, identities, menus, closings and the audit chain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await people(db);
  await certificates(db);
  await menus(db);
  await closings(db);
  await db.schema
    .createTable('audit')
    .addColumn('sequence', int, (c) => c.primaryKey())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('actor', text, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('detail_json', text, (c) => c.notNull())
    .addColumn('mac', text, (c) => c.notNull())
    .execute();
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('branches')
    .addColumn('code', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('time_zone', text, (c) => c.notNull())
    .addColumn('cutoff', int, (c) => c.notNull())
    .addColumn('currency', text, (c) => c.notNull())
    .addColumn('locale', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('revoked_at', text)
    .execute();
  await db.schema
    .createTable('holders')
    .addColumn('branch', text, (c) => c.notNull().references('branches.code'))
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('revoked_at', text)
    .addPrimaryKeyConstraint('holders_pk', ['branch', 'role', 'id'])
    .execute();
  await db.schema
    .createTable('contacts')
    .addColumn('branch', text, (c) => c.notNull())
    .addColumn('device', text, (c) => c.notNull())
    .addColumn('last_contact', text, (c) => c.notNull())
    .addColumn('menu_version', bigint)
    .addColumn('app_version', text)
    .addPrimaryKeyConstraint('contacts_pk', ['branch', 'device'])
    .execute();
}

async function certificates(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('certificates')
    .addColumn('fingerprint', text, (c) => c.primaryKey())
    .addColumn('serial', text, (c) => c.notNull().unique())
    .addColumn('branch', text)
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('holder', text)
    .addColumn('not_before', text, (c) => c.notNull())
    .addColumn('not_after', text, (c) => c.notNull())
    .addColumn('der', blob, (c) => c.notNull())
    .addColumn('revoked_at', text)
    .execute();
  await db.schema.createIndex('certificates_holder').on('certificates').columns(['branch', 'role', 'holder']).execute();
  await db.schema
    .createTable('invites')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('code_sha256', text, (c) => c.notNull())
    .addColumn('branch', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('holder', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('revoked_at', text)
    .addColumn('used_at', text)
    .addColumn('spki_sha256', text)
    .addColumn('certificate', text)
    .execute();
  await db.schema
    .createTable('crls')
    .addColumn('issuer', text, (c) => c.notNull())
    .addColumn('number', bigint, (c) => c.notNull())
    .addColumn('this_update', text, (c) => c.notNull())
    .addColumn('next_update', text, (c) => c.notNull())
    .addColumn('der', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('crls_pk', ['issuer', 'number'])
    .execute();
}

async function menus(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('publications')
    .addColumn('id', int, (c) => c.primaryKey().autoIncrement())
    .addColumn('published_at', text, (c) => c.notNull())
    .addColumn('valid_from', text, (c) => c.notNull())
    .addColumn('valid_until', text)
    .addColumn('content_json', text, (c) => c.notNull())
    .addColumn('actor', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('branch_menus')
    .addColumn('branch', text, (c) => c.notNull())
    .addColumn('version', bigint, (c) => c.notNull())
    .addColumn('publication', int, (c) => c.notNull())
    .addColumn('effective_at', text, (c) => c.notNull())
    .addColumn('signed_data', blob, (c) => c.notNull())
    .addPrimaryKeyConstraint('branch_menus_pk', ['branch', 'version'])
    .execute();
}

async function closings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('closings')
    .addColumn('document_id', text, (c) => c.primaryKey())
    .addColumn('number', text, (c) => c.notNull().unique())
    .addColumn('branch', text, (c) => c.notNull())
    .addColumn('business_date', text, (c) => c.notNull())
    .addColumn('part', text, (c) => c.notNull())
    .addColumn('revision', int, (c) => c.notNull())
    .addColumn('manager', text, (c) => c.notNull())
    .addColumn('device', text, (c) => c.notNull())
    .addColumn('file_name', text, (c) => c.notNull())
    .addColumn('file_size', int, (c) => c.notNull())
    .addColumn('signed_at', text, (c) => c.notNull())
    .addColumn('received_at', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('accepted_at', text)
    .addColumn('accepted_by', text)
    .addColumn('file_sha256', text, (c) => c.notNull())
    .addColumn('entity_sha256', text, (c) => c.notNull())
    .addColumn('evidence_sha256', text, (c) => c.notNull())
    .addColumn('sealed', blob, (c) => c.notNull())
    .addColumn('profile', text, (c) => c.notNull())
    .addColumn('totals_json', text, (c) => c.notNull())
    .addColumn('warnings_json', text, (c) => c.notNull())
    .addColumn('needs_review', int, (c) => c.notNull())
    .addColumn('issuing_crl', bigint, (c) => c.notNull())
    .addColumn('root_crl', bigint, (c) => c.notNull())
    .addColumn('receipt', blob)
    .execute();
  await db.schema
    .createIndex('closings_day')
    .on('closings')
    .columns(['business_date', 'branch', 'part', 'revision'])
    .execute();
  await db.schema
    .createTable('closing_lines')
    .addColumn('document_id', text, (c) => c.notNull())
    .addColumn('row', int, (c) => c.notNull())
    .addColumn('item', text, (c) => c.notNull())
    .addColumn('category', text)
    .addColumn('code', text)
    .addColumn('quantity', sql`double precision`, (c) => c.notNull())
    .addColumn('unit_price', bigint)
    .addColumn('net', bigint)
    .addPrimaryKeyConstraint('closing_lines_pk', ['document_id', 'row'])
    .execute();
}
