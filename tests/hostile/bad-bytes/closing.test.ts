import { describe, expect, it, vi } from 'vitest';
import { listClosings } from '../../../src/server/closings/list.ts';
import { readReceipt } from '../../support/closings.ts';
import type { TestOffice } from '../../support/office.ts';
import { exchange, judgeSigned } from './exchange.ts';
import { everyFlip, kindsOf, unlike, verdicts } from './verdicts.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** All that the office would have more of, had anything got in. */
async function kept({ context }: TestOffice): Promise<unknown> {
  const tables = ['closings', 'closing_lines', 'audit', 'contacts'] as const;
  const counts = await Promise.all(
    tables.map(async (table) => (await context.db.selectFrom(table).selectAll().execute()).length),
  );
  return { counts, audit: await context.audit.verify(context.db), closings: await listClosings(context.db, {}) };
}

describe('when one bit of a closing was flipped, each of its bytes in turn', () => {
  it('the office refuses it, keeps nothing, and takes the true one', { timeout: 120_000 }, async () => {
    const { office, targets } = await exchange();
    const { sealed, judge } = targets.closing;
    const before = await kept(office);
    const found = await verdicts(everyFlip(sealed), judge);
    expect(found.size).toBe(sealed.length);
    expect(unlike(found, 'not-opened', 'unknown-recipient-key')).toEqual([]);
    expect(kindsOf(found)).toContain('unknown-recipient-key');
    expect(await kept(office)).toEqual(before);
    await expect(judge(sealed)).resolves.toMatchObject({ isNew: true, closing: { state: 'accepted' } });
  });
});

describe('when one bit of a closing was flipped before it was sealed, each byte in turn', () => {
  it('the office refuses it, keeps nothing, and takes the true one', { timeout: 120_000 }, async () => {
    const { office, targets } = await exchange();
    const { signedData, sealed, judge } = targets.closing;
    const before = await kept(office);
    const found = await verdicts(everyFlip(signedData), (bytes) => judgeSigned(targets.closing, bytes));
    expect(found.size).toBe(signedData.length);
    expect(unlike(found, 'document-malformed', 'signature-invalid', 'signer-untrusted')).toEqual([]);
    expect(kindsOf(found)).toHaveLength(3);
    expect(await kept(office)).toEqual(before);
    const { closing } = (await judge(sealed)) as { closing: { document_id: string; receipt: Buffer } };
    expect((await readReceipt(closing.receipt)).documentId).toBe(closing.document_id);
  });
});
