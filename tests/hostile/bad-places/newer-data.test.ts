import { readFile, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch } from '../../support/branch.ts';
import { Commands } from '../../support/commands.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { contentsOf } from '../../support/tree.ts';

describe('when a newer SPAMS has been at the data', () => {
  it("a branch's commands change nothing, and what is queued is delivered once it can be read again", async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    fake.on(PATHS.closings, async () => undefined);
    const { entry } = await upload(branch);
    fake.behave();
    const { home } = branch;
    const config = await readFile(home.config);
    await writeFile(home.config, '{"format":2,"new":true}');
    const before = await contentsOf(home.folder);
    await home.release();
    const commands = Commands.branch(home.folder);
    const again = ['closing', 'upload', await salesFile(), '--manager', 'mei'];
    for (const args of [['status'], ['menu', 'fetch'], ['outbox', 'send'], again]) {
      const failure = await commands.failure(...args);
      expect(failure).toMatchObject({ exit: 1, code: 'data-newer' });
      expect(failure.happened).toContain(home.folder);
    }
    expect(await contentsOf(home.folder)).toEqual(before);
    await writeFile(home.config, config);
    const [sent] = await sendAll(await openBranch(home, office));
    expect(sent?.receipt?.documentId).toBe(entry.documentId);
  });

  it("the office's commands change nothing, serving neither", async () => {
    const { context, folder } = await TestOffice.open();
    await sql`insert into kysely_migration values ('9999-newer', '2099-01-01T00:00:00.000Z')`.execute(context.db);
    await context.close();
    const before = await contentsOf(folder);
    const commands = Commands.office(folder, { SPAMS_BACKUP_PASSPHRASE: 'a backup passphrase of tests' });
    const out = `${folder}.backup`;
    for (const args of [['serve'], ['branch', 'list'], ['audit', 'verify'], ['backup', '--out', out]]) {
      expect(await commands.failure(...args)).toMatchObject({ exit: 1, code: 'data-newer' });
    }
    expect(await contentsOf(folder)).toEqual(before);
  });
});
