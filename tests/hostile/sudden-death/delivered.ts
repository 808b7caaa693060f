import { expect } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import { outboxOf, receiptsOf } from '../../support/kept.ts';
import type { TestOffice } from '../../support/office.ts';

/** How many closings the office holds. */
export async function closingsAt({ context }: TestOffice): Promise<number> {
  return (await context.db.selectFrom('closings').select('document_id').execute()).length;
}

/**
 * Asserts that the office holds exactly one closing, byte for byte this file; that the branch has its receipt, verified
 * and at its place in a whole audit chain; and that nothing is on its way any more.
 */
export async function expectDelivered({ context }: TestOffice, branch: Branch, file: string): Promise<void> {
  const { db, keys, audit } = context;
  const [closing, ...more] = await db.selectFrom('closings').selectAll().execute();
  expect(more).toEqual([]);
  const { body } = await readDocument(await open(closing!.sealed, await keys.encryption()));
  expect(body.toString()).toBe(file);
  const receipts = await receiptsOf(branch);
  expect(receipts).toMatchObject([{ documentId: closing!.document_id, number: closing!.number }]);
  expect(await outboxOf(branch)).toEqual([]);
  await audit.verify(db);
  await audit.verifyPlace(db, receipts[0]!.audit);
}
