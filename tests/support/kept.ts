import { expect } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import type { Listing } from '../../src/main/branch/listing.ts';
import { listManagers } from '../../src/main/branch/managers.ts';
import { listOutbox, sendOutbox } from '../../src/main/branch/outbox.ts';
import { listReceipts } from '../../src/main/branch/receipts.ts';

/** What a branch keeps, once none of it is damaged. */
async function whole<T>(listing: Promise<Listing<T>>): Promise<T[]> {
  const { items, damaged } = await listing;
  expect(damaged).toEqual([]);
  return items;
}

export const outboxOf = (branch: Branch) => whole(listOutbox(branch));
export const receiptsOf = (branch: Branch) => whole(listReceipts(branch));
export const managersOf = async (branch: Branch) =>
  (await whole(listManagers(branch))).map(({ id, certificate }) => ({
    id,
    certificateExpires: certificate.notAfter.toISOString(),
  }));
/** Sends everything. */
export const sendAll = (branch: Branch) => whole(sendOutbox(branch));
