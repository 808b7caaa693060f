import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Branch } from '../../../../src/main/branch/branch.ts';
import { fileProtection } from '../../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../../src/main/branch/enrol.ts';
import { fetchMenu } from '../../../../src/main/branch/menu.ts';
import { Network, type NetworkSettings } from '../../../../src/main/branch/network/network.ts';
import { routesInPac } from '../../../../src/main/branch/network/routes.ts';
import type { ErrorCode } from '../../../../src/shared/errors.ts';
import { pem } from '../../../../src/shared/pki/certificate.ts';
import { openBranch, templateBranch, testHome } from '../../../support/branch.ts';
import { startOfRun } from '../../../support/clock.ts';
import { outboxOf, sendAll } from '../../../support/kept.ts';
import { oddProxy } from '../../../support/odd-proxy.ts';
import { TestOffice } from '../../../support/office.ts';
import { testPki } from '../../../support/pki.ts';
import { freePort } from '../../../support/ports.ts';
import { upload } from '../../../support/sales.ts';
import { TestLog } from '../../../support/shared.ts';
import { Tinyproxy } from '../../../support/tinyproxy.ts';
import { officeTls } from '../../../support/tls-peer.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const manual = (port: number, host = '127.0.0.1'): NetworkSettings => ({
  way: 'manual',
  host,
  port,
  user: null,
  password: null,
});

/** What the system answers a PC whose PAC file says so. */
const pac = (answer: string): Network => new Network({ way: 'system' }, async () => routesInPac(answer));

