import type { TLSSocket, TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OfficeClient } from '../../../src/main/branch/client.ts';
import { Trust } from '../../../src/main/branch/trust.ts';
import { asSpamsError } from '../../../src/shared/errors.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import { makeCrl } from '../../../src/shared/pki/crl.ts';
import { LIMITS } from '../../../src/shared/protocol.ts';
import { testHome } from '../../support/branch.ts';
import { startOfRun } from '../../support/clock.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { daysFrom, type TestPki, testIssuing, testPki, testRoot } from '../../support/pki.ts';
import { freePort } from '../../support/ports.ts';
import { httpAnswer, officeTls, presented, TlsPeer } from '../../support/tls-peer.ts';

type Answer = (socket: TLSSocket) => void;

const says =
  (answer: Buffer | string): Answer =>
  (socket) =>
    void socket.end(answer);
const OK = says(httpAnswer('200 OK', 'hello'));

/** A branch that trusts this PKI's root. */
async function trustIn({ root, issuing }: TestPki): Promise<Trust> {
  return new Trust(await testHome(), root.certificate, issuing.certificate, undefined);
}

function clientOf(url: string, trust: Trust): OfficeClient {
  const client = new OfficeClient(url, trust);
  onTestFinished(() => client.close());
  return client;
}

/** An office's listener under a PKI that the client trusts. */
async function listener(answer: Answer, tls: TlsOptions = {}) {
  const pki = await testPki(startOfRun());
  const identity = await officeTls(pki.issuing, pki.now);
  const peer = await TlsPeer.start({ ...identity, ...tls }, answer);
  const trust = await trustIn(pki);
  return { pki, peer, trust, certificate: identity.certificate, client: clientOf(peer.url, trust) };
}

function crlOf({ issuing, now }: TestPki, number: number, ...revoked: Certificate[]): Promise<Buffer> {
  const entries = revoked.map(({ serial }) => ({ serial, at: now }));
  return makeCrl(issuing, { number, thisUpdate: now, nextUpdate: daysFrom(now, 7), revoked: entries });
}

describe('when there is no office', () => {
  it('host-unknown for a name that nobody has, naming it', async () => {
    const client = clientOf('https://no-such-office.invalid:8443', await trustIn(await testPki()));
    const error = asSpamsError(await client.ask('/').catch((thrown: unknown) => thrown));
    expect(error.code).toBe('host-unknown');
    expect(error.person().happened).toContain('no-such-office.invalid');
  });

  it('office-unreachable where nothing listens', async () => {
    const client = clientOf(`https://localhost:${await freePort()}`, await trustIn(await testPki()));
    await expect(client.ask('/')).toFailWith('office-unreachable');
  });
});

describe('when somebody else answers', () => {
  /** A stranger's TLS, under keys that nobody else has. */
  async function strangersTls({ now }: TestPki): Promise<TlsOptions> {
    const issuing = await testIssuing(testKey(FREE_KEY), await testRoot(testKey(FREE_KEY + 1), now), now);
    return officeTls(issuing, now);
  }

  it('is not talked to even where the environment switches verification off for the whole machine', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const pki = await testPki(startOfRun());
    const peer = await TlsPeer.start(await strangersTls(pki), OK);
    const asked = clientOf(peer.url, await trustIn(pki)).ask('/', { headers: { authorization: 'secret' } });
    await expect(asked).toFailWith('network-intercepted');
    expect(peer.received).toBe('');
  });

  it.each<[string, (pki: TestPki) => Promise<TlsOptions> | TlsOptions]>([
    ['with a certificate of another CA', strangersTls],
    ['with a self-signed certificate', ({ root }) => presented(root, root.certificate)],
    ['with our certificate for another host', ({ issuing, now }) => officeTls(issuing, now, 'other.example')],
    ["as a server with a device's certificate", ({ device }) => presented(device, device.certificate, ...device.chain)],
    ['with TLS 1.2 alone', async (pki) => ({ ...(await officeTls(pki.issuing, pki.now)), maxVersion: 'TLSv1.2' })],
  ])('network-intercepted %s, and nothing is said to it', async (_, tls) => {
    const pki = await testPki(startOfRun());
    const peer = await TlsPeer.start(await tls(pki), OK);
    const client = clientOf(peer.url, await trustIn(pki));
    const asked = client.ask('/', { method: 'POST', headers: { authorization: 'secret' }, body: 'secret' });
    await expect(asked).toFailWith('network-intercepted');
    expect(peer.received).toBe('');
  });
});

