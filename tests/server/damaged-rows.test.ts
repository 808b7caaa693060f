import { inspect } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { listClosings, showClosing } from '../../src/server/closings/list.ts';
import { listPublications } from '../../src/server/menus/publications.ts';
import { openOffice } from '../../src/server/office.ts';
import { Desk } from '../support/closings.ts';
import { TestOffice } from '../support/office.ts';

/** An office with a menu and a closing. */
async function officeInUse() {
  const office = await TestOffice.open();
  await office.publish();
  const { closing } = await (await Desk.open(office.context)).close();
  return { office, db: office.context.db, closing };
}

describe('when a row of the database holds what nobody wrote', () => {
  it.each(['{"currency":"SGD","net":17', '{"currency":"SGD"}', '', 'null'])(
    'state-damaged for %j as a total, none of it quoted',
    async (totals_json) => {
      const { db } = await officeInUse();
      await db.updateTable('closings').set({ totals_json }).execute();
      const error = await listClosings(db, {}).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'state-damaged', params: { path: 'office.db' } });
      expect(inspect(error)).toContain('closings.totals_json');
      expect(inspect(error)).not.toContain('SGD');
    },
  );

  it('state-damaged for warnings and for a menu that are none', async () => {
    const { db, closing, office } = await officeInUse();
    await db.updateTable('closings').set({ warnings_json: '[{"code":7}]' }).execute();
    await expect(showClosing(db, closing.number)).toFailWith('state-damaged');
    await db.updateTable('publications').set({ content_json: '{' }).execute();
    await expect(listPublications(office.context)).toFailWith('state-damaged');
  });

  it('opens no office whose list of migrations is empty', async () => {
    const { db, office } = await officeInUse();
    await sql`delete from kysely_migration`.execute(db);
    await expect(openOffice(office.folder)).toFailWith('state-damaged');
  });
});
