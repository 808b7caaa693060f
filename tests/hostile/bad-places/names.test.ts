import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { exportEvidence } from '../../../src/server/closings/evidence.ts';
import { exportClosings } from '../../../src/server/closings/export.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { serializeEntity } from '../../../src/shared/cms/entity.ts';
import { sign } from '../../../src/shared/cms/signed-data.ts';
import { templateBranch } from '../../support/branch.ts';
import { Desk } from '../../support/closings.ts';
import { testFolder } from '../../support/folders.ts';
import { outboxOf, receiptsOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { SALES, salesFile, upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const LONGEST = `${'界'.repeat(83)}ab.csv`;

/** Names that a file may have on one system or another, with the one under which its evidence lies anywhere. */
const NAMES: Record<string, string> = {
  CON: 'file-CON',
  'con.csv': 'file-con.csv',
  'nul .csv': 'file-nul .csv',
  'LPT¹.csv': 'file-LPT¹.csv',
  CONIN$: 'file-CONIN$',
  '...': 'file-.._',
  'day.csv.': 'day.csv_',
  'day.csv ': 'day.csv_',
  ' ': '_',
  'day.csv::$DATA': 'day.csv__$DATA',
  '%2e%2e%2fday.csv': '%2e%2e%2fday.csv',
  [LONGEST]: LONGEST,
  [`-${'é'.repeat(127)}`]: `file-${'é'.repeat(125)}`,
  '\u200fיום.csv': '_יום.csv',
  'day_\u202evsc.exe': 'day__vsc.exe',
  '\u2066\u202dday.csv': '__day.csv',
};

/** A closing that its manager signed with any name in its header, as no code of ours would write it. */
async function closingNamed(desk: Desk, fileName: string): Promise<Buffer> {
  const { header, file } = await desk.closing({ fileName: 'placeholder' });
  const entity = serializeEntity({ header, body: file }).toString('latin1');
  const named = Buffer.from(
    entity.replace('placeholder', () => encodeURIComponent(fileName)),
    'latin1',
  );
  return desk.seal(await sign(named, desk.manager, header.date));
}

describe("when a manager's file has a name that does harm somewhere", () => {
  it('the office lists it as it is, its evidence lies under a harmless one, and the sales are exported', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const folder = await testFolder();
    for (const [n, name] of Object.keys(NAMES).entries()) {
      const { receipt } = await upload(branch, { path: await salesFile(SALES, name), part: `till-${n}` });
      const files = await exportEvidence(office.context, receipt!.number, join(folder, String(n)));
      expect([name, files[0]]).toEqual([name, NAMES[name]]);
      expect((await readdir(join(folder, String(n)))).sort(), name).toEqual(files.sort());
      expect(await readFile(join(folder, String(n), NAMES[name]!), 'utf8'), name).toBe(SALES);
    }
    const closings = await listClosings(office.context.db, {});
    expect(closings.map(({ fileName }) => fileName).sort()).toEqual(Object.keys(NAMES).sort());
    expect(await outboxOf(branch)).toEqual([]);
    expect(await receiptsOf(branch)).toHaveLength(closings.length);
    const { rows } = await exportClosings(office.context.db, '2000-01-01', '2100-01-01', 'line');
    expect(rows).toBe(2 * closings.length);
  });

  it('nothing is wrong with such a closing but its name', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const { closing } = await desk.send({ sealed: await closingNamed(desk, 'day end.csv') });
    expect(closing.file_name).toBe('day end.csv');
  });

  it.each(['..', '../day.csv', '/etc/passwd', 'a/b', '..\\day.csv', 'day\0.csv', 'day\r\nX: y.csv', '', `${LONGEST}x`])(
    'document-malformed for %j, which no branch of ours sends, and nothing is stored',
    async (fileName) => {
      const office = await TestOffice.open();
      const desk = await Desk.open(office.context);
      await expect(desk.send({ sealed: await closingNamed(desk, fileName) })).toFailWith('document-malformed');
      expect(await listClosings(office.context.db, {})).toEqual([]);
    },
  );

  it.each(['..', '.', 'day\0.csv', 'day\r\nX: y.csv'])('nothing is signed or queued for %j', async (name) => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const path = `${await testFolder()}/${name}`;
    await expect(upload(branch, { path })).toFailWith('usage');
    expect(await outboxOf(branch)).toEqual([]);
  });
});
