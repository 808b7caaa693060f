import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Branch } from '../../../src/main/branch/branch.ts';
import { BranchClock } from '../../../src/main/branch/clock.ts';
import { writeConfig } from '../../../src/main/branch/config.ts';
import { businessDateAt } from '../../../src/shared/business-date.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { open } from '../../../src/shared/cms/enveloped-data.ts';
import { startChrony } from '../../support/chrony.ts';
import { startOfRun, TestClock } from '../../support/clock.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { NtpResponder } from '../../support/ntp-responder.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { BRANCH_SETTINGS, TestLog } from '../../support/shared.ts';

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

describe('when the office was reached by an earlier process', () => {
  /** A clock that remembers the office's word, on a PC that shows another time since. */
  function recalled(offset: number, pc: number): BranchClock {
    const clock = new BranchClock(() => moment(pc));
    clock.recall(offset, moment(0));
    return clock;
  }

  it.each([
    ['an hour fast', -HOUR],
    ['a day slow', 24 * HOUR],
    ['a year fast', -365 * 24 * HOUR],
  ])('a PC that is %s is corrected by what the office said then', (_, offset) => {
    const clock = recalled(offset, HOUR - offset);
    expect(clock.now()).toEqual(moment(HOUR));
    expect(clock.state()).toMatchObject({ source: 'earlier', offset, isOff: true });
    expect(clock.wentBack).toBe(false);
  });

  it.each([
    ['agrees with it', 3 * HOUR + 2 * SECOND, 3 * HOUR + 2 * SECOND, 'ntp'],
    ['takes the PC to be right', 0, 0, 'ntp'],
    ['says something else', -HOUR, 3 * HOUR, 'earlier'],
  ] as const)('NTP that %s is gone by only within five minutes of either', async (_, said, offset, source) => {
    stopTime();
    const clock = recalled(3 * HOUR, 0);
    await clock.setByNtp(await servers(said));
    expect(clock.state()).toMatchObject({ offset, source, reported: said });
  });

  it('a PC that was a day fast and was set right since is right', () => {
    const clock = recalled(-24 * HOUR, HOUR);
    expect(clock.now()).toEqual(moment(HOUR));
    expect(clock.wentBack).toBe(false);
  });

  it('a clock that went back never shows a time before that', () => {
    const clock = recalled(0, -365 * 24 * HOUR);
    expect(clock.now()).toEqual(moment(0));
    expect(clock.wentBack).toBe(true);
    expect(recalled(0, -5 * MINUTE).wentBack).toBe(false);
    expect(recalled(0, -5 * MINUTE - 1).wentBack).toBe(true);
  });

  /** An enrolled branch in a new process, offline, on a PC whose clock is so far from the office's; the office then comes back. */
  async function offline(online: number, since: number) {
    const office = await TestOffice.start();
    const pc = (offset: number) => (): Date => new Date(office.clock.now().getTime() + offset);
    const { branch: first, fake } = await branchBehindFake(office);
    const reopen = async (offset: number): Promise<Branch> => {
      const branch = await Branch.open({ home: first.home, log: new TestLog(), now: pc(offset) });
      onTestFinished(() => branch.close());
      return branch;
    };
    await (await reopen(online)).connect();
    fake.vanish();
    return { office, fake, branch: await reopen(since) };
  }

  it.each([
    ['a day fast', 24 * HOUR],
    ['a day slow', -24 * HOUR],
    ['a year fast', 365 * 24 * HOUR],
  ])(
    'a PC %s asks for the date offline; what it then signs is dated right, and taken once the office is back',
    async (_, off) => {
      const { office, fake, branch } = await offline(off, off);
      await expect(upload(branch)).toFailWith('clock-implausible');
      expect(await outboxOf(branch)).toEqual([]);
      const date = businessDateAt(office.clock.now(), BRANCH_SETTINGS);
      const { entry } = await upload(branch, { date });
      expect(entry.queuedAt).toBe(office.clock.now().toISOString());
      fake.behave();
      expect((await sendAll(branch))[0]?.receipt?.businessDate).toBe(date);
    },
  );

  it('a PC that is off by so little that its day is the same closes it without a question', async () => {
    const { fake, branch } = await offline(1_000, 1_000);
    const { entry } = await upload(branch);
    fake.behave();
    expect((await sendAll(branch))[0]?.receipt?.businessDate).toBe(entry.businessDate);
  });

  it('a PC whose clock went back since asks for the date, signs nothing, and then takes the one it is told', async () => {
    const { office, fake, branch } = await offline(0, -365 * 24 * HOUR);
    office.clock.advance({ days: 2 });
    await expect(upload(branch)).toFailWith('clock-implausible');
    expect(await outboxOf(branch)).toEqual([]);
    const date = businessDateAt(office.clock.now(), BRANCH_SETTINGS);
    await upload(branch, { date });
    fake.behave();
    expect((await sendAll(branch))[0]?.receipt?.businessDate).toBe(date);
  });
});
