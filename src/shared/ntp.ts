import { NtpTimeSync } from 'ntp-time-sync';

const REPLY_TIMEOUT = 1_000;

/**
 * How far this computer's clock is from NTP servers (RFC 5905), milliseconds to add to it; undefined when none answers.
 * Each server is asked, and the middle answer counts: one that lies, or is wrong, is outvoted by two that don't.
 * Servers are `host` or `host:port`. Their word isn't authenticated: use it to report, and to correct only a little.
 */
export async function ntpOffset(servers: readonly string[]): Promise<number | undefined> {
  const answers = await Promise.all(servers.map(offsetFrom));
  const offsets = answers.filter((offset) => offset !== undefined).sort((a, b) => a - b);
  const [low, high] = [offsets[Math.floor((offsets.length - 1) / 2)], offsets[Math.floor(offsets.length / 2)]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

async function offsetFrom(server: string): Promise<number | undefined> {
  const sync = new NtpTimeSync({ servers: [server], sampleCount: 1, replyTimeout: REPLY_TIMEOUT });
  try {
    const { offset } = await sync.getTime(true);
    return Number.isFinite(offset) ? offset : undefined;
  } catch {
    return undefined;
  }
}
