import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig, writeConfig } from '../../../src/main/branch/config.ts';
import { fileProtection } from '../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../src/main/branch/enrol.ts';
import { enrolManager } from '../../../src/main/branch/managers.ts';
import { reinvite } from '../../../src/server/authority/branches.ts';
import { certsOnly } from '../../../src/shared/cms/certs-only.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import { formatInvite, type Invite, parseInvite } from '../../../src/shared/pki/invite.ts';
import { LIMITS, MEDIA } from '../../../src/shared/protocol.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { managersOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { type TestPki, testPki } from '../../support/pki.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { httpAnswer, officeTls, presented, TlsPeer } from '../../support/tls-peer.ts';

/** An office with an invite of its, and a stranger with a complete PKI of their own. */
interface Scene {
  office: TestOffice;
  invite: Invite;
  stranger: TestPki;
}

async function scene(): Promise<Scene> {
  const office = await TestOffice.open();
  const invite = parseInvite(await office.addBranch());
  return { office, invite, stranger: await testPki(office.clock.now()) };
}

const says = (answer: Buffer) => (socket: TLSSocket) => void socket.end(answer);
const cacerts = (...certificates: Certificate[]) =>
  says(httpAnswer('200 OK', certsOnly(certificates).toString('base64'), { 'content-type': MEDIA.certsOnly }));
const strangersTls = ({ stranger }: Scene) => officeTls(stranger.issuing, stranger.now);
const trueCertificates = ({ office: { context } }: Scene) => [context.keys.root, context.keys.issuingCertificate];

/** Enrolling where `peer` answers fails with `code`, and gives it nothing: no code, no certificate. */
async function expectRefused(peer: TlsPeer, { office, invite }: Scene, code: ErrorCode): Promise<void> {
  const home = await testHome();
  const text = formatInvite({ ...invite, url: peer.url });
  await expect(enrolDevice(home, fileProtection, text, office.clock.now)).toFailWith(code);
  expect(await readConfig(home)).toBeUndefined();
  expectNothingGiven(peer, invite);
}

function expectNothingGiven(peer: TlsPeer, { code }: Invite): void {
  expect(peer.received).toMatch(/^GET \/\.well-known\/est\/cacerts HTTP\/1\.1\r\n/);
  expect(peer.received.split('\r\n\r\n')).toHaveLength(2);
  expect(peer.received).not.toContain(code);
  expect(peer.received).not.toMatch(/authorization/i);
  expect(peer.certificates).toEqual([]);
}

