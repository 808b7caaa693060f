import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { BranchClock } from '../../../src/main/branch/clock.ts';
import { writeConfig } from '../../../src/main/branch/config.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import { startChrony } from '../../support/chrony.ts';
import { startOfRun, TestClock } from '../../support/clock.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { NtpResponder } from '../../support/ntp-responder.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { TestLog } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Stops this computer's time, so that an NTP offset is exactly what the server makes it. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: startOfRun() });
  onTestFinished(() => void vi.useRealTimers());
}

/** A PC's clock after it asked NTP servers that are so far from this computer's time. */
async function afterNtp(...offsets: number[]): Promise<BranchClock> {
  stopTime();
  const clock = new BranchClock(new TestClock().now);
  await clock.setByNtp(await servers(...offsets));
  return clock;
}

const servers = (...offsets: number[]): Promise<string[]> =>
  Promise.all(offsets.map(async (offset) => (await NtpResponder.start({ offset })).server));

const moment = (ms: number): Date => new Date(startOfRun().getTime() + ms);

describe('when only NTP can be asked for the time', () => {
  it.each([
    ['right', 0, false],
    ['3 s ahead', 3 * SECOND, true],
    ['3 s behind', -3 * SECOND, true],
    ['five minutes ahead', 5 * MINUTE, true],
  ])('NTP that is %s is gone by', async (_, offset, isOff) => {
    const clock = await afterNtp(offset);
    expect(clock.now()).toEqual(moment(offset));
    expect(clock.state()).toEqual({ offset, source: 'ntp', reported: offset, isOff });
  });

  it.each([
    ['an hour ahead', HOUR],
    ['an hour behind', -HOUR],
    ['a second over five minutes ahead', 5 * MINUTE + SECOND],
  ])('NTP that claims to be %s is reported, not gone by', async (_, offset) => {
    const clock = await afterNtp(offset);
    expect(clock.now()).toEqual(startOfRun());
    expect(clock.state()).toEqual({ offset: 0, source: 'none', reported: offset, isOff: true });
  });

  it('NTP of three servers with a liar among them is gone by the other two', async () => {
    expect((await afterNtp(-HOUR, 3 * SECOND, 3 * SECOND)).now()).toEqual(moment(3 * SECOND));
  });

  it("NTP that doesn't answer changes nothing", async () => {
    const clock = new BranchClock(new TestClock().now);
    await clock.setByNtp([]);
    expect(clock.state()).toEqual({ offset: 0, source: 'none', reported: null, isOff: false });
  });

  it('NTP by a real chronyd finds the clock of this computer right', async () => {
    const clock = new BranchClock(() => new Date());
    await clock.setByNtp([await startChrony()]);
    expect(clock.state()).toMatchObject({ source: 'ntp', isOff: false });
  });
});

describe("when the office's time is known", () => {
  it('NTP no longer counts, whatever it says', async () => {
    stopTime();
    const clock = new BranchClock(new TestClock().now);
    clock.setByOffice(moment(3 * HOUR), startOfRun(), startOfRun());
    for (const offset of [2 * SECOND, HOUR]) await clock.setByNtp(await servers(offset));
    expect(clock.now()).toEqual(moment(3 * HOUR));
    expect(clock.state()).toMatchObject({ source: 'office', reported: 3 * HOUR });
  });

  it('it replaces what NTP said', async () => {
    const clock = await afterNtp(3 * SECOND);
    clock.setByOffice(moment(-2 * HOUR), startOfRun(), startOfRun());
    expect(clock.state()).toMatchObject({ source: 'office', offset: -2 * HOUR });
  });

  it('the way there and back is taken as equally long', () => {
    const clock = new BranchClock(new TestClock().now);
    clock.setByOffice(moment(500), startOfRun(), moment(1_000));
    expect(clock.state()).toMatchObject({ offset: 0, isOff: false });
  });

  it.each([
    [2_000, false],
    [2_001, true],
    [-2_001, true],
  ])('a clock %i ms off is called off: %s', (offset, isOff) => {
    const clock = new BranchClock(new TestClock().now);
    clock.setByOffice(moment(offset), startOfRun(), startOfRun());
    expect(clock.state().isOff).toBe(isOff);
  });
});

describe('when the day is closed offline', () => {
  /** The time at which an offline closing was signed, on a PC whose NTP server is so far from its time. */
  async function signedAt(offset: number): Promise<Date> {
    const office = await TestOffice.start();
    const { branch: online, fake } = await branchBehindFake(office);
    await online.connect();
    fake.vanish();
    stopTime();
    await writeConfig(online.home, online.config, { ...online.config, ntp: { servers: await servers(offset) } });
    const branch = await Branch.open({ home: online.home, log: new TestLog(), now: office.clock.now });
    onTestFinished(() => branch.close());
    const { entry } = await upload(branch);
    const sealed = await readFile(join(branch.home.outbox, entry.documentId, 'signed.p7m'));
    return (await readDocument(await open(sealed, [branch.device.current]))).signingTime;
  }

  it('the signing time is corrected by NTP', async () => {
    expect(await signedAt(3 * SECOND)).toEqual(moment(3 * SECOND));
  });

  it('a lying NTP server does not move the signing time', async () => {
    expect(await signedAt(HOUR)).toEqual(startOfRun());
  });
});
