import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { Interceptor } from '../../support/interceptor.ts';
import { TestOffice } from '../../support/office.ts';
import { Tinyproxy } from '../../support/tinyproxy.ts';

const PASSWORD = 'chweeKuehBehindTheProxy';

describe('how a PC connects, by command', () => {
  it('is shown, chosen and kept, before the PC is set up too; the password is never printed', async () => {
    const home = join(await testFolder(), 'branch');
    const commands = Commands.branch(home, { SPAMS_PROXY_PASSWORD: PASSWORD });
    expect(await commands.json('proxy')).toEqual({ way: 'system' });
    expect(await commands.text('proxy', 'proxy.example.com:3128')).toBe(
      'Connections to head office go through the proxy proxy.example.com:3128.\n',
    );
    const manual = { way: 'manual', host: '2001:db8::1', port: 80, user: 'mei' };
    expect(await commands.json('proxy', '[2001:db8::1]:80', '--user', 'mei')).toEqual(manual);
    expect(await commands.text('proxy')).toBe(
      'Connections to head office go through the proxy [2001:db8::1]:80 as mei.\n',
    );
    expect(await commands.json('proxy', 'none')).toEqual({ way: 'none' });
    const log = await readFile(join(home, 'logs', 'branch.log'), 'utf8');
    expect(log).toContain('[2001:db8::1]:80 as mei');
    expect(log).not.toContain(PASSWORD);
  });

  it.each([
    ['neither a word nor an address', ['nowhere']],
    ['no port', ['proxy.example.com']],
    ['port 0', ['proxy.example.com:0']],
    ['a password in the argument', ['mei:secret@proxy.example.com:3128']],
    ['a URL', ['http://proxy.example.com:3128']],
    ['a user for no proxy', ['none', '--user', 'mei']],
    ['a user without an address', ['--user', 'mei']],
    ['a user with a colon', ['proxy.example.com:3128', '--user', 'me:i']],
  ])('is refused with %s, and nothing changes', async (_, args) => {
    const commands = Commands.branch(join(await testFolder(), 'branch'), { SPAMS_PROXY_PASSWORD: PASSWORD });
    expect(await commands.failure('proxy', ...args)).toMatchObject({ exit: 2, code: 'usage' });
    expect(await commands.json('proxy')).toEqual({ way: 'system' });
  });

  it('asks for the password where it is not in the environment', async () => {
    const commands = Commands.branch(join(await testFolder(), 'branch'), { SPAMS_PROXY_PASSWORD: undefined });
    expect(await commands.failure('proxy', 'proxy.example.com:3128', '--user', 'mei')).toMatchObject({
      code: 'passphrase-required',
    });
  });
});

describe('commands on a PC behind a proxy', () => {
  it('go through the one that was chosen, with its password; `status` says through which', async () => {
    const office = await TestOffice.start(realTime());
    const proxy = await Tinyproxy.start({ user: 'mei', password: PASSWORD });
    const home = await closedBranch(office);
    const address = `127.0.0.1:${proxy.port}`;
    await Commands.branch(home, { SPAMS_PROXY_PASSWORD: PASSWORD }).json('proxy', address, '--user', 'mei');
    const commands = Commands.branch(home);
    expect(await commands.text('status')).toContain(`Network       ${address} as mei, through the proxy ${address}\n`);
    const { network } = await commands.json('status');
    expect(network).toMatchObject({ way: 'manual', port: proxy.port, user: 'mei', through: address });
  });

  it('go as HTTPS_PROXY says where nothing was chosen, from enrolment on', async () => {
    const office = await TestOffice.start(realTime());
    const proxy = await Tinyproxy.start();
    const home = join(await testFolder(), 'branch');
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    await Commands.branch(home, environment).json('enroll', await office.addBranch());
    expect(proxy.asked.length).toBeGreaterThanOrEqual(3);
    const asked = proxy.asked.length;
    await Commands.branch(home, { ...environment, NO_PROXY: 'localhost' }).json('status');
    expect(proxy.asked).toHaveLength(asked);
  });

  it('say who answered in the place of head office, for IT', async () => {
    const office = await TestOffice.start(realTime());
    const interceptor = await Interceptor.start(office.clock.now(), { CN: 'Example Inspection CA', O: 'Example IT' });
    const home = await closedBranch(office);
    const commands = Commands.branch(home, { HTTPS_PROXY: `http://127.0.0.1:${interceptor.port}` });
    expect(await commands.json('status')).toMatchObject({
      network: { interceptedBy: 'Example Inspection CA, Example IT' },
      error: { code: 'network-intercepted', next: 'Ask IT to exempt localhost from TLS inspection.' },
    });
    expect(await commands.text('status')).toContain('in its place by what Example Inspection CA, Example IT certified');
    expect((await commands.run('menu', 'fetch')).code).toBe(4);
  });
});
