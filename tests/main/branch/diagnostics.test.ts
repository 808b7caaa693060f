import { appendFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { collectDiagnostics, type DiagnosticsFile } from '../../../src/main/branch/diagnostics/collect.ts';
import { redacted } from '../../../src/main/branch/diagnostics/redact.ts';
import { zipOf } from '../../../src/main/branch/diagnostics/zip.ts';
import { openLog } from '../../../src/main/branch/log.ts';
import { enrolManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu } from '../../../src/main/branch/menu.ts';
import { SpamsError } from '../../../src/shared/errors.ts';
import { closedBranch, openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { noted, noteKeys, talkativeOffice, WRONG } from '../../support/talkative-office.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** What IT has before them: the files of the archive, by name. */
function unzipped(files: DiagnosticsFile[]): Map<string, string> {
  const entries = unzipSync(zipOf(files, new Date('2026-11-22T10:00:00Z')));
  return new Map(Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** A branch with a log, after a day on which one closing was delivered, one is queued, and much went wrong. */
async function busyBranch() {
  const { office, secrets } = await talkativeOffice();
  await office.publish([LAKSA]);
  const home = await testHome(await closedBranch(office));
  const branch = await openBranch(home, office, openLog(home.logs));
  await noteKeys(secrets, branch);
  const invite = noted(secrets, await office.addManager('SG-01', 'tan'));
  await fetchMenu(branch);
  const path = await salesFile('Item,Quantity,Amount\r\nBak kut teh,2,48217.93\r\n', 'till 7.csv');
  const { receipt } = await upload(branch, { path });
  await office.stop();
  await upload(branch, { path, part: 'bar' });
  await expect(upload(branch, { path, passphrase: WRONG })).toFailWith('passphrase-wrong');
  await expect(enrolManager(branch, invite, PASSPHRASE)).toFailWith('office-unreachable');
  return { branch, home, invite, secrets, receipt: receipt! };
}

describe('what is saved for IT', () => {
  it("says how each part of the branch is, and holds nothing that is nobody else's business", async () => {
    const { branch, home, invite, secrets, receipt } = await busyBranch();
    await appendFile(join(home.logs, 'branch.log'), `a mistake of ours: ${invite}\n`);
    const files = unzipped(await collectDiagnostics(home, branch));
    expect([...files.keys()]).toEqual([
      'about.json',
      'config.json',
      'connection.json',
      'certificates.json',
      'menu.json',
      'outbox.json',
      'receipts.json',
      'logs/branch.log',
    ]);
    const json = (name: string) => JSON.parse(files.get(name)!);
    expect(json('about.json')).toMatchObject({ spams: '0.1.0', node: process.versions.node });
    expect(json('config.json')).toMatchObject({ branch: 'SG-01', device: 'main', root: branch.config.root });
    expect(json('connection.json')).toMatchObject({ isReached: false, error: { code: 'office-unreachable' } });
    expect(json('certificates.json')).toMatchObject({
      device: { id: 'main', serial: branch.device.current.certificate.serial, isRevoked: false },
      managers: [{ id: 'mei', isListed: true }],
    });
    expect(json('menu.json')).toMatchObject({ items: 1, stale: null });
    expect(json('outbox.json').closings).toMatchObject([
      { part: 'bar', state: 'queued', lastError: null, manager: 'mei' },
    ]);
    expect(json('receipts.json')).toEqual({ count: 1, newest: [receipt.documentId] });
    expect(files.get('logs/branch.log')).toContain('office-unreachable');

    const text = [...files.values()].join('\n');
    expect(secrets.foundIn(text)).toEqual([]);
    const others = ['Laksa', 'Bak kut teh', '48217.93', '4821793', 'till 7.csv', 'Mei 美', 'PRIVATE KEY'];
    const ofReceipt = [receipt.fileSha256, receipt.evidenceSha256, receipt.sha256];
    for (const other of [...others, ...ofReceipt, invite, homedir()]) expect(text).not.toContain(other);
  });

  it('says what is damaged beside the rest, and what keeps a PC from being opened at all', async () => {
    const branch = await templateBranch(await TestOffice.open());
    const { home } = branch;
    await writeFile(join(home.managers, 'mei.json'), '{');
    await writeFile(home.menu, 'no menu');
    await rm(home.receipts, { recursive: true });
    const files = unzipped(await collectDiagnostics(home, branch));
    const json = (name: string) => JSON.parse(files.get(name)!);
    expect(json('certificates.json')).toMatchObject({ managers: [], damaged: [{ code: 'setup-damaged' }] });
    expect(json('menu.json')).toMatchObject({ error: { code: expect.any(String) } });
    expect(json('receipts.json')).toMatchObject({ error: { code: 'file-not-found' } });
    expect(json('outbox.json')).toEqual({ closings: [], damaged: [] });
    const closed = unzipped(await collectDiagnostics(home, new SpamsError('not-enrolled')));
    expect([...closed.keys()]).toEqual(['about.json', 'problem.json']);
    expect(JSON.parse(closed.get('problem.json')!)).toMatchObject({ code: 'not-enrolled' });
  });

  it('has the end of a long log, from the beginning of a line on', async () => {
    const branch = await templateBranch(await TestOffice.open());
    const lines = Array.from({ length: 60_000 }, (_, index) => `line ${index} of a log that is long`);
    await writeFile(join(branch.home.logs, 'branch.log'), `${lines.join('\n')}\n`);
    await writeFile(join(branch.home.logs, 'branch.old.log'), 'the one before\n');
    const files = unzipped(await collectDiagnostics(branch.home, branch));
    const log = files.get('logs/branch.log')!;
    expect(log.length).toBeLessThanOrEqual(1024 * 1024);
    expect(log).toMatch(/^line \d+ of/);
    expect(log.endsWith('line 59999 of a log that is long\n')).toBe(true);
    expect(files.get('logs/branch.old.log')).toBe('the one before\n');
  });
});

describe('in a text for IT', () => {
  it.each([
    ['an invite', 'pasted spams1.eyJ1cmwiOiJodHRwczovL2EifQ here', 'pasted [an invite] here'],
    ['a key', `key ${'MIIG/w+IBADANBgkqhkiG9w0BAQ'.repeat(5)} end`, 'key [left out] end'],
    ['the name of the Windows user', 'C:\\Users\\Mei\\AppData\\SPAMS', '~\\AppData\\SPAMS'],
    ['the same in JSON', '{"home":"C:\\\\Users\\\\Mei\\\\SPAMS"}', '{"home":"~\\\\SPAMS"}'],
  ])('%s is left out', (_, text, told) => {
    expect(redacted(text, 'C:\\Users\\Mei')).toBe(told);
  });

  it('a fingerprint stays, and so do paths where the user has the whole disk', () => {
    const text = `fingerprint ${'0123abcd'.repeat(8)} in /srv/spams`;
    expect(redacted(text, '/')).toBe(text);
  });
});
