import type { TestOffice } from './office.ts';

/** The newest records of the office's audit chain, the last at the end: who did what to whom. */
export async function newestRecords({ context }: TestOffice, count: number): Promise<[string, string, string][]> {
  const records = await context.db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(count).execute();
  return records.reverse().map(({ actor, action, subject }) => [actor, action, subject]);
}
