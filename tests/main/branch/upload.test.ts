import { appendFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { closingsOn } from '../../../src/main/branch/closings-on.ts';
import { type SendOptions, sendClosing, sendOutbox, type UploadProgress } from '../../../src/main/branch/outbox.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { SpamsError } from '../../../src/shared/errors.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { templateBranch } from '../../support/branch.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { look, salesFile, upload } from '../../support/sales.ts';
import { contentsOf } from '../../support/tree.ts';

/** Larger than what the connection takes at once. */
const LARGE = `Item,Quantity,Amount\r\n${'Laksa,1,6.50\r\n'.repeat(100_000)}`;

/** Raises the signal as soon as the upload has come so far. */
function cancelledAt(isThere: (progress: UploadProgress) => boolean): Required<SendOptions> & { seen: string[] } {
  const cancel = new AbortController();
  const seen: string[] = [];
  const onProgress = (progress: UploadProgress): void => {
    if (seen.at(-1) !== progress.step) seen.push(progress.step);
    if (isThere(progress)) cancel.abort(new SpamsError('upload-cancelled'));
  };
  return { onProgress, signal: cancel.signal, seen };
}

describe('while a closing is uploaded', () => {
  it('tells how far it is, from the signature to the last byte', async () => {
    const branch = await templateBranch(await TestOffice.start());
    const told: UploadProgress[] = [];
    const path = await salesFile(LARGE);
    const { receipt } = await upload(branch, { path }, { onProgress: (progress) => told.push(progress) });
    expect(receipt?.totals.lines).toBe(100_000);
    const steps = told.map(({ step }) => step).filter((step, index, all) => step !== all[index - 1]);
    expect(steps).toEqual(['signing', 'encrypting', 'sending', 'waiting']);
    const shares = told.map(({ sent }) => sent);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(told.at(-1)).toEqual({ step: 'waiting', sent: 1 });
    expect(shares.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(5);
  });

  it.each([
    ['it is signed', ({ step }: UploadProgress) => step === 'signing'],
    ['it is sealed', ({ step }: UploadProgress) => step === 'encrypting'],
    ['half of it has left', ({ sent }: UploadProgress) => sent > 0.5],
  ])('cancelled while %s, leaves nothing here and nothing at the office', async (_, isThere) => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const before = await contentsOf(branch.home.outbox);
    const path = await salesFile(LARGE);
    await expect(upload(branch, { path }, cancelledAt(isThere))).toFailWith('upload-cancelled');
    expect(await contentsOf(branch.home.outbox)).toEqual(before);
    expect(await contentsOf(branch.home.receipts)).toEqual(new Map());
    expect(await listClosings(office.context.db, {})).toEqual([]);
    const again = await upload(branch, { path });
    expect(again.receipt).toMatchObject({ revision: 1 });
  });

  it('cancelled while it is sealed offline, leaves nothing queued', async () => {
    const { branch, fake } = await branchBehindFake(await TestOffice.start());
    await branch.connect();
    fake.vanish();
    await expect(
      upload(
        branch,
        {},
        cancelledAt(({ step }) => step === 'encrypting'),
      ),
    ).toFailWith('upload-cancelled');
    expect(await outboxOf(branch)).toEqual([]);
  });

  it('cancelled, is passed over by whoever sends the rest', async () => {
    const { branch, fake } = await branchBehindFake(await TestOffice.start());
    fake.on(PATHS.closings, async () => undefined);
    const { entry: other } = await upload(branch, { part: 'bar' });
    fake.behave();
    let all: ReturnType<typeof sendOutbox> | undefined;
    const options = cancelledAt(({ sent }) => sent > 0.5);
    const { onProgress } = options;
    options.onProgress = (progress) => {
      if (progress.step === 'sending') all ??= sendOutbox(branch);
      onProgress(progress);
    };
    await expect(upload(branch, { path: await salesFile(LARGE) }, options)).toFailWith('upload-cancelled');
    expect((await all)?.items.map(({ entry }) => entry.documentId)).toEqual([other.documentId]);
    expect(await outboxOf(branch)).toEqual([]);
  });

  it('cancelled after the last byte has left, is delivered all the same', async () => {
    const branch = await templateBranch(await TestOffice.start());
    const { receipt } = await upload(
      branch,
      {},
      cancelledAt(({ sent }) => sent === 1),
    );
    expect(receipt?.revision).toBe(1);
    expect(await outboxOf(branch)).toEqual([]);
  });

  it('is sent once when two send it at the same moment', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    fake.on(PATHS.closings, async () => undefined);
    const { entry } = await upload(branch);
    fake.behave();
    fake.asked.length = 0;
    const [first, second, all] = await Promise.all([
      sendClosing(branch, entry),
      sendClosing(branch, entry),
      sendOutbox(branch),
    ]);
    expect(second).toBe(first);
    expect(first.receipt?.documentId).toBe(entry.documentId);
    expect(all.items.every(({ receipt }) => receipt?.number === first.receipt?.number)).toBe(true);
    expect(fake.asked.filter(({ path }) => path === PATHS.closings)).toHaveLength(1);
  });
});

describe('when the file was looked at before', () => {
  it('signs only what was looked at', async () => {
    const branch = await templateBranch(await TestOffice.start());
    const path = await salesFile();
    await branch.connect();
    const { fileSha256 } = await look(branch, path);
    await appendFile(path, 'Teh,1,1.50,1.50\r\n');
    await expect(upload(branch, { path, fileSha256 })).toFailWith('file-changed');
    expect(await outboxOf(branch)).toEqual([]);
    const now = await look(branch, path);
    const { receipt } = await upload(branch, { path, fileSha256: now.fileSha256 });
    expect(receipt).toMatchObject({ fileSha256: now.fileSha256, totals: now.sales.totals });
  });
});

describe('when a day was closed already', () => {
  it('day-already-closed unless it may take its place, or is another part', async () => {
    const branch = await templateBranch(await TestOffice.start());
    const { receipt } = await upload(branch);
    const { businessDate } = receipt!;
    await expect(upload(branch, { replace: false })).toFailWith('day-already-closed');
    await upload(branch, { replace: false, part: 'till-2' });
    await upload(branch, { replace: true });
    expect(await closingsOn(branch, businessDate)).toMatchObject([
      { part: 'main', revision: 1, state: 'delivered', receipt: receipt!.number },
      { part: 'main', revision: 2, state: 'delivered' },
      { part: 'till-2', revision: 1, state: 'delivered' },
    ]);
  });

  it('counts what is queued, and only of that day', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    fake.on(PATHS.closings, async () => undefined);
    const { entry } = await upload(branch);
    office.clock.advance({ days: 1 });
    await upload(branch);
    const known = await closingsOn(branch, entry.businessDate);
    expect(known).toMatchObject([{ documentId: entry.documentId, state: 'queued', receipt: null }]);
    await expect(upload(branch, { replace: false, date: entry.businessDate })).toFailWith('day-already-closed');
  });
});
