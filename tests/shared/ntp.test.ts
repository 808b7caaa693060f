import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ntpOffset } from '../../src/shared/ntp.ts';
import { startChrony } from '../support/chrony.ts';
import { startOfRun } from '../support/clock.ts';
import { NtpResponder } from '../support/ntp-responder.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Stops this computer's time, so that an offset is exactly what the server makes it. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: startOfRun() });
  onTestFinished(() => void vi.useRealTimers());
}

describe('when an NTP server answers', () => {
  beforeEach(stopTime);

  it.each([
    ['right', 0],
    ['3 s ahead', 3 * SECOND],
    ['3 s behind', -3 * SECOND],
    ['an hour ahead', HOUR],
    ['an hour behind', -HOUR],
  ])('NTP gives the offset of one that is %s', async (_, offset) => {
    const { server } = await NtpResponder.start({ offset });
    expect(await ntpOffset([server])).toBe(offset);
  });

  it('NTP goes by the middle of three, so that one liar is outvoted', async () => {
    const offsets = [HOUR, 2 * SECOND, 3 * SECOND];
    const servers = await Promise.all(offsets.map(async (offset) => (await NtpResponder.start({ offset })).server));
    expect(await ntpOffset(servers)).toBe(3 * SECOND);
    expect(await ntpOffset(servers.toReversed())).toBe(3 * SECOND);
  });

  it('NTP goes halfway between two that differ', async () => {
    const servers = await Promise.all(
      [2 * SECOND, 4 * SECOND].map(async (offset) => (await NtpResponder.start({ offset })).server),
    );
    expect(await ntpOffset(servers)).toBe(3 * SECOND);
  });

  it.each<[string, (reply: Buffer) => Buffer]>([
    ['says that it has no time itself', (reply) => reply.fill(0xe4, 0, 1)],
    ['is too far from any clock', (reply) => reply.fill(16, 1, 2)],
    ['tells us to go away', (reply) => Buffer.concat([Buffer.from([0xe4, 0]), reply.subarray(2)])],
    ['sends half a packet', (reply) => reply.subarray(0, 20)],
    ['sends nothing in a packet', () => Buffer.alloc(0)],
  ])('NTP gives no offset when it %s', async (_, change) => {
    const { server } = await NtpResponder.start({ offset: 3 * SECOND, change });
    expect(await ntpOffset([server])).toBeUndefined();
  });
});

describe('when no NTP server answers', () => {
  it('NTP gives no offset without servers, or for a name that nobody has', async () => {
    expect(await ntpOffset([])).toBeUndefined();
    expect(await ntpOffset(['no-such-server.invalid'])).toBeUndefined();
  });

  it('NTP gives no offset when the server stays silent, after asking it three times', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const silent = await NtpResponder.start({ onAsked: () => vi.advanceTimersByTime(SECOND) });
    expect(await ntpOffset([silent.server])).toBeUndefined();
    expect(silent.asked).toBe(3);
  });

  it('NTP goes by the server that does answer', async () => {
    stopTime();
    const { server } = await NtpResponder.start({ offset: 3 * SECOND });
    expect(await ntpOffset(['no-such-server.invalid', server])).toBe(3 * SECOND);
  });
});

describe('when a real chronyd answers', () => {
  it("NTP finds this computer's clock right by its own time", async () => {
    const offset = await ntpOffset([await startChrony()]);
    expect(Math.abs(offset ?? Number.NaN)).toBeLessThan(500);
  });
});
