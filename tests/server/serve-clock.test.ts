import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { NtpResponder } from '../support/ntp-responder.ts';
import { TestOffice } from '../support/office.ts';

/** An office that asks this NTP server, once it has heard from it or given up. */
async function servedWith(server: string, heard: (office: TestOffice) => Promise<boolean>): Promise<TestOffice> {
  const office = await TestOffice.open();
  office.context.config.ntp.servers = [server];
  await office.serve();
  await eventually(async () => expect(await heard(office)).toBe(true));
  return office;
}

/** Seconds that NTP servers are ahead, as monitoring sees it; 0 before they were asked. */
async function offsetOf({ adminUrl }: TestOffice): Promise<number> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return Number(/^spams_clock_offset_seconds (\S+)$/m.exec(text)?.[1]);
}

describe("when the office's clock is compared with NTP servers", () => {
  const WARNING = 'the clock is off: set it, branches go by it';

  it.each([-3_600_000, 3_600_000])('is warned of when it is %d ms off, and monitoring sees it', async (offset) => {
    const { server } = await NtpResponder.start({ offset });
    const office = await servedWith(server, async (each) => (await offsetOf(each)) !== 0);
    expect(await offsetOf(office)).toBeCloseTo(offset / 1000, -1);
    expect(office.log.join('')).toContain(WARNING);
  });

  it('nobody is warned when it is right', async () => {
    const { server } = await NtpResponder.start({ offset: 500 });
    const office = await servedWith(server, async (each) => (await offsetOf(each)) !== 0);
    expect(office.log.join('')).not.toContain(WARNING);
  });

  it('the log says when no server answered, and monitoring sees nothing', async () => {
    const { server } = await NtpResponder.start({ change: () => Buffer.alloc(0) });
    const office = await servedWith(server, async ({ log }) => log.join('').includes('no NTP server answered'));
    expect(await offsetOf(office)).toBe(0);
  });
});
