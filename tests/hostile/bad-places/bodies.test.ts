import { randomBytes } from 'node:crypto';
import { mkdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { exportEvidence } from '../../../src/server/closings/evidence.ts';
import { listClosings, showClosing } from '../../../src/server/closings/list.ts';
import { LIMITS, MEDIA, PATHS } from '../../../src/shared/protocol.ts';
import { templateBranch } from '../../support/branch.ts';
import { Desk } from '../../support/closings.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { testFolder } from '../../support/folders.ts';
import { begin, outcome, type Reply } from '../../support/https.ts';
import { outboxOf, receiptsOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const MiB = 1024 * 1024;

describe('when a body is over the limit', () => {
  /** Posts so many bytes in pieces, without a word on how many they will be. */
  async function postInPieces(office: TestOffice, path: string, type: string, size: number): Promise<Reply> {
    const desk = await Desk.open(office.context);
    const question = { method: 'POST', as: desk.device, headers: { 'content-type': type } };
    const { outgoing, reply } = begin(office, path, question);
    // The office closes the connection once it has heard enough.
    outgoing.on('error', () => {});
    outgoing.write(Buffer.alloc(size - 1));
    outgoing.end(Buffer.alloc(1));
    return reply;
  }

  it.each([
    ['a closing', PATHS.closings, MEDIA.document, LIMITS.document],
    ['an enrolment', PATHS.simpleenroll, MEDIA.request, LIMITS.enrolment],
    ['a renewal', PATHS.simplereenroll, MEDIA.request, LIMITS.enrolment],
  ])('%s sent in pieces is refused once it is, and the office goes on', async (_, path, type, limit) => {
    const office = await TestOffice.start();
    expect(outcome(await postInPieces(office, path, type, limit + 1))).toBe('document-too-large');
    expect(await listClosings(office.context.db, {})).toEqual([]);
    expect((await upload(await templateBranch(office))).receipt).toBeDefined();
  });
});

describe('when a manager uploads', () => {
  it('32 MB that are no sales, they come whole, for a person to review, and leave as evidence byte for byte', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const bytes = randomBytes(32 * MiB);
    const { receipt, error } = await upload(branch, { path: await salesFile(bytes, 'day_end.bin') });
    expect(error).toBeUndefined();
    expect(receipt).toMatchObject({ needsReview: true, totals: { lines: 0 } });
    expect(await outboxOf(branch)).toEqual([]);
    const folder = join(await testFolder(), 'evidence');
    await exportEvidence(office.context, receipt!.number, folder);
    expect(bytes.equals(await readFile(join(folder, 'day_end.bin')))).toBe(true);
    expect(await listClosings(office.context.db, {})).toMatchObject([{ fileSize: 32 * MiB, needsReview: true }]);
  });

  it('a file of one byte over the limit, nothing is signed, queued or sent', async () => {
    const { branch, fake } = await branchBehindFake(await TestOffice.start());
    const path = await salesFile('');
    await truncate(path, LIMITS.file + 1);
    await expect(upload(branch, { path })).toFailWith('document-too-large');
    expect(await outboxOf(branch)).toEqual([]);
    expect(fake.asked).toEqual([]);
  });

  it('an empty file, it is taken, for a person to review', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const { receipt } = await upload(branch, { path: await salesFile('') });
    expect(receipt).toMatchObject({ needsReview: true, totals: { lines: 0 } });
    const shown = await showClosing(office.context.db, receipt!.number);
    expect(shown).toMatchObject({ fileSize: 0, lines: [], needsReview: true });
    expect((await receiptsOf(branch)).map(({ number }) => number)).toEqual([receipt!.number]);
  });

  it('a folder or a device, nothing is signed, queued or sent', async () => {
    const { branch, fake } = await branchBehindFake(await TestOffice.start());
    const folder = join(await testFolder(), 'day_end.csv');
    await mkdir(folder);
    for (const path of [folder, `${folder}/`, '/dev/zero']) {
      await expect(upload(branch, { path })).toFailWith('file-not-regular');
    }
    expect(await outboxOf(branch)).toEqual([]);
    expect(fake.asked).toEqual([]);
  });
});
