import { describe, expect, it } from 'vitest';
import type { NetworkChoice } from '../../../src/main/app/views.ts';
import { openDesk } from '../../support/desk.ts';
import { testFolder } from '../../support/folders.ts';
import { Interceptor } from '../../support/interceptor.ts';
import { oddProxy } from '../../support/odd-proxy.ts';
import { TestOffice } from '../../support/office.ts';
import { freePort } from '../../support/ports.ts';
import { Tinyproxy } from '../../support/tinyproxy.ts';
import { atTheDesk } from './at-the-desk.ts';

const manual = (port: number, user: string | null = null, password: string | null = null): NetworkChoice => ({
  way: 'manual',
  host: '127.0.0.1',
  port,
  user,
  password,
});

describe('the way out, at the window', () => {
  it('is tried without changing anything: it says how long it took, and through what', async () => {
    const proxy = await Tinyproxy.start({ user: 'mei', password: 'kaya' });
    const { ask } = await atTheDesk();
    const before = await ask['network.show'](undefined);
    expect(await ask['network.try'](manual(proxy.port, 'mei', 'kaya'))).toEqual({
      ok: true,
      proxy: `127.0.0.1:${proxy.port}`,
      milliseconds: expect.any(Number),
    });
    expect(await ask['network.try'](manual(proxy.port, 'mei', 'toast'))).toMatchObject({
      ok: false,
      error: { code: 'proxy-auth-required' },
    });
    expect(await ask['network.try'](manual(await freePort()))).toMatchObject({ error: { code: 'proxy-unreachable' } });
    expect(await ask['network.show'](undefined)).toEqual(before);
  });

  it('tells whose certificate was shown, when something answers in place of the office', async () => {
    const { ask, office } = await atTheDesk();
    const { port } = await Interceptor.start(office.clock.now(), { CN: 'Example Inspection CA', O: 'Example IT' });
    const named = 'Example Inspection CA, Example IT';
    expect(await ask['network.try'](manual(port))).toMatchObject({
      ok: false,
      error: { code: 'network-intercepted', means: 'Nothing was sent.' },
      issuer: named,
    });
    await ask['network.save'](manual(port));
    await ask['menu.fetch'](undefined);
    expect(await ask['network.show'](undefined)).toMatchObject({ issuer: named });
  });

  it('once saved, is the one that everything goes, and its password is never told', async () => {
    const proxy = await Tinyproxy.start({ user: 'mei', password: 'kaya' });
    const { ask } = await atTheDesk();
    const saved = await ask['network.save'](manual(proxy.port, 'mei', 'kaya'));
    expect(saved).toEqual({
      way: 'manual',
      host: '127.0.0.1',
      port: proxy.port,
      user: 'mei',
      hasPassword: true,
      proxy: null,
      issuer: null,
    });
    expect(await ask['menu.fetch'](undefined)).toMatchObject({ error: { code: 'menu-not-published' } });
    expect(await ask['network.show'](undefined)).toMatchObject({ proxy: `127.0.0.1:${proxy.port}` });
  });

  it('keeps the password for the same user of the same proxy alone', async () => {
    const proxy = await Tinyproxy.start({ user: 'mei', password: 'kaya' });
    const { ask } = await atTheDesk();
    await ask['network.save'](manual(proxy.port, 'mei', 'kaya'));
    expect(await ask['network.try'](manual(proxy.port, 'mei'))).toMatchObject({ ok: true });
    expect(await ask['network.try'](manual(proxy.port, 'tan'))).toMatchObject({
      error: { code: 'proxy-auth-required' },
    });
    expect(await ask['network.save'](manual(proxy.port, 'mei'))).toMatchObject({ hasPassword: true });
    const elsewhere = await oddProxy('HTTP/1.1 407 No\r\n\r\n');
    expect(await ask['network.save'](manual(elsewhere, 'mei'))).toMatchObject({ hasPassword: false });
  });

  it('is chosen before this PC is set up, and set up goes that way', async () => {
    const proxy = await Tinyproxy.start();
    const office = await TestOffice.start();
    const { ask } = await openDesk(await testFolder(), office);
    await ask['network.save'](manual(proxy.port));
    const { id } = await ask['invite.read']({ text: await office.addBranch() });
    await ask['device.enrol']({ invite: id });
    expect(proxy.asked.length).toBeGreaterThanOrEqual(2);
    await expect(ask['network.try']({ way: 'none' })).resolves.toMatchObject({ ok: true, proxy: null });
  });
});