describe("when the office's certificate isn't valid at this PC's time", () => {
  it.each([
    ['has expired', -91],
    ['is not valid yet', 1],
  ])('clock-off: it %s', async (_, days) => {
    const pki = await testPki(daysFrom(startOfRun(), -365));
    const peer = await TlsPeer.start(await officeTls(pki.issuing, daysFrom(startOfRun(), days)), OK);
    await expect(clientOf(peer.url, await trustIn(pki)).ask('/')).toFailWith('clock-off');
    expect(peer.received).toBe('');
  });
});

describe("when the office's certificate is on the CRL", () => {
  it('office-revoked, and nothing is said to it', async () => {
    const { pki, peer, trust, certificate, client } = await listener(OK);
    await trust.updateCrl(await crlOf(pki, 1, certificate));
    await expect(client.ask('/')).toFailWith('office-revoked');
    expect(peer.received).toBe('');
  });

  it('office-revoked from the next request on, though the connection is still open', async () => {
    const { pki, peer, trust, certificate, client } = await listener((socket) => {
      socket.write(httpAnswer('200 OK', 'hello', { connection: 'keep-alive' }));
    });
    await client.ask('/first');
    await trust.updateCrl(await crlOf(pki, 1, certificate));
    await expect(client.ask('/second')).toFailWith('office-revoked');
    expect(peer.received).not.toContain('/second');
  });

  it('takes up no earlier TLS session, which would skip these checks', async () => {
    const { peer, client } = await listener(OK);
    await client.ask('/first');
    await client.ask('/second');
    expect({ connections: peer.connections, resumed: peer.resumed }).toEqual({ connections: 2, resumed: 0 });
  });

  it("doesn't take an older list, nor one that the office's CA didn't sign", async () => {
    const { pki, trust, certificate, client } = await listener(OK);
    await trust.updateCrl(await crlOf(pki, 2, certificate));
    await trust.updateCrl(await crlOf(pki, 1));
    const forged = crlOf({ ...pki, issuing: { ...pki.issuing, privateKey: pki.device.privateKey } }, 3);
    await expect(trust.updateCrl(await forged)).toFailWith('signature-invalid');
    await expect(client.ask('/')).toFailWith('office-revoked');
  });
});

describe('when the office answers something odd', () => {
  it.each([
    ['503', '503 Service Unavailable', '', 'office-busy'],
    ['502 of a proxy', '502 Bad Gateway', '<html>nginx</html>', 'office-busy'],
    ['404 without a reason', '404 Not Found', 'not here', 'request-malformed'],
    ['a code that nobody knows', '409 Conflict', problem('made-up'), 'request-malformed'],
    ['a code that only this PC can find', '507 Insufficient Storage', problem('disk-full'), 'office-busy'],
    ['a code that only this PC can find, as a refusal', '400 No', problem('menu-rollback'), 'request-malformed'],
    ['a code', '403 Forbidden', problem('certificate-revoked'), 'certificate-revoked'],
    ['a redirection', '302 Found', '', 'request-malformed'],
  ] as const)('%s (%s)', async (_, status, body, code) => {
    const { client } = await listener(says(httpAnswer(status, body, { location: 'https://example.com/' })));
    await expect(client.ask('/')).toFailWith(code);
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['half an answer', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
    ['nothing', ''],
  ])('%s is office-unreachable', async (_, answer) => {
    const { client } = await listener(says(answer));
    await expect(client.ask('/')).toFailWith('office-unreachable');
  });

  it.each([
    ['body', 'HTTP/1.1 200 OK\r\n\r\n', 'document-malformed'],
    ['header', 'HTTP/1.1 200 OK\r\nx: ', 'office-unreachable'],
  ] as const)('an endless %s is cut off at the limit', async (_, begin, code) => {
    let sent = 0;
    const { client } = await listener((socket) => {
      socket.write(begin);
      const more = (): void => {
        while (!socket.destroyed) {
          sent += 65_536;
          if (!socket.write(Buffer.alloc(65_536, 'A'))) break;
        }
      };
      socket.on('drain', more);
      more();
    });
    await expect(client.ask('/')).toFailWith(code);
    // What lay in the sockets' buffers besides.
    expect(sent).toBeLessThan(LIMITS.answer + 8 * 1024 * 1024);
  });
});

function problem(code: string): string {
  return JSON.stringify({ type: `urn:spams:error:${code}`, title: 'No', status: 400, code });
}
