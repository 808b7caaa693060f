import { open, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { listClosings } from '../../../src/server/closings/list.ts';
import { officePaths } from '../../../src/server/config.ts';
import { templateBranch } from '../../support/branch.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const PAGE = 4096;

/** Overwrites the page that a table begins on, under an office that is open; gives what puts it back. */
async function damageTable({ folder, context: { db } }: TestOffice, table: string): Promise<() => Promise<void>> {
  const { rows } = await sql<{ rootpage: number }>`select rootpage from sqlite_master where name = ${table}`.execute(
    db,
  );
  const path = officePaths(folder).database;
  const position = (rows[0]!.rootpage - 1) * PAGE;
  const good = (await readFile(path)).subarray(position, position + PAGE);
  const put = async (bytes: Buffer): Promise<void> => {
    const file = await open(path, 'r+');
    await file.write(bytes, 0, PAGE, position);
    await file.close();
    await sql`pragma shrink_memory`.execute(db);
  };
  await put(Buffer.alloc(PAGE, 0xff));
  return () => put(good);
}

describe('when a page of the database is damaged under an office that serves', () => {
  it.each(['closings', 'audit', 'branches'])(
    'of the table %s: the branch is told office-failed, its closing stays queued, and is delivered once it is mended',
    async (table) => {
      const office = await TestOffice.start();
      const branch = await templateBranch(office);
      await branch.connect();
      const mend = await damageTable(office, table);
      const { error, entry } = await upload(branch);
      expect([error?.code, error?.remote]).toEqual(['office-failed', true]);
      expect(await outboxOf(branch)).toMatchObject([{ documentId: entry.documentId, state: 'queued' }]);
      await mend();
      expect((await sendAll(branch)).map(({ receipt }) => receipt?.documentId)).toEqual([entry.documentId]);
      expect(await listClosings(office.context.db, {})).toHaveLength(1);
      await office.context.audit.verify(office.context.db);
    },
  );
});
