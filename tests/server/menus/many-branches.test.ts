import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/server/menus/content.ts';
import { effectsOf } from '../../../src/server/menus/effects.ts';
import { publicationOf } from '../../../src/server/menus/publications.ts';
import { menuStatus } from '../../../src/server/menus/status.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { recordingDb } from '../../support/statements.ts';

describe('when there are many branches', () => {
  it.each(['menu status', 'a publication'])('%s asks once what is different at each', async (what) => {
    const office = await TestOffice.open();
    for (const code of ['SG-02', 'SG-03', 'SG-04']) await office.addBranch(code);
    await office.publish();
    const { db, statements } = recordingDb(office.context.db);
    const content = { currency: 'SGD', items: [LAKSA], overrides: [] };
    if (what === 'menu status') await menuStatus({ ...office.context, db });
    else await effectsOf({ ...office.context, db }, content, { validFrom: office.clock.now(), validUntil: undefined });
    for (const table of ['menu_overrides', 'sold_out'])
      expect(statements.filter((statement) => statement.includes(`from "${table}"`))).toHaveLength(1);
  });

  it('a publication is read once for all of them', async () => {
    const office = await TestOffice.open();
    const number = await office.publish();
    const read = async () => contentOf(await publicationOf(office.context.db, number));
    expect(await read()).toBe(await read());
  });
});
