import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { writeConfig } from '../../../../src/main/branch/config.ts';
import { fileProtection } from '../../../../src/main/branch/device.ts';
import { enrolDevice } from '../../../../src/main/branch/enrol.ts';
import { fetchMenu } from '../../../../src/main/branch/menu.ts';
import { Network, type NetworkSettings } from '../../../../src/main/branch/network/network.ts';
import { foreignIssuer } from '../../../../src/main/branch/network/secure.ts';
import { parseInvite } from '../../../../src/shared/pki/invite.ts';
import { openBranch, templateBranch, testHome } from '../../../support/branch.ts';
import { Interceptor } from '../../../support/interceptor.ts';
import { outboxOf, sendAll } from '../../../support/kept.ts';
import { TestOffice } from '../../../support/office.ts';
import { upload } from '../../../support/sales.ts';
import { TestLog } from '../../../support/shared.ts';
import { httpAnswer } from '../../../support/tls-peer.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const INSPECTION = { CN: 'Example Inspection CA', O: 'Example IT' };
const NAMED = 'Example Inspection CA, Example IT';

const through = ({ port }: { port: number }): NetworkSettings => ({
  way: 'manual',
  host: '127.0.0.1',
  port,
  user: null,
  password: null,
});

/** The template's PC in contact with its office, and an interceptor on another way there. */
async function scene(issuer = INSPECTION) {
  const office = await TestOffice.start();
  const { home } = await templateBranch(office);
  const network = new Network();
  const log = new TestLog();
  const branch = await openBranch(home, office, log, network);
  await branch.connect();
  return { office, network, branch, log, interceptor: await Interceptor.start(office.clock.now(), issuer) };
}

describe('when a proxy that inspects TLS answers in the place of the office', () => {
  it('while a menu is fetched, the last one is shown, and IT reads whose device it is', async () => {
    const { office, network, branch, log, interceptor } = await scene();
    await office.publish();
    await fetchMenu(branch);
    network.use(through(interceptor));
    const { offline, menu } = await fetchMenu(branch);
    expect({ code: offline?.code, exit: offline?.exitCode, items: menu.items.length }).toEqual({
      code: 'network-intercepted',
      exit: 4,
      items: 1,
    });
    expect(offline?.person().next).toBe('Ask IT to exempt localhost from TLS inspection.');
    expect(foreignIssuer(offline)).toBe(NAMED);
    expect(log.lines.join('\n')).toContain(NAMED);
    expect(interceptor.read).toBe('');
  });

  it('while a day is closed, nothing is sent; the closing goes by itself once there is a way around', async () => {
    const { network, branch, interceptor } = await scene();
    network.use(through(interceptor));
    const { error } = await upload(branch);
    expect({ code: error?.code, exit: error?.exitCode }).toEqual({ code: 'network-intercepted', exit: 4 });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued' }]);
    expect(interceptor.read).toBe('');
    network.use({ way: 'none' });
    expect(await sendAll(branch)).toMatchObject([{ error: undefined }]);
  });

  it("while a PC is enrolled, it reads no more than the question for the office's certificates", async () => {
    const { office, network, interceptor } = await scene();
    network.use(through(interceptor));
    const invite = await office.addBranch();
    const enrolled = enrolDevice(await testHome(), fileProtection, invite, office.clock.now, undefined, network);
    await expect(enrolled).toFailWith('network-intercepted');
    expect(interceptor.read).toMatch(/^GET \/\.well-known\/est\/cacerts HTTP\/1\.1\r\n/);
    expect(interceptor.read.split('\r\n\r\n')).toHaveLength(2);
    expect(interceptor.read).not.toContain(parseInvite(invite).code);
  });

  it('what it calls itself reaches no log as a command to a terminal, nor at any length', async () => {
    const { network, branch, log, interceptor } = await scene({ CN: 'Red\u001b[31m', O: 'x'.repeat(500) });
    network.use(through(interceptor));
    const offline = await branch.tryConnect();
    expect(foreignIssuer(offline)).toBe(`Red[31m, ${'x'.repeat(64)}`);
    expect(log.lines.join('')).not.toContain('\u001b');
  });
});

describe('when a captive portal answers in the place of the office', () => {
  it('in the clear, it is told as what it is', async () => {
    const { office, branch } = await scene();
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(httpAnswer('302 Found', '', { location: 'http://login.example/' })));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    await writeConfig(branch.home, { ...branch.config, url }, branch.config);
    const misled = await openBranch(branch.home, office);
    await expect(misled.connect()).toFailWith('network-intercepted');
    expect(foreignIssuer(misled.offline)).toBeNull();
  });
});
