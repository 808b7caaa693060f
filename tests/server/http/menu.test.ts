import { describe, expect, it } from 'vitest';
import { menuStatus } from '../../../src/server/menus/status.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { opened } from '../../support/closings.ts';
import { reenrolOverTls } from '../../support/est.ts';
import { enrolHolder } from '../../support/holders.ts';
import { ask, outcome } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { DEVICE, type Holder } from '../../support/pki.ts';

const KOPI = { ...LAKSA, code: '201', name: 'Kopi' };

/** Asks as this device, which has the menu of this ETag already. */
async function fetchMenu(office: TestOffice, as: Holder, etag?: string) {
  const reply = await ask(office, PATHS.menu, {
    as,
    ...(etag !== undefined && { headers: { 'if-none-match': etag } }),
  });
  return { status: outcome(reply), etag: reply.headers.etag ?? '', body: reply.body };
}

async function twoDevices(office: TestOffice): Promise<[Holder, Holder]> {
  const first = await enrolHolder(office.context, { ...DEVICE, id: 'first' }, testKey(6));
  return [first, await enrolHolder(office.context, { ...DEVICE, id: 'second' }, testKey(7))];
}

describe('when a device fetches the menu', () => {
  it('gets it sealed to itself alone; two devices of a branch get the same signed menu', async () => {
    const office = await TestOffice.start();
    const [first, second] = await twoDevices(office);
    await office.publish();
    const [mine, yours] = [await fetchMenu(office, first), await fetchMenu(office, second)];
    expect(await opened(mine.body, first)).toEqual(await opened(yours.body, second));
    await expect(opened(mine.body, second)).toFailWith('unknown-recipient-key');
  });

  it('hears that nothing changed by the ETag it was given, until a new menu is there', async () => {
    const office = await TestOffice.start();
    const [device] = await twoDevices(office);
    await office.publish();
    const { etag } = await fetchMenu(office, device);
    expect(await fetchMenu(office, device, etag)).toMatchObject({ status: 304, etag, body: Buffer.alloc(0) });
    await office.publish([KOPI]);
    const next = await fetchMenu(office, device, etag);
    expect(next.status).toBe(200);
    expect(next.etag).not.toBe(etag);
  });

  it("gets it whole for another device's ETag, or for the one of its own certificate before", async () => {
    const office = await TestOffice.start();
    const [first, second] = await twoDevices(office);
    await office.publish();
    const { etag } = await fetchMenu(office, first);
    expect((await fetchMenu(office, second, etag)).status).toBe(200);
    const certificate = await reenrolOverTls(office, testKey(8), { as: first });
    if (typeof certificate === 'string') throw new Error(certificate);
    const renewed = { certificate, privateKey: testKey(8).privateKey, chain: [] };
    const again = await fetchMenu(office, renewed, etag);
    expect(again.status).toBe(200);
    expect(await opened(again.body, renewed)).not.toHaveLength(0);
  });

  it('is told when there is none', async () => {
    const office = await TestOffice.start();
    const [device] = await twoDevices(office);
    expect((await fetchMenu(office, device)).status).toBe('menu-not-published');
  });
});

describe('when the office asks who has which menu', () => {
  it('shows each device, up to date or behind, from the moment a new menu takes effect', async () => {
    const office = await TestOffice.start();
    const [device] = await twoDevices(office);
    const status = async () => (await menuStatus(office.context)).find((each) => each.device === 'first');
    expect(await status()).toMatchObject({ fetched: null, current: null, upToDate: false, lastContact: null });
    await office.publish();
    await fetchMenu(office, device);
    const version = Math.floor(office.clock.now().getTime() / 1000);
    expect(await status()).toMatchObject({
      fetched: version,
      current: version,
      upToDate: true,
      lastContact: office.clock.now().toISOString(),
    });
    await office.publish([KOPI]);
    expect(await status()).toMatchObject({ fetched: version, current: null, upToDate: false });
    await fetchMenu(office, device);
    expect(await status()).toMatchObject({ fetched: version + 1, current: version + 1, upToDate: true });
  });

  it('shows a device behind that another of its branch has overtaken', async () => {
    const office = await TestOffice.start();
    const [first, second] = await twoDevices(office);
    await office.publish();
    await fetchMenu(office, first);
    await office.publish([KOPI]);
    await fetchMenu(office, second);
    const status = (await menuStatus(office.context)).map(({ device, upToDate }) => [device, upToDate]);
    expect(Object.fromEntries(status)).toEqual({ first: false, second: true, main: false });
  });
});
