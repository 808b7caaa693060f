import { once } from 'node:events';
import type { Agent } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { revoke } from '../../../src/server/authority/branches.ts';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { oid, sequence } from '../../../src/shared/asn1/writer.ts';
import { pem, readCertificate } from '../../../src/shared/pki/certificate.ts';
import { issueFor } from '../../../src/shared/pki/issue.ts';
import { PATHS, receiptPath } from '../../../src/shared/protocol.ts';
import { resigned, TBS, uri, withValueOf } from '../../shared/pki/resign.ts';
import { enrolHolder } from '../../support/holders.ts';
import { ask, keptConnection, outcome, type Question } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { openssl } from '../../support/openssl.ts';
import { DEVICE, testPki } from '../../support/pki.ts';

const RECEIPT = receiptPath('01939c3e-0000-7000-8000-000000000000');

/** Every route, with what it answers to nobody in particular. */
const ROUTES = [
  { method: 'GET', path: PATHS.cacerts, nobody: 200 },
  { method: 'POST', path: PATHS.simpleenroll, nobody: 'invite-refused' },
  { method: 'POST', path: PATHS.simplereenroll, nobody: 'certificate-required' },
  { method: 'GET', path: PATHS.office, nobody: 'certificate-required' },
  { method: 'GET', path: PATHS.menu, nobody: 'certificate-required' },
  { method: 'POST', path: PATHS.closings, nobody: 'certificate-required' },
  { method: 'GET', path: RECEIPT, nobody: 'certificate-required' },
  { method: 'GET', path: PATHS.crl, nobody: 200 },
  { method: 'GET', path: '/v1/nothing', nobody: 'certificate-required' },
  { method: 'DELETE', path: PATHS.cacerts, nobody: 'certificate-required' },
] as const;

/** What each route answers, in the order of ROUTES. */
async function knock(office: TestOffice, question: Question = {}): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { method, path } of ROUTES) answers.push(outcome(await ask(office, path, { ...question, method })));
  return answers;
}

const idle = (agent: Agent): TLSSocket[] => Object.values(agent.freeSockets).flat() as TLSSocket[];

const everywhere = (code: string): string[] => ROUTES.map(() => code);

const newDevice = (office: TestOffice, id = 'desk') => enrolHolder(office.context, { ...DEVICE, id }, testKey(6));

describe('when a client shows no certificate', () => {
  it('lets it in on the EST and CRL routes alone', async () => {
    const office = await TestOffice.start();
    expect(new Set(ROUTES.map(({ path }) => path))).toEqual(new Set([...Object.values(PATHS), RECEIPT, '/v1/nothing']));
    expect(await knock(office)).toEqual(ROUTES.map(({ nobody }) => nobody));
  });
});

describe('when a client shows a certificate that does not let it in', () => {
  it('refuses a device of another root everywhere', async () => {
    const office = await TestOffice.start();
    const { device } = await testPki(office.clock.now());
    expect(await knock(office, { as: device })).toEqual(everywhere('certificate-untrusted'));
  });

  it("refuses a manager's certificate everywhere: only a PC connects", async () => {
    const office = await TestOffice.start();
    const manager = await enrolHolder(office.context, { ...DEVICE, role: 'manager', id: 'ann' }, testKey(6));
    expect(await knock(office, { as: manager })).toEqual(everywhere('certificate-untrusted'));
    expect(office.log.join('')).toContain('INVALID_PURPOSE');
  });

  it("refuses the office's own certificates", async () => {
    const office = await TestOffice.start();
    for (const role of ['tls', 'signing', 'encryption'] as const) {
      const [as] = await office.context.keys.files.load(role);
      expect(await knock(office, { as })).toEqual(everywhere('certificate-untrusted'));
    }
  });

  it('refuses a device that another device issued', async () => {
    const office = await TestOffice.start();
    const { certificate: own, privateKey } = await newDevice(office);
    const { publicKey, ...key } = testKey(7);
    const issuer = { certificate: own, privateKey };
    const certificate = await issueFor({ ...DEVICE, id: 'made-up' }, publicKey, issuer, office.clock.now());
    const cert = [certificate, own, office.context.keys.issuingCertificate].map(({ der }) => pem('CERTIFICATE', der));
    const options = { cert: cert.join(''), key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }) };
    expect(await knock(office, { options })).toEqual(everywhere('certificate-untrusted'));
  });

  it.each<[what: string, id: string, value: Buffer]>([
    ["a manager's name", OID.subjectAltName, sequence(uri('urn:spams:branch:SG-01:manager:desk'))],
    ["the office's name", OID.subjectAltName, sequence(uri('urn:spams:office:signing'))],
    ['no name of ours', OID.subjectAltName, sequence(uri('urn:other:branch:SG-01:device:desk'))],
    ['one usage too many', OID.extKeyUsage, sequence(oid(OID.clientAuth), oid(OID.emailProtection))],
  ])('refuses a TLS client of our own CA with %s', async (_, id, value) => {
    const office = await TestOffice.start();
    const { certificate, privateKey } = await newDevice(office);
    const issuing = await office.context.keys.issuing();
    const der = resigned(certificate.der, issuing.privateKey, [TBS.extensions, withValueOf(id, value)]);
    const as = { certificate: readCertificate(der), privateKey };
    expect(await knock(office, { as })).toEqual(everywhere('access-denied'));
  });

  it('refuses a certificate of a kind that SPAMS never issues', async () => {
    const office = await TestOffice.start();
    const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=x'];
    const { stdout } = await openssl([...make, '-keyout', '-']);
    const options = { cert: stdout, key: stdout };
    expect(await knock(office, { options })).toEqual(everywhere('certificate-untrusted'));
  });

  it('refuses an expired device, to the second', async () => {
    const office = await TestOffice.start();
    const device = await newDevice(office);
    office.clock.set(device.certificate.notAfter);
    expect(outcome(await ask(office, PATHS.office, { as: device }))).toBe(200);
    office.clock.advance({ seconds: 1 });
    expect(await knock(office, { as: device })).toEqual(everywhere('certificate-expired'));
  });

  it('refuses a device whose certificate is not valid yet', async () => {
    const office = await TestOffice.start();
    const device = await newDevice(office);
    office.clock.set(new Date(device.certificate.notBefore.getTime() - 1000));
    expect(outcome(await ask(office, PATHS.office, { as: device }))).toBe('certificate-expired');
  });

  it('refuses a revoked device, and no other of its branch', async () => {
    const office = await TestOffice.start();
    const device = await newDevice(office);
    const other = await enrolHolder(office.context, { ...DEVICE, id: 'other' }, testKey(7));
    await revoke(office.context, { ...DEVICE, id: 'desk' }, 'tests');
    expect(await knock(office, { as: device })).toEqual(everywhere('certificate-revoked'));
    expect(outcome(await ask(office, PATHS.office, { as: other }))).toBe(200);
  });

  it('refuses every device of a revoked branch, and none of another', async () => {
    const office = await TestOffice.start();
    const device = await newDevice(office);
    await office.addBranch('SG-02');
    const other = await enrolHolder(office.context, { ...DEVICE, branch: 'SG-02', id: 'desk' }, testKey(7));
    await revoke(office.context, { branch: 'SG-01' }, 'tests');
    expect(await knock(office, { as: device })).toEqual(everywhere('certificate-revoked'));
    expect(outcome(await ask(office, PATHS.office, { as: other }))).toBe(200);
  });
});

