import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { LIMITS } from '../../../src/shared/protocol.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { testFolder } from '../../support/folders.ts';
import { outboxOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { SALES, salesFile, upload } from '../../support/sales.ts';
import { contentsOf } from '../../support/tree.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

async function scene(): Promise<{ branch: Branch; fake: FakeOffice }> {
  return branchBehindFake(await TestOffice.start());
}

/** Uploading this path fails with `code`, before anything is queued or sent. */
async function expectRefused(path: string, code: ErrorCode): Promise<void> {
  const { branch, fake } = await scene();
  await expect(upload(branch, { path })).toFailWith(code);
  expect((await contentsOf(branch.home.outbox)).size).toBe(0);
  expect(fake.asked.filter(({ method }) => method === 'POST')).toEqual([]);
}

describe('when the file to upload is none', () => {
  it('is missing', async () => expectRefused(join(await testFolder(), 'day_end.csv'), 'file-not-found'));
  it('is a folder', async () => expectRefused(await testFolder(), 'file-not-regular'));

  it('lies behind a file that is no folder', async () => {
    const file = await salesFile();
    await expectRefused(join(file, 'day_end.csv'), 'file-not-found');
  });

  it('is larger than the limit', async () => {
    const path = await salesFile('');
    await truncate(path, LIMITS.file + 1);
    await expectRefused(path, 'document-too-large');
  });
});

describe("when the file's name could do harm", () => {
  it.each([
    ['a line break', 'day\r\nX-Injected: yes.csv'],
    ['a lone line feed', 'day\n.csv'],
    ['a tab', 'day\t.csv'],
    ['an escape', '\u001b[2Jday.csv'],
    ['a backslash', '..\\..\\day.csv'],
  ])('usage for %s', async (_, name) => {
    await expectRefused(await salesFile(SALES, name), 'usage');
  });

  it('usage for a NUL', async () => expectRefused(join(await testFolder(), 'day\0.csv'), 'usage'));

  it('file-not-found for a NUL in a folder', async () => {
    await expectRefused(join(await testFolder(), 'a\0b', 'day.csv'), 'file-not-found');
  });

  it('usage for one that no file system holds', async () => {
    await expectRefused(join(await testFolder(), `${'a'.repeat(300)}.csv`), 'usage');
  });

  it.each([
    ['of 255 bytes', `${'界'.repeat(83)}ab.csv`],
    ['with quotes and percent signs', `day 'end' "50%0D%0A".csv`],
    ['that begins with a hyphen', '-rf.csv'],
  ])('takes one %s as it is', async (_, name) => {
    const { branch } = await scene();
    const { entry, receipt } = await upload(branch, { path: await salesFile(SALES, name) });
    expect(entry.fileName).toBe(name);
    expect(receipt).toBeDefined();
    expect(await outboxOf(branch)).toEqual([]);
  });
});
