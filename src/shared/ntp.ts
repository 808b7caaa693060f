import { NtpTimeSync } from 'ntp-time-sync';

const REPLY_TIMEOUT = 1_000;

/**
 * How far this computer's clock is from NTP servers (RFC 5905), milliseconds to add to it; undefined when none answers.
 * Servers are `host` or `host:port`. A server's word isn't authenticated: use it to report, and to correct only a little.
 */
export async function ntpOffset(servers: readonly string[]): Promise<number | undefined> {
  if (servers.length === 0) return undefined;
  const sync = new NtpTimeSync({ servers: [...servers], sampleCount: 1, replyTimeout: REPLY_TIMEOUT });
  try {
    const { offset } = await sync.getTime(true);
    return Number.isFinite(offset) ? Math.round(offset) : undefined;
  } catch {
    return undefined;
  }
}
