import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pem } from '../../../src/shared/pki/certificate.ts';
import { Desk, SALES, signEntity } from '../../support/closings.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';

/** An office with one closing, and a folder to write its evidence to, which isn't there yet. */
async function closedDay() {
  const office = await TestOffice.open();
  const desk = await Desk.open(office.context);
  const { closing } = await desk.close();
  const folder = join(await testFolder(), 'evidence');
  return { office, desk, commands: Commands.office(office.folder), number: closing.number, folder };
}

describe('when evidence is exported', () => {
  const FILES = ['day_end.csv', 'closing.p7s', 'receipt.p7s', 'signer.pem', 'chain.pem', 'VERIFY.txt'];

  it('a new folder holds the file as it was, and what proves it', async () => {
    const { desk, commands, number, folder } = await closedDay();
    expect(await commands.json('evidence', 'export', number, '--out', folder)).toEqual({ folder, files: FILES });
    expect((await readdir(folder)).sort()).toEqual([...FILES].sort());
    expect(await readFile(join(folder, 'day_end.csv'), 'utf8')).toBe(SALES);
    expect(await readFile(join(folder, 'signer.pem'), 'utf8')).toBe(pem('CERTIFICATE', desk.manager.certificate.der));
  });

  it('a person is told which file says how to check it', async () => {
    const { commands, number, folder } = await closedDay();
    expect(await commands.text('evidence', 'export', number, '--out', folder)).toBe(
      `Evidence written to ${folder}; VERIFY.txt says how to check it:\n  ${FILES.join('\n  ')}\n`,
    );
  });

  it('a folder that is there already stays as it is', async () => {
    const { commands, number, folder } = await closedDay();
    await mkdir(folder);
    await writeFile(join(folder, 'mine.txt'), 'precious');
    expect(await commands.failure('evidence', 'export', number, '--out', folder)).toEqual({
      exit: 1,
      code: 'already-exists',
      happened: `${folder} already exists.`,
    });
    expect(await readdir(folder)).toEqual(['mine.txt']);
  });

  it('there is none of a closing that is unknown or on hold', async () => {
    const { desk, commands, folder } = await closedDay();
    expect(await commands.failure('evidence', 'export', 'nothing', '--out', folder)).toMatchObject({
      exit: 1,
      code: 'unknown-subject',
    });
    await commands.json('manager', 'revoke', 'SG-01', 'ann');
    const { number } = (await desk.close({ part: 'till-2' })).closing;
    expect(await commands.failure('evidence', 'export', number, '--out', folder)).toMatchObject({
      exit: 1,
      code: 'closing-held',
    });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is told when a file has its name, or is where the folder should be', async () => {
    const { commands, number, folder } = await closedDay();
    await writeFile(folder, 'precious');
    expect(await commands.failure('evidence', 'export', number, '--out', folder)).toEqual({
      exit: 1,
      code: 'already-exists',
      happened: `${folder} already exists.`,
    });
    expect(await commands.failure('evidence', 'export', number, '--out', join(folder, 'deeper'))).toEqual({
      exit: 2,
      code: 'usage',
      happened: `${folder} is not a folder.`,
    });
    expect(await readFile(folder, 'utf8')).toBe('precious');
  });
});

describe('when the audit record is checked', () => {
  it('holds, and a program learns its head', async () => {
    const { office, commands } = await closedDay();
    const head = await office.context.audit.verify(office.context.db);
    expect(await commands.json('audit', 'verify')).toEqual({ ok: true, ...head });
    expect(await commands.text('audit', 'verify')).toBe(`The audit record holds: ${head.sequence} records.\n`);
  });

  it('has the place that a receipt quotes', async () => {
    const { commands, number, folder } = await closedDay();
    await commands.json('evidence', 'export', number, '--out', folder);
    const receipt = join(folder, 'receipt.p7s');
    const verified = await commands.json('audit', 'verify', '--receipt', receipt);
    expect(verified).toMatchObject({ ok: true, receipt: { number, sequence: verified.sequence, head: verified.head } });
    expect(await commands.text('audit', 'verify', '--receipt', receipt)).toBe(
      `The audit record holds: ${verified.sequence} records, receipt ${number} at ${verified.sequence} among them.\n`,
    );
  });

  it('is broken when a record was changed, or the one that a receipt quotes is gone', async () => {
    const { office, commands, number, folder } = await closedDay();
    await commands.json('evidence', 'export', number, '--out', folder);
    const { db } = office.context;
    const { sequence } = await commands.json('audit', 'verify');
    await db.deleteFrom('audit').where('sequence', '=', sequence).execute();
    await commands.json('audit', 'verify');
    expect(await commands.failure('audit', 'verify', '--receipt', join(folder, 'receipt.p7s'))).toEqual({
      exit: 4,
      code: 'audit-broken',
      happened: `The audit record doesn't hold: record ${sequence}, which the receipt quotes, is gone.`,
    });
    await db.updateTable('audit').set({ actor: 'x' }).where('sequence', '=', 2).execute();
    expect(await commands.failure('audit', 'verify')).toMatchObject({ exit: 4, code: 'audit-broken' });
  });

  it('takes no other document of the office, and none of a manager, for a receipt', async () => {
    const { desk, commands, number, folder } = await closedDay();
    await commands.json('evidence', 'export', number, '--out', folder);
    const closing = join(folder, 'closing.p7s');
    expect(await commands.failure('audit', 'verify', '--receipt', closing)).toMatchObject({
      exit: 4,
      code: 'signer-wrong-role',
    });
    // A manager who says it is one.
    const { header } = await desk.closing();
    const { kind, from, to, id, date, branch } = { ...header, kind: 'receipt' as const, to: desk.branch };
    const forged = join(folder, 'forged.p7s');
    const entity = { header: { kind, from, to: `urn:spams:branch:${to}`, id, date, branch }, body: Buffer.from('{}') };
    await writeFile(forged, await signEntity(entity, desk.manager, desk.office.clock()));
    expect(await commands.failure('audit', 'verify', '--receipt', forged)).toMatchObject({
      exit: 4,
      code: 'signer-wrong-role',
    });
  });

  it.each([
    { what: 'is not there', bytes: undefined, exit: 1, code: 'file-not-found' },
    { what: 'is no document', bytes: 'a receipt', exit: 4, code: 'document-malformed' },
  ])('is told when the receipt $what', async ({ bytes, exit, code }) => {
    const { commands, folder } = await closedDay();
    await mkdir(folder);
    const path = join(folder, 'receipt.p7s');
    if (bytes !== undefined) await writeFile(path, bytes);
    expect(await commands.failure('audit', 'verify', '--receipt', path)).toMatchObject({ exit, code });
  });
});
