import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupOffice } from '../../src/server/backup.ts';
import { listClosings } from '../../src/server/closings/list.ts';
import { type Office, openOffice } from '../../src/server/office.ts';
import { MEDIA, PATHS } from '../../src/shared/protocol.ts';
import { type Backup, readBackup } from '../support/backup-reader.ts';
import { Desk } from '../support/closings.ts';
import { testFolder } from '../support/folders.ts';
import { ask, outcome } from '../support/https.ts';
import { TestOffice } from '../support/office.ts';

const PASSPHRASE = 'a backup passphrase of tests';

/** Backs an office up into a file of its own; gives the file's path. */
async function backedUp({ context, folder }: TestOffice): Promise<string> {
  const out = join(await testFolder(), 'office.backup');
  await backupOffice(context, folder, out, PASSPHRASE, 'siti');
  return out;
}

const read = async (path: string): Promise<Backup> => readBackup(await readFile(path), PASSPHRASE);

/** An office out of the files of a backup. */
async function opened({ files }: Backup): Promise<Office> {
  const folder = await testFolder();
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  const office = await openOffice(folder);
  onTestFinished(() => office.close());
  return office;
}

describe('when an office is backed up', () => {
  it('holds its settings and keys byte for byte, and says in the clear which keys', async () => {
    const office = await TestOffice.open();
    const { header, files } = await read(await backedUp(office));
    const keys = (await readdir(join(office.folder, 'keys'))).sort();
    expect([...files.keys()]).toEqual(['config.json', ...keys.map((name) => `keys/${name}`), 'office.db']);
    for (const [name, bytes] of files) {
      if (name !== 'office.db') expect(bytes, name).toEqual(await readFile(join(office.folder, name)));
    }
    expect(header.keys).toEqual(keys.filter((name) => !name.endsWith('.pem')));
    expect(header).toMatchObject({ office: 'So Power', root: office.context.keys.root.fingerprint });
  });

  it('opens as the same office, its audit chain whole and ending at the backup', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const { closing } = await desk.close();
    const backup = await read(await backedUp(office));
    await desk.close({ part: 'after-the-backup' });
    const restored = await opened(backup);
    expect((await listClosings(restored.db, {})).map(({ number }) => number)).toEqual([closing.number]);
    expect(await restored.audit.verify(restored.db)).toEqual(backup.header.audit);
    const last = restored.db.selectFrom('audit').selectAll().where('sequence', '=', backup.header.audit.sequence);
    expect(await last.executeTakeFirst()).toMatchObject({ action: 'backup.made', actor: 'siti' });
    expect((await restored.keys.signing()).certificate.serial).toBe(
      (await office.context.keys.signing()).certificate.serial,
    );
  });

  it('leaves nothing else behind, and is for its owner alone', async () => {
    const office = await TestOffice.open();
    const before = await readdir(office.folder);
    const path = await backedUp(office);
    expect(await readdir(office.folder)).toEqual(before);
    expect(await readdir(dirname(path))).toEqual(['office.backup']);
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  });

  it('is taken while branches upload, each closing in it whole or not at all', async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    const closings = await Promise.all(Array.from({ length: 12 }, (_, till) => desk.closing({ part: `till-${till}` })));
    const headers = { 'content-type': MEDIA.document };
    const uploads = closings.map(({ sealed }) =>
      ask(office, PATHS.closings, { method: 'POST', as: desk.device, headers, body: sealed }),
    );
    await uploads[0];
    const path = await backedUp(office);
    expect((await Promise.all(uploads)).map(outcome)).toEqual(Array(12).fill(201));
    const restored = await opened(await read(path));
    await restored.audit.verify(restored.db);
    const lines = await restored.db
      .selectFrom('closings')
      .leftJoin('closing_lines', 'closing_lines.document_id', 'closings.document_id')
      .select(['closings.receipt', (eb) => eb.fn.count('closing_lines.row').as('lines')])
      .groupBy('closings.document_id')
      .execute();
    expect(lines.length).toBeGreaterThan(0);
    for (const row of lines) expect([row.lines, row.receipt === null]).toEqual([2, false]);
  });
});

describe('when a backup is in the wrong hands', () => {
  it('shows nothing of keys, branches or sales, and opens with no other passphrase', async () => {
    const office = await TestOffice.open();
    await (await Desk.open(office.context)).close();
    const bytes = await readFile(await backedUp(office));
    for (const known of ['PRIVATE KEY', 'CERTIFICATE-----', 'SQLite format 3', 'Laksa', 'SG-01', 'Orchard Road'])
      expect(bytes.includes(known), known).toBe(false);
    expect(bytes.includes(Buffer.from('2a864886f70d010101', 'hex'))).toBe(false);
    expect(() => readBackup(bytes, 'another passphrase')).toThrow();
  });

  it('does not open with any byte changed: of what it says, of what it holds, of its tag', async () => {
    const office = await TestOffice.open();
    const bytes = await readFile(await backedUp(office));
    const body = bytes.indexOf('\n') + 1;
    for (const place of [
      bytes.indexOf('So Power'),
      bytes.indexOf('"size":') + 7,
      body,
      body + 5_000,
      bytes.length - 1,
    ]) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => readBackup(changed, PASSPHRASE), String(place)).toThrow();
    }
    expect(() => readBackup(bytes.subarray(0, -1), PASSPHRASE)).toThrow();
  });
});

describe('when a backup cannot be written', () => {
  it('names the folder that is not there, and leaves no snapshot behind', async () => {
    const { context, folder } = await TestOffice.open();
    const out = join(folder, 'nowhere', 'office.backup');
    const before = await readdir(folder);
    await expect(backupOffice(context, folder, out, PASSPHRASE, 'siti')).toFailWith('file-not-found');
    expect(await readdir(folder)).toEqual(before);
  });
});