describe('when a connection is kept, or its session resumed', () => {
  const shutOut = [
    {
      name: 'revoked',
      code: 'certificate-revoked',
      happens: ({ context }: TestOffice) => revoke(context, { ...DEVICE, id: 'desk' }, 'tests'),
    },
    {
      name: 'expired',
      code: 'certificate-expired',
      happens: async ({ clock }: TestOffice) => clock.advance({ days: 366 }),
    },
  ] as const;

  it.each(shutOut)('refuses the very next request of a device that was $name', async ({ code, happens }) => {
    const office = await TestOffice.start();
    const as = await newDevice(office);
    const agent = keptConnection();
    const question = { as, options: { agent } };
    expect(outcome(await ask(office, PATHS.office, question))).toBe(200);
    const [before] = idle(agent);
    await happens(office);
    expect(outcome(await ask(office, PATHS.office, question))).toBe(code);
    expect(idle(agent)[0]).toBe(before);
    agent.destroy();
  });

  it.each(shutOut)(
    'refuses a device that was $name and resumes its session, where TLS asks for no certificate again',
    async ({ code, happens }) => {
      const office = await TestOffice.start();
      const as = await newDevice(office);
      const agent = keptConnection();
      const question = { as, options: { agent } };
      await ask(office, PATHS.office, question);
      idle(agent)[0]?.destroy();
      await happens(office);
      expect(outcome(await ask(office, PATHS.office, question))).toBe(code);
      expect(idle(agent).map((socket) => socket.isSessionReused())).toEqual([true]);
      agent.destroy();
    },
  );
});

describe('when a client speaks something else', () => {
  it('refuses TLS 1.2', async () => {
    const office = await TestOffice.start();
    const socket = connect({ port: office.context.config.port, rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  });

  it.each<{ what: string; path: string; headers?: Record<string, string> }>([
    { what: 'an address that does not decode', path: '/%' },
    { what: 'headers beyond all measure', path: PATHS.crl, headers: { 'x-long': 'x'.repeat(20_000) } },
  ])('answers $what with a problem like any other', async ({ path, headers = {} }) => {
    const office = await TestOffice.start();
    expect(outcome(await ask(office, path, { headers }))).toBe('request-malformed');
  });

  it('tells a device that an address does not exist', async () => {
    const office = await TestOffice.start();
    const as = await newDevice(office);
    for (const path of ['/v1/nothing', '/v1/closings', '/metrics', '/healthz', '/readyz', `/${'x'.repeat(500)}`]) {
      expect(outcome(await ask(office, path, { as }))).toBe('not-found');
    }
    expect(outcome(await ask(office, receiptPath('../../office'), { as }))).toBe('not-found');
    expect(outcome(await ask(office, receiptPath('not-an-id'), { as }))).toBe('request-malformed');
  });
});

describe('when something inside fails', () => {
  it('says so without a stack, a path or a query, and logs the reason', async () => {
    const office = await TestOffice.start();
    const as = await newDevice(office);
    await office.context.db.schema.dropTable('holders').execute();
    const reply = await ask(office, PATHS.office, { as });
    expect(outcome(reply)).toBe('office-failed');
    expect(reply.body.toString()).not.toMatch(/holders|sql|select|node_modules|\bat /i);
    expect(office.log.join('')).toContain('no such table: holders');
  });
});
