import { describe, expect, it, vi } from 'vitest';
import { listClosings } from '../../../src/server/closings/list.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** A branch whose office is away, two hours after the last contact; the same business day goes on for hours. */
async function offline() {
  const office = await TestOffice.start();
  const { branch, fake } = await branchBehindFake(office);
  await branch.connect();
  fake.vanish();
  office.clock.advance({ hours: 2 });
  const close = async (date?: string) => (await upload(branch, { date })).entry;
  return { office, branch, fake, close };
}

describe("when the PC's clock steps back between two closings of a day", () => {
  it('they have ids of their own, the revision rises, and the later one counts though it is sent first', async () => {
    const { office, branch, fake, close } = await offline();
    const first = await close();
    office.clock.advance({ hours: -1 });
    const second = await close(first.businessDate);
    expect([first.revision, second.revision]).toEqual([1, 2]);
    expect((await outboxOf(branch)).map(({ revision }) => revision)).toEqual([2, 1]);
    fake.behave();
    office.clock.advance({ hours: 1 });
    const sent = await sendAll(branch);
    expect(new Set(sent.map(({ receipt }) => receipt?.documentId))).toEqual(
      new Set([first.documentId, second.documentId]),
    );
    const current = (await listClosings(office.context.db, {})).filter((closing) => closing.current);
    expect(current).toMatchObject([{ documentId: second.documentId, revision: 2, needsReview: false }]);
  });

  it('closings of the very same millisecond have ids of their own, also when that moment comes again', async () => {
    const { office, branch, close } = await offline();
    const { businessDate } = await close();
    for (const minutes of [0, 1, -1]) {
      office.clock.advance({ minutes });
      await close(businessDate);
    }
    const entries = await outboxOf(branch);
    expect(new Set(entries.map(({ documentId }) => documentId)).size).toBe(4);
    expect(entries.map(({ revision }) => revision).sort()).toEqual([1, 2, 3, 4]);
  });
});
