import { describe, expect, it, vi } from 'vitest';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { flipped, sampled } from '../../shared/asn1/patch.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { sealTo } from '../../support/office-documents.ts';
import { upload } from '../../support/sales.ts';
import { exchange, judgeSigned } from './exchange.ts';
import { everyFlip, kindsOf, unlike, verdicts } from './verdicts.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

describe('when one bit of a receipt was flipped, each of its bytes in turn', () => {
  it('the branch refuses it', { timeout: 120_000 }, async () => {
    const { sealed, judge } = (await exchange()).targets.receipt;
    const found = await verdicts(everyFlip(sealed), judge);
    expect(found.size).toBe(sealed.length);
    expect(unlike(found, 'not-opened', 'unknown-recipient-key')).toEqual([]);
    expect(kindsOf(found)).toContain('unknown-recipient-key');
    expect(await judge(sealed)).toMatchObject({ part: 'bar', needsReview: false });
  });

  it('the branch refuses it, though it was sealed after the flip', { timeout: 120_000 }, async () => {
    const { receipt } = (await exchange()).targets;
    const found = await verdicts(everyFlip(receipt.signedData), (bytes) => judgeSigned(receipt, bytes));
    expect(found.size).toBe(receipt.signedData.length);
    expect(unlike(found, 'document-malformed', 'signature-invalid', 'signer-untrusted')).toEqual([]);
    expect(kindsOf(found)).toHaveLength(3);
  });
});

describe('when such receipts come over the wire', () => {
  it('the closing stays queued, and the true receipt is taken in the end', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    let sealed: Buffer = Buffer.alloc(0);
    fake.on(PATHS.closings, async (_, real) => {
      sealed = (await real()).body;
      return undefined;
    });
    const { entry } = await upload(branch);
    const signedData = await open(sealed, [branch.device.current]);
    const hostile = [
      ...sampled(sealed.length, 6).map((at) => flipped(sealed, at)),
      ...(await Promise.all(sampled(signedData.length, 12).map((at) => sealTo(branch, flipped(signedData, at))))),
    ];
    for (const bytes of hostile) {
      fake.answer(PATHS.closings, bytes);
      const [sent] = await sendAll(branch);
      expect(sent).toMatchObject({ receipt: undefined, error: { exitCode: 4 } });
      expect(await outboxOf(branch)).toEqual([{ ...entry, state: 'queued', lastError: sent?.error?.code }]);
      expect(await receiptsOf(branch)).toEqual([]);
    }
    fake.behave();
    expect((await sendAll(branch))[0]?.receipt?.documentId).toBe(entry.documentId);
    expect(await outboxOf(branch)).toEqual([]);
  });
});
