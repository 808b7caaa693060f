import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import type { Home } from '../../../src/main/branch/home.ts';
import { enrolManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu } from '../../../src/main/branch/menu.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { testHome } from '../../support/branch.ts';
import { TestClock } from '../../support/clock.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE, TestLog } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const HOURS = [1, -1, 24, -24, 365 * 24, -365 * 24];

/** A PC's clock that is so many hours off the office's. */
function pcClock({ clock }: TestOffice, hours: number): TestClock {
  const pc = new TestClock(clock.now());
  pc.advance({ hours });
  return pc;
}

/** A branch whose PC's clock is off; `started` is the program begun anew, which has yet to hear the office's time. */
async function branchOff(hours: number) {
  const office = await TestOffice.start();
  office.clock.advance({ days: 30 });
  await office.publish();
  const { branch, fake } = await branchBehindFake(office);
  const pc = pcClock(office, hours);
  const started = async (): Promise<Branch> => {
    const again = await Branch.open({ home: branch.home, log: new TestLog(), now: pc.now });
    onTestFinished(() => again.close());
    return again;
  };
  const wait = (minutes: number): void => [office.clock, pc].forEach((clock) => void clock.advance({ minutes }));
  return { office, fake, started, wait };
}

/** When a UUIDv7 says that it was made (RFC 9562 section 5.7). */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));

describe.each(HOURS)("when a PC's clock is %i hours off and the office answers", (hours) => {
  it("menu, closing, document id and receipt go by the office's time, each in a process of its own", async () => {
    const { office, started } = await branchOff(hours);
    const now = office.clock.now();
    expect(await fetchMenu(await started())).toMatchObject({ stale: null, checkedAt: now.toISOString() });
    const branch = await started();
    const { receipt, entry } = await upload(branch);
    expect(branch.clock.state()).toMatchObject({ offset: -hours * 3_600_000, source: 'office', isOff: true });
    expect(madeAt(entry.documentId)).toEqual(now);
    expect(receipt).toMatchObject({ receivedAt: now.toISOString(), businessDate: entry.businessDate });
    expect(await listClosings(office.context.db, {})).toMatchObject([{ state: 'accepted', current: true }]);
  });

  it('the office going away meanwhile changes nothing: the closing is queued, and delivered when it is back', async () => {
    const { office, fake, started, wait } = await branchOff(hours);
    const branch = await started();
    await fetchMenu(branch);
    fake.vanish();
    wait(25 * 60);
    const queuedAt = office.clock.now();
    expect((await fetchMenu(branch)).stale).toBe('not-checked');
    const { entry } = await upload(branch);
    expect(entry).toMatchObject({ state: 'queued', queuedAt: queuedAt.toISOString() });
    expect(madeAt(entry.documentId)).toEqual(queuedAt);
    fake.behave();
    wait(10);
    const [sent] = await sendAll(await started());
    expect(sent?.receipt).toMatchObject({ documentId: entry.documentId, receivedAt: office.clock.now().toISOString() });
    expect(await outboxOf(branch)).toEqual([]);
  });
});

describe("when a PC's clock is off as it is set up", () => {
  const enrolOff = async (office: TestOffice, pc: TestClock, invite: string, home: Home) => {
    await enrolDevice(home, fileProtection, invite, pc.now);
    const branch = await Branch.open({ home, log: new TestLog(), now: pc.now });
    onTestFinished(() => branch.close());
    await enrolManager(branch, await office.addManager('SG-02'), PASSPHRASE);
    return upload(branch);
  };

  it('a year behind, it enrols, and its manager, and the day can be closed', async () => {
    const office = await TestOffice.start();
    const invite = await office.addBranch('SG-02');
    const { receipt } = await enrolOff(office, pcClock(office, -365 * 24), invite, await testHome());
    expect(receipt).toMatchObject({ branch: 'SG-02', receivedAt: office.clock.now().toISOString() });
  });

  it('a year ahead its certificate looks expired: it is refused, and the same invite is good once the clock is set', async () => {
    const office = await TestOffice.start();
    const [home, invite] = [await testHome(), await office.addBranch('SG-02')];
    const pc = pcClock(office, 365 * 24);
    await expect(enrolOff(office, pc, invite, home)).toFailWith('signer-not-valid-then');
    pc.set(office.clock.now());
    expect((await enrolOff(office, pc, invite, home)).receipt?.branch).toBe('SG-02');
  });
});
