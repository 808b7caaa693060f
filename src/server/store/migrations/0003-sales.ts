import type { ColumnDataType, Kysely } from 'kysely';

const text: ColumnDataType = 'text';
const int: ColumnDataType = 'integer';
const bigint: ColumnDataType = 'bigint';

/** What is known of a sale besides its item, quantity and net; and a closing's sales from several sides. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addTo(db, 'closing_lines', {
    gross: bigint,
    discount: bigint,
    tax: bigint,
    tip: bigint,
    tender: text,
    time: text,
  });
  await db.schema
    .alterTable('closing_lines')
    .addColumn('marks', int, (c) => c.notNull().defaultTo(0))
    .execute();
  await addTo(db, 'closings', { encoding: text, summary_json: text, reread_at: text });
  await db.schema
    .createTable('excused_days')
    .addColumn('branch', text, (c) => c.notNull())
    .addColumn('business_date', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('actor', text, (c) => c.notNull())
    .addColumn('excused_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('excused_days_pk', ['branch', 'business_date'])
    .execute();
}

async function addTo(db: Kysely<unknown>, table: string, columns: Record<string, ColumnDataType>): Promise<void> {
  for (const [name, type] of Object.entries(columns)) {
    await db.schema.alterTable(table).addColumn(name, type).execute();
  }
}
