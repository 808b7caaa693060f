import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { renewTlsIfDue, tlsOptions } from '../../../src/server/authority/tls.ts';
import { backupOffice } from '../../../src/server/backup.ts';
import { exportEvidence } from '../../../src/server/closings/evidence.ts';
import { createOffice, openOffice } from '../../../src/server/office.ts';
import { SpamsError } from '../../../src/shared/errors.ts';
import { expectProof } from '../../support/auditor.ts';
import { readBackup } from '../../support/backup-reader.ts';
import { TestClock } from '../../support/clock.ts';
import { Desk } from '../../support/closings.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';
import { ROOT_PASSPHRASE } from '../../support/shared.ts';
import { atEachWrite, expectNoLeftovers } from './full-disk.ts';

vi.mock('node:crypto', async (original) => {
  const { quickScrypt } = await import('../../support/quick-scrypt.ts');
  return quickScrypt(await original());
});
vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { preparedKeys } = await import('../../support/prepared-keys.ts');
  return preparedKeys(await original());
});

const PASSPHRASE = 'a backup passphrase of tests';

describe('when the disk is full while the office writes a file', () => {
  it('the backup before is kept until the new one is whole, and no snapshot is left', async () => {
    const office = await TestOffice.open();
    const out = join(await testFolder(), 'office.backup');
    const back = () => backupOffice(office.context, office.folder, out, PASSPHRASE, 'siti');
    const sequence = async () => readBackup(await readFile(out), PASSPHRASE).header.audit.sequence;
    await atEachWrite(
      async () => sequence().catch(() => 0),
      back,
      async ({ there: before, write, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        for (const folder of [office.folder, join(out, '..')]) await expectNoLeftovers(folder, name);
        const kept = await sequence();
        if (write.path === out) expect(kept, name).toBeGreaterThan(before);
        else expect(kept, name).toBe(before);
        const { audit } = await back();
        expect(await sequence(), name).toBe(audit.sequence);
      },
    );
  });

  it('the CSV before is kept until the new one is whole', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    await desk.close();
    const folder = await testFolder();
    const out = join(folder, 'sales.csv');
    const commands = Commands.office(office.folder);
    const write = async () => {
      const args = ['closings', 'export', '--from', desk.today, '--to', desk.today, '--out', out];
      const { document } = await commands.ended(...args);
      if (document.error) throw new SpamsError(document.error.code);
    };
    await atEachWrite(
      () => writeFile(out, 'the one before'),
      write,
      async ({ write: { path }, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        const kept = await readFile(out, 'utf8');
        if (path !== out) expect(kept, name).toBe('the one before');
        await write();
        expect(await readFile(out, 'utf8'), name).toContain('SG-01');
        expect(await readdir(folder), name).toEqual(['sales.csv']);
      },
    );
  });

  it('a failed export of evidence leaves nothing, and can be exported again', async () => {
    const office = await TestOffice.open();
    const { closing } = await (await Desk.open(office.context)).close();
    const evidence = (folder: string) => exportEvidence(office.context, closing.number, join(folder, 'evidence'));
    let last = '';
    await atEachWrite(testFolder, evidence, async ({ there: folder, name, failure }) => {
      expect(failure?.code, name).toBe('disk-full');
      expect(await readdir(folder), name).toEqual([]);
      await evidence(folder);
      expect(await readdir(join(folder, 'evidence')), name).toHaveLength(6);
      last = join(folder, 'evidence');
    });
    await expectProof(last, office.context, 'urn:spams:branch:SG-01:manager:ann');
  });

  it('the TLS certificate before is presented until there is a new one with its key', async () => {
    const scene = async () => {
      const office = await TestOffice.open();
      office.clock.advance({ days: 365 });
      return office;
    };
    await atEachWrite(
      scene,
      ({ context }) => renewTlsIfDue(context),
      async ({ there: { context, folder }, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(folder, name);
        createSecureContext(await tlsOptions(context));
        const before = (await context.keys.files.load('tls')).length;
        expect(await renewTlsIfDue(context), name).toBe(before === 1);
        expect(await context.keys.files.load('tls'), name).toHaveLength(2);
        createSecureContext(await tlsOptions(context));
        await context.audit.verify(context.db);
      },
    );
  });

  it('an office that is made is there whole or not at all, and can be made again', async () => {
    const settings = { rootPassphrase: ROOT_PASSPHRASE, actor: 'tests', clock: new TestClock().now };
    const { config } = (await TestOffice.open()).context;
    const make = (folder: string) => createOffice(folder, { ...settings, config });
    await atEachWrite(
      testFolder,
      make,
      async ({ there: folder, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        const again = await make(folder).catch((error: unknown) => error);
        // Only that the folder holds the last name for good was not sure.
        if (name.includes('config.json')) expect(again, name).toMatchObject({ code: 'office-exists' });
        else expect(again, name).toMatchObject({ root: expect.any(String) });
        const office = await openOffice(folder);
        await office.keys.loadForServing();
        expect((await office.audit.verify(office.db)).sequence, name).toBe(1);
        await office.close();
        expect((await readdir(folder)).sort(), name).toEqual(['config.json', 'keys', 'office.db']);
      },
      { every: 5 },
    );
  });
});
