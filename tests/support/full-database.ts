import { sql } from 'kysely';
import type { TestOffice } from './office.ts';

/** Lets the office's database grow by no page more, as on a full disk; what fits into its pages still does. */
export async function fillDatabase({ context: { db } }: TestOffice): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(db);
}

/** Lets it grow again. */
export async function freeDatabase({ context: { db } }: TestOffice): Promise<void> {
  await sql`pragma max_page_count = 4294967294`.execute(db);
}
