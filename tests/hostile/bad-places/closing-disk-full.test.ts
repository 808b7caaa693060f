import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { sendOutbox } from '../../../src/main/branch/outbox.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, receiptsOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { copyOf } from './copies.ts';
import { atEachWrite, expectNoLeftovers } from './full-disk.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** A branch with one closing, of the part `bar`, that waits in its outbox. */
async function queuedBranch() {
  const office = await TestOffice.start();
  const { branch, fake } = await branchBehindFake(office);
  fake.on(PATHS.closings, async () => undefined);
  const { entry } = await upload(branch, { part: 'bar' });
  fake.behave();
  return { office, branch, entry };
}

const partsOf = async (listing: Promise<{ part: string }[]>): Promise<string[]> =>
  (await listing).map(({ part }) => part).sort();

describe('when the disk is full while the day is closed', () => {
  interface Closing {
    branch: Branch;
    part: string;
    /** Whether the manager was told that it is queued. */
    promised: boolean;
  }

  async function close(there: Closing, file: string): Promise<void> {
    const { error } = await upload(there.branch, { path: file, part: there.part });
    there.promised = true;
    if (error) throw error;
  }

  it('what was promised is delivered once there is space, what was not can be closed again, and each counts once', async () => {
    const { office, branch } = await queuedBranch();
    const file = await salesFile();
    const parts: string[] = [];
    const scene = async (): Promise<Closing> => {
      const part = `till-${parts.length}`;
      parts.push(part);
      return { branch: await copyOf(branch, office), part, promised: false };
    };
    await atEachWrite(
      scene,
      (there) => close(there, file),
      async ({ there, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.branch.home.folder, name);
        expect(await partsOf(outboxOf(there.branch)), name).toContain('bar');
        if (!there.promised) await close(there, file);
        expect(
          (await sendAll(there.branch)).filter(({ receipt }) => !receipt),
          name,
        ).toEqual([]);
        expect(await partsOf(outboxOf(there.branch)), name).toEqual([]);
        expect(new Set(await partsOf(receiptsOf(there.branch))), name).toEqual(new Set(['bar', there.part]));
      },
    );
    const counting = (await listClosings(office.context.db, {})).filter(({ current }) => current);
    expect(counting.map(({ part, totals }) => `${part} ${totals.net}`).sort()).toEqual(
      ['bar', ...parts].map((part) => `${part} 1780`).sort(),
    );
    expect(parts.length).toBeGreaterThan(20);
  });
});

describe('when the disk is full while the outbox is sent', () => {
  it('what was there waits or has its receipt, and with space again it is delivered once', async () => {
    const { office, branch, entry } = await queuedBranch();
    const send = async (there: Branch): Promise<void> => {
      for (const { error } of (await sendOutbox(there)).items) if (error) throw error;
    };
    await atEachWrite(
      () => copyOf(branch, office),
      send,
      async ({ there, name, failure }) => {
        expect(failure?.code, name).toBe('disk-full');
        await expectNoLeftovers(there.home.folder, name);
        expect([...(await outboxOf(there)), ...(await receiptsOf(there))].length, name).toBe(1);
        await send(there);
        expect(await outboxOf(there), name).toEqual([]);
        expect(
          (await receiptsOf(there)).map(({ documentId }) => documentId),
          name,
        ).toEqual([entry.documentId]);
      },
    );
    expect(await listClosings(office.context.db, {})).toHaveLength(1);
  });
});
