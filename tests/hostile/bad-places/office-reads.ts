import { listBranches } from '../../../src/server/authority/branches.ts';
import { exportClosings } from '../../../src/server/closings/export.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { listPublications } from '../../../src/server/menus/publications.ts';
import { type Office, openOffice } from '../../../src/server/office.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import { asSpamsError } from '../../../src/shared/errors.ts';
import { Desk } from '../../support/closings.ts';
import { TestOffice } from '../../support/office.ts';

/** An office with branches, menus and closings in its database, closed again. */
export async function closedOffice(): Promise<TestOffice> {
  const office = await TestOffice.open();
  const desk = await Desk.open(office.context);
  for (let n = 0; n < 4; n += 1) {
    await desk.close({ part: `till-${n}` });
    await office.publish();
  }
  await office.stop();
  return office;
}

/** What managers sent, as their signatures vouch for it. */
async function evidence({ db, keys }: Office): Promise<unknown> {
  const rows = await db.selectFrom('closings').select('sealed').orderBy('part').execute();
  const recipients = await keys.encryption();
  return Promise.all(rows.map(async ({ sealed }) => (await readDocument(await open(sealed, recipients))).body));
}

const READS: Record<string, (office: Office) => Promise<unknown>> = {
  evidence,
  audit: ({ audit, db }) => audit.verify(db),
  branches: listBranches,
  closings: ({ db }) => listClosings(db, {}),
  lines: async ({ db }) => (await exportClosings(db, '2000-01-01', '2100-01-01', 'line')).csv.toString(),
  menus: listPublications,
};

/** What every way of reading an office's database comes to: what it gives, or its error's code and file. */
export async function readOffice({ folder, clock }: TestOffice): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  let office: Office | undefined;
  try {
    office = await openOffice(folder, { clock: clock.now });
    for (const [name, read] of Object.entries(READS)) seen[name] = await read(office).catch(told);
  } catch (error) {
    seen.open = told(error);
  } finally {
    await office?.close();
  }
  return seen;
}

function told(error: unknown): string {
  const { code, message } = asSpamsError(error);
  return code === 'internal-error' ? `${code}: ${message}` : code;
}
