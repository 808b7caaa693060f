import { once } from 'node:events';
import { type ConnectionOptions, connect } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { issueCrlIfDue, newestCrl } from '../../src/server/authority/crl.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { newestRecords } from '../support/audit-records.ts';
import { eventually } from '../support/eventually.ts';
import { ask, begin } from '../support/https.ts';
import { TestOffice } from '../support/office.ts';

const HOUR = 60 * 60 * 1000;

/** Offers the office TLS 1.2 at most. */
async function tls12({ context }: TestOffice): Promise<string | null> {
  const options = { port: context.config.port, host: 'localhost', rejectUnauthorized: false, maxVersion: 'TLSv1.2' };
  const socket = connect(options as ConnectionOptions);
  await once(socket, 'secureConnect');
  socket.destroy();
  return socket.getProtocol();
}

describe('when something is due', () => {
  /** Number of the newest CRL, and when it was issued. */
  const crl = async ({ context }: TestOffice) => newestCrl(context.db, 'issuing');
  const tlsSerial = async (office: TestOffice): Promise<string> => {
    const { reply, outgoing } = begin(office, PATHS.crl, { options: { rejectUnauthorized: false } });
    outgoing.end();
    const [socket] = await once(outgoing, 'socket');
    await reply;
    return String(socket.getPeerX509Certificate()?.serialNumber).toLowerCase();
  };

  it.each([
    { seconds: 24 * 60 * 60 - 1, issued: false },
    { seconds: 24 * 60 * 60, issued: true },
  ])(
    'has issued a CRL by itself when it begins $seconds seconds after the last: $issued',
    async ({ seconds, issued }) => {
      const office = await TestOffice.open();
      const before = await crl(office);
      office.clock.set(new Date(new Date(before.this_update).getTime() + seconds * 1000));
      await office.serve();
      expect((await crl(office)).number > before.number).toBe(issued);
    },
  );

  it("issues the day's CRL while it serves, for everybody", async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const office = await TestOffice.start();
    const before = await crl(office);
    office.clock.advance({ days: 1 });
    vi.advanceTimersByTime(HOUR);
    await eventually(async () => expect((await crl(office)).number).toBeGreaterThan(before.number));
    expect((await ask(office, PATHS.crl)).body).toEqual((await crl(office)).der);
    expect(new Date((await crl(office)).this_update)).toEqual(office.clock.now());
  });

  it('issues one CRL when two find it due at the same moment', async () => {
    const office = await TestOffice.open();
    const before = await newestRecords(office, 1);
    office.clock.advance({ days: 1 });
    await Promise.all([issueCrlIfDue(office.context), issueCrlIfDue(office.context)]);
    const { number } = await crl(office);
    expect(await newestRecords(office, 2)).toEqual([...before, ['office', 'crl.issued', String(number)]]);
  });

  it('goes on serving when a chore fails, and tries again an hour later', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const office = await TestOffice.start();
    const { schema } = office.context.db;
    const before = await crl(office);
    office.clock.advance({ days: 1 });
    await schema.alterTable('crls').renameTo('crls_away').execute();
    vi.advanceTimersByTime(HOUR);
    await eventually(() => expect(office.log.join('')).toContain('looking after the revocation list failed'));
    await schema.alterTable('crls_away').renameTo('crls').execute();
    expect((await ask(office, PATHS.crl)).status).toBe(200);
    vi.advanceTimersByTime(HOUR);
    await eventually(async () => expect((await crl(office)).number).toBeGreaterThan(before.number));
  });

  it('one chore that fails keeps no other from being done', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const office = await TestOffice.start();
    const before = await tlsSerial(office);
    office.clock.advance({ days: 60 });
    await office.context.db.schema.alterTable('crls').renameTo('crls_away').execute();
    vi.advanceTimersByTime(HOUR);
    await eventually(async () => expect(await tlsSerial(office)).not.toBe(before));
  });

  it.each([
    { days: 59, renewed: false },
    { days: 60, renewed: true },
  ])('begins with a new TLS certificate after $days of 90 days: $renewed', async ({ days, renewed }) => {
    const office = await TestOffice.open();
    const [before] = await office.context.keys.files.certificates('tls');
    office.clock.advance({ days });
    await office.serve();
    const [newest] = await office.context.keys.files.certificates('tls');
    expect(await tlsSerial(office)).toBe(newest?.serial);
    expect(newest?.serial !== before?.serial).toBe(renewed);
  });

  it('takes on a new TLS certificate while it serves', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const office = await TestOffice.start();
    const before = await tlsSerial(office);
    office.clock.advance({ days: 60 });
    vi.advanceTimersByTime(HOUR);
    await eventually(async () => expect(await tlsSerial(office)).not.toBe(before));
    const [newest] = await office.context.keys.files.certificates('tls');
    expect(await tlsSerial(office)).toBe(newest?.serial);
    expect(newest?.notAfter.getTime()).toBeGreaterThan(office.clock.now().getTime() + 89 * 24 * HOUR);
    await expect(tls12(office)).rejects.toThrow(/protocol version|alert|ECONNRESET/);
  });
});