describe('when an impostor answers enrolment in place of the office', () => {
  it('with a root of its own, it never sees the code', async () => {
    const there = await scene();
    const { root, issuing } = there.stranger;
    const peer = await TlsPeer.start(await strangersTls(there), cacerts(root.certificate, issuing.certificate));
    await expectRefused(peer, there, 'root-mismatch');
    expect(peer.connections).toBe(1);
  });

  it("with the true root over a stranger's certificate, it is refused at the second connection", async () => {
    const there = await scene();
    const peer = await TlsPeer.start(await strangersTls(there), cacerts(...trueCertificates(there)));
    await expectRefused(peer, there, 'network-intercepted');
    expect(peer.connections).toBe(2);
  });

  it('with the true root over a self-signed certificate, it is refused at the second connection', async () => {
    const there = await scene();
    const { root } = there.stranger;
    const peer = await TlsPeer.start(presented(root, root.certificate), cacerts(...trueCertificates(there)));
    await expectRefused(peer, there, 'network-intercepted');
    expect(peer.connections).toBe(2);
  });

  it('with the true root and an issuing CA of its own', async () => {
    const there = await scene();
    const [root] = trueCertificates(there);
    const peer = await TlsPeer.start(await strangersTls(there), cacerts(root!, there.stranger.issuing.certificate));
    await expectRefused(peer, there, 'root-mismatch');
  });

  it.each([
    [
      'a page to log in to',
      httpAnswer('200 OK', '<!doctype html><title>Wi-Fi</title>', { 'content-type': 'text/html' }),
    ],
    ['a redirection', httpAnswer('302 Found', '', { location: 'https://example.com/' })],
    ['a demand to log in to the network', httpAnswer('511 Network Authentication Required', '<title>Wi-Fi</title>')],
    ['nothing', httpAnswer('200 OK')],
  ])('with %s, it is told as what it is', async (_, answer) => {
    const there = await scene();
    await expectRefused(await TlsPeer.start(await strangersTls(there), says(answer)), there, 'network-intercepted');
  });

  it('with something else than certificates', async () => {
    const there = await scene();
    const answer = httpAnswer('200 OK', 'not certificates', { 'content-type': MEDIA.certsOnly });
    await expectRefused(await TlsPeer.start(await strangersTls(there), says(answer)), there, 'root-mismatch');
  });

  it('over TLS 1.2 alone', async () => {
    const there = await scene();
    const tls = { ...(await strangersTls(there)), maxVersion: 'TLSv1.2' as const };
    const peer = await TlsPeer.start(tls, cacerts(...trueCertificates(there)));
    const text = formatInvite({ ...there.invite, url: peer.url });
    await expect(enrolDevice(await testHome(), fileProtection, text, there.office.clock.now)).toFailWith(
      'network-intercepted',
    );
    expect(peer.received).toBe('');
  });

  it('on a PC that is enrolled already, it sees neither the code nor the certificate', async () => {
    const there = await scene();
    const { home } = await templateBranch(there.office);
    const identity = { role: 'device' as const, branch: 'SG-01', id: 'main' };
    const invite = parseInvite(await reinvite(there.office.context, identity, 'tests'));
    const peer = await TlsPeer.start(await strangersTls(there), cacerts(...trueCertificates(there)));
    const text = formatInvite({ ...invite, url: peer.url });
    await expect(enrolDevice(home, fileProtection, text, there.office.clock.now)).toFailWith('network-intercepted');
    expectNothingGiven(peer, invite);
  });
});

describe("when an impostor answers a manager's enrolment in place of the office", () => {
  it("it hears nothing at all: neither the code, nor whose PC it is, and the invite is good for the office's own", async () => {
    const there = await scene();
    await there.office.serve();
    const direct = await templateBranch(there.office);
    const invite = await there.office.addManager('SG-01', 'tan');
    const peer = await TlsPeer.start(await strangersTls(there), cacerts(...trueCertificates(there)));
    await writeConfig(direct.home, { ...direct.config, url: peer.url }, direct.config);
    const misled = await openBranch(direct.home, there.office);
    await expect(enrolManager(misled, invite, PASSPHRASE)).toFailWith('network-intercepted');
    expect([peer.received, peer.certificates]).toEqual(['', []]);
    await enrolManager(direct, invite, PASSPHRASE);
    expect((await managersOf(direct)).map(({ id }) => id)).toEqual(['mei', 'tan']);
  });
});

describe('when an impostor never comes to an end', () => {
  it('is cut off at the limit', async () => {
    const there = await scene();
    let sent = 0;
    const peer = await TlsPeer.start(await strangersTls(there), (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${MEDIA.certsOnly}\r\n\r\n`);
      const more = (): void => {
        while (!socket.destroyed) {
          sent += 16_384;
          if (!socket.write(Buffer.alloc(16_384, 'A'))) break;
        }
      };
      socket.on('drain', more);
      more();
    });
    await expectRefused(peer, there, 'root-mismatch');
    // What lay in the sockets' buffers besides.
    expect(sent).toBeLessThan(LIMITS.enrolment + 8 * 1024 * 1024);
  });

  it('is cut off after ten seconds, however steadily it drips', async () => {
    const there = await scene();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const asked = Promise.withResolvers<TLSSocket>();
    const peer = await TlsPeer.start(await strangersTls(there), (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${MEDIA.certsOnly}\r\n\r\nA`);
      asked.resolve(socket);
    });
    const refused = expectRefused(peer, there, 'office-unreachable');
    const socket = await asked.promise;
    const closed = once(socket, 'close');
    for (let second = 0; second < 10; second += 1) {
      socket.write('A');
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await closed;
    await refused;
  });
});