/** Lets anyone through who speaks TLS with it; tinyproxy doesn't. Gives its port. */
async function httpsProxy(tls: TlsOptions): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createHttpsServer(tls).on('connect', ({ url }, client: Socket) => {
    const [host, port] = url!.split(':');
    const office = connect(Number(port), host);
    for (const socket of [client, office]) sockets.add(socket.on('error', () => {}));
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    client.pipe(office).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

interface Scene {
  office: TestOffice;
  network: Network;
  branch: Branch;
  log: TestLog;
}

/** The template's PC, whose way out is `network`. */
async function scene(network: Network): Promise<Scene> {
  const office = await TestOffice.start();
  const { home } = await templateBranch(office);
  const log = new TestLog();
  return { office, network, branch: await openBranch(home, office, log, network), log };
}

const target = ({ context }: TestOffice): string => `localhost:${context.config.port}`;

describe('through a proxy', () => {
  it('a PC is enrolled, fetches its menu and closes its day, all over TLS that ends at the office', async () => {
    const proxy = await Tinyproxy.start();
    const { office, network, branch } = await scene(new Network(proxy.settings()));
    await office.publish();
    const home = await testHome();
    const at = office.clock.now;
    await enrolDevice(home, fileProtection, await office.addBranch(), at, undefined, network);
    // The throwaway connection, and the one that the code goes over.
    expect(proxy.asked).toEqual([target(office), target(office)]);
    expect(await fetchMenu(branch)).toMatchObject({ changed: true, offline: undefined });
    expect(await upload(branch)).toMatchObject({ receipt: { businessDate: expect.any(String) }, error: undefined });
    expect(network.proxy).toBe(`127.0.0.1:${proxy.port}`);
  });

  it('one connection is used again, not one a request', async () => {
    const proxy = await Tinyproxy.start();
    const { branch } = await scene(new Network(proxy.settings()));
    for (let n = 0; n < 3; n += 1) await branch.connect();
    expect(proxy.asked).toHaveLength(1);
  });

  it('that wants a user and password, it gets them, and the office never does', async () => {
    const proxy = await Tinyproxy.start({ user: 'mei', password: 'pa55wordOfTheProxy' });
    const { branch, office, log } = await scene(new Network(proxy.settings('mei', 'pa55wordOfTheProxy')));
    await branch.connect();
    const told = [...log.lines, ...office.log].join('\n');
    for (const secret of ['pa55wordOfTheProxy', Buffer.from('mei:pa55wordOfTheProxy').toString('base64')]) {
      expect(told).not.toContain(secret);
    }
  });

  it.each([
    ['no user', null, null],
    ['a wrong password', 'mei', 'wrong'],
  ])('proxy-auth-required with %s; the closing stays queued and goes once it is right', async (_, user, password) => {
    const proxy = await Tinyproxy.start({ user: 'mei', password: 'right' });
    const { branch, network, log } = await scene(new Network(proxy.settings('mei', 'right')));
    await branch.connect();
    network.use(proxy.settings(user, password));
    const { error } = await upload(branch);
    expect({ code: error?.code, exit: error?.exitCode }).toEqual({ code: 'proxy-auth-required', exit: 5 });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued' }]);
    expect(log.lines.join('\n')).not.toContain('wrong');
    network.use(proxy.settings('mei', 'right'));
    expect(await sendAll(branch)).toMatchObject([{ error: undefined }]);
  });

  it('proxy-unreachable where nothing listens; the closing stays queued', async () => {
    const { branch, network } = await scene(new Network());
    await branch.connect();
    network.use(manual(await freePort()));
    const { error } = await upload(branch);
    expect({ code: error?.code, exit: error?.exitCode }).toEqual({ code: 'proxy-unreachable', exit: 5 });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued' }]);
  });

  it("proxy-refused by one that doesn't let through to the office's port", async () => {
    const proxy = await Tinyproxy.start({ portsAllowed: [443] });
    const { branch } = await scene(new Network(proxy.settings()));
    await expect(branch.connect()).toFailWith('proxy-refused');
  });

  it('office-unreachable where the proxy is there and the office is away', async () => {
    const proxy = await Tinyproxy.start();
    const { branch, office } = await scene(new Network(proxy.settings()));
    await office.stop();
    await expect(branch.connect()).toFailWith('office-unreachable');
  });

  it('proxy-unreachable where nobody knows its name', async () => {
    const { branch } = await scene(new Network(manual(3128, 'no-such-proxy.invalid')));
    await expect(branch.connect()).toFailWith('proxy-unreachable');
  });
});

describe('through a proxy that is itself spoken to over TLS', () => {
  it('the office is reached where this PC trusts the CA of the proxy, and only there', async () => {
    const pki = await testPki(startOfRun());
    const port = await httpsProxy(await officeTls(pki.issuing, pki.now));
    const { branch, network } = await scene(pac(`HTTPS localhost:${port}`));
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(branch.connect()).toFailWith('proxy-unreachable');
    const usual = getCACertificates();
    onTestFinished(() => setDefaultCACertificates(usual));
    setDefaultCACertificates([...usual, pem('CERTIFICATE', pki.root.certificate.der)]);
    await branch.connect();
    expect(network.proxy).toBe(`localhost:${port}`);
  });
});

describe('what answers a CONNECT otherwise', () => {
  it.each<[string, string, ErrorCode]>([
    [
      'a way to a page to log in on',
      'HTTP/1.1 302 Found\r\nlocation: http://login.example/\r\n\r\n',
      'network-intercepted',
    ],
    ['a demand to log in', 'HTTP/1.1 511 Network Authentication Required\r\n\r\n<html>', 'network-intercepted'],
    ['a page in place of the tunnel', 'HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>', 'network-intercepted'],
    ['Negotiate alone', 'HTTP/1.1 407 No\r\nproxy-authenticate: Negotiate\r\n\r\n', 'proxy-auth-required'],
    ['503', 'HTTP/1.1 503 Service Unavailable\r\n\r\n', 'office-unreachable'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'proxy-unreachable'],
    ['nothing, and hangs up', '', 'proxy-unreachable'],
  ])('%s', async (_, answer, code) => {
    const { branch } = await scene(new Network(manual(await oddProxy(answer))));
    await expect(branch.connect()).toFailWith(code);
  });

  it('a proxy that says nothing is waited for no longer than half a minute', async () => {
    const asked = Promise.withResolvers<void>();
    const server = createServer((socket) => void socket.on('error', () => {}).once('data', () => asked.resolve()));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { branch } = await scene(new Network(manual((server.address() as AddressInfo).port)));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const refused = expect(branch.connect()).toFailWith('office-unreachable');
    await asked.promise;
    await vi.advanceTimersByTimeAsync(30_000);
    await refused;
  });
});

describe('by the system', () => {
  it('the ways that it lists are tried in order, past what leads nowhere', async () => {
    const proxy = await Tinyproxy.start();
    const dead = await freePort();
    const answer = `SOCKS5 127.0.0.1:${dead}; PROXY 127.0.0.1:${dead}; PROXY 127.0.0.1:${proxy.port}; DIRECT`;
    const { branch, network } = await scene(pac(answer));
    await branch.connect();
    expect(network.proxy).toBe(`127.0.0.1:${proxy.port}`);
  });

  it('a dead proxy is passed by where it says that straight is allowed', async () => {
    const { branch, network } = await scene(pac(`PROXY 127.0.0.1:${await freePort()}; DIRECT`));
    await branch.connect();
    expect(network.proxy).toBeNull();
  });

  it("a proxy that says no isn't passed by", async () => {
    const proxy = await Tinyproxy.start({ user: 'mei', password: 'right' });
    const { branch } = await scene(pac(`PROXY 127.0.0.1:${proxy.port}; DIRECT`));
    await expect(branch.connect()).toFailWith('proxy-auth-required');
  });

  it('proxy-unsupported where it knows nothing but SOCKS', async () => {
    const { branch } = await scene(pac('SOCKS5 127.0.0.1:1080'));
    await expect(branch.connect()).toFailWith('proxy-unsupported');
  });

  it('is asked about the office alone, by its address without a path', async () => {
    const asked: string[] = [];
    const network = new Network({ way: 'system' }, async ({ href }) => {
      asked.push(href);
      return routesInPac('DIRECT');
    });
    const { branch, office } = await scene(network);
    await branch.connect();
    expect(asked).toEqual([`${office.url}/`]);
  });
});

describe('when the settings change', () => {
  it('connections made before are used no longer', async () => {
    const proxy = await Tinyproxy.start();
    const { branch, network, office } = await scene(new Network());
    await branch.connect();
    network.use(proxy.settings());
    await branch.connect();
    expect(proxy.asked).toEqual([target(office)]);
  });
});
