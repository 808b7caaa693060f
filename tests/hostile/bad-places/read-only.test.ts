import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch, testHome } from '../../support/branch.ts';
import { BRANCH_CLI, OFFICE_CLI } from '../../support/cli.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { testFolder } from '../../support/folders.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { makeReadOnly, runWithoutPrivileges } from '../../support/read-only.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { contentsOf } from '../../support/tree.ts';

const ENV = { SPAMS_PASSPHRASE: PASSPHRASE, SPAMS_BACKUP_PASSPHRASE: 'a backup passphrase of tests' };

/** How a command ended, as somebody who may not write there: its exit code, error code, and all that it said. */
async function run(cli: string, ...args: string[]) {
  const { code, stdout, stderr } = await runWithoutPrivileges(cli, ['--json', ...args], ENV);
  const document = JSON.parse(stdout);
  return { exit: code, code: document.error?.code, document, stderr };
}

describe("when a branch's folder is read-only", () => {
  it('what it keeps is shown, what needs a write says so, and nothing is lost', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    fake.on(PATHS.closings, async () => undefined);
    const { entry } = await upload(branch);
    fake.behave();
    const { home } = branch;
    await home.release();
    const before = await contentsOf(home.folder);
    const writable = await makeReadOnly(home.folder);
    const command = (...args: string[]) => run(BRANCH_CLI, '--home', home.folder, ...args);
    const refused = { exit: 1, code: 'file-not-allowed' };
    expect(await command('closing', 'upload', await salesFile(), '--manager', 'mei', '--part', 'bar')).toMatchObject(
      refused,
    );
    const { stderr, ...fetched } = await command('menu', 'fetch');
    expect(fetched).toMatchObject(refused);
    expect(stderr).toMatch(/^The log can't be written: EACCES: .+branch\.log'$/m);
    expect(stderr).not.toMatch(/^ +at /m);
    const { document } = await command('outbox', 'list');
    expect(document.outbox).toMatchObject([{ documentId: entry.documentId, state: 'queued' }]);
    const { exit, document: sent } = await command('outbox', 'send');
    expect([exit, sent.sent[0].error.code]).toEqual([1, 'file-not-allowed']);
    expect(await contentsOf(home.folder)).toEqual(before);
    await writable();
    const later = await openBranch(await testHome(home.folder), office);
    expect((await sendAll(later)).map(({ receipt }) => receipt?.documentId)).toEqual([entry.documentId]);
    expect(await outboxOf(later)).toEqual([]);
  });
});

describe("when the office's folder is read-only", () => {
  it('every command says which file it may not open, and changes nothing', async () => {
    const office = await TestOffice.open();
    await office.stop();
    const before = await contentsOf(office.folder);
    await makeReadOnly(office.folder);
    const out = join(await testFolder(), 'office.backup');
    for (const args of [['serve'], ['branch', 'list'], ['audit', 'verify'], ['backup', '--out', out]]) {
      const { exit, code, document } = await run(OFFICE_CLI, '--data', office.folder, ...args);
      expect([exit, code], args[0]).toEqual([1, 'file-not-allowed']);
      expect(document.error.happened).toContain(join(office.folder, 'office.db'));
    }
    expect(await contentsOf(office.folder)).toEqual(before);
  });
});
