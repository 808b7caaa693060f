import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fileProtection, type KeyProtection } from '../../../../src/main/branch/device.ts';
import { Network, type NetworkSettings } from '../../../../src/main/branch/network/network.ts';
import { DIRECT } from '../../../../src/main/branch/network/routes.ts';
import {
  changeNetwork,
  openNetwork,
  proxyHost,
  proxyPassword,
  proxyUser,
} from '../../../../src/main/branch/network/settings.ts';
import { SpamsError } from '../../../../src/shared/errors.ts';
import { testHome } from '../../../support/branch.ts';
import { TestLog } from '../../../support/shared.ts';

const PROXY: NetworkSettings = {
  way: 'manual',
  host: 'proxy.example.com',
  port: 3128,
  user: 'mei',
  password: 'chwee kueh',
};

/** As a keychain would: what it gives isn't what it got. */
const mirrored = async (bytes: Buffer): Promise<Buffer> => Buffer.from(bytes).reverse();
const keychain: KeyProtection = { protect: mirrored, open: mirrored };

/** A home whose settings were chosen under the keychain. */
async function chosen(settings: NetworkSettings) {
  const home = await testHome();
  await changeNetwork(new Network(), home, keychain, settings);
  const log = new TestLog();
  const reopened = (protection = keychain) => openNetwork(home, log, protection, async () => [DIRECT]);
  return { home, log, reopened };
}

describe('what was chosen for the way out', () => {
  it.each<NetworkSettings>([{ way: 'system' }, { way: 'none' }, PROXY, { ...PROXY, user: null, password: null }])(
    'is there again after a restart: %o',
    async (settings) => {
      expect((await (await chosen(settings)).reopened()).settings).toEqual(settings);
    },
  );

  it("is the system's where nothing was chosen", async () => {
    const network = await openNetwork(await testHome(), new TestLog(), fileProtection, async () => [DIRECT]);
    expect(network.settings).toEqual({ way: 'system' });
  });

  it("has the password under the keys' protection", async () => {
    const { home } = await chosen(PROXY);
    const kept = await readFile(home.network, 'utf8');
    for (const form of ['chwee kueh', Buffer.from('chwee kueh').toString('base64')]) expect(kept).not.toContain(form);
  });

  it("keeps the rest where the password can't be opened, and says so", async () => {
    const { log, reopened } = await chosen(PROXY);
    const closed = { ...keychain, open: () => Promise.reject(new Error('another user')) };
    expect((await reopened(closed)).settings).toEqual({ ...PROXY, password: null });
    expect(log.lines).toEqual(["warn the proxy's password can't be opened: another user"]);
  });

  it.each(['{', '{"way":"sideways"}', '{"way":"manual","host":"a b","port":1,"user":null,"password":null}'])(
    "damaged (%s), it is the system's, and the log says so",
    async (content) => {
      const { home, log, reopened } = await chosen(PROXY);
      await writeFile(home.network, content);
      expect((await reopened()).settings).toEqual({ way: 'system' });
      expect(log.lines).toHaveLength(1);
    },
  );

  it("isn't changed where it can't be kept", async () => {
    const { home, reopened } = await chosen({ way: 'none' });
    const network = await reopened();
    const missing = { ...keychain, protect: () => Promise.reject(new SpamsError('key-storage-missing')) };
    await expect(changeNetwork(network, home, missing, PROXY)).toFailWith('key-storage-missing');
    expect(network.settings).toEqual({ way: 'none' });
    expect((await reopened()).settings).toEqual({ way: 'none' });
  });
});

describe('what a person may type', () => {
  it.each(['proxy', 'proxy.example.com', '10.0.0.1', '2001:db8::1', 'proxy_1', 'прокси.example'])('host %s', (host) => {
    expect(proxyHost.safeParse(host).success).toBe(true);
  });

  it.each([
    '',
    'a b',
    'http://proxy',
    'proxy:3128',
    'mei@proxy',
    '-proxy',
    'a/b',
    'a\r\nHost: b',
    '[::1]',
    'a'.repeat(254),
  ])('no host %j', (host) => {
    expect(proxyHost.safeParse(host).success).toBe(false);
  });

  it('no colon in a user, no line end in either', () => {
    for (const user of ['', 'me:i', 'mei\r\n']) expect(proxyUser.safeParse(user).success).toBe(false);
    expect(proxyPassword.safeParse('a\r\nb').success).toBe(false);
    expect(proxyUser.safeParse('EXAMPLE\\mei').success).toBe(true);
  });
});
