import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { INSTALLER, installed, UpdateFeed } from '../../support/update-feed.ts';

const never = new AbortController().signal;

async function scene() {
  const feed = await UpdateFeed.start();
  return { feed, ...(await installed(feed)) };
}

describe('electron-updater, at a feed over HTTPS', () => {
  it('fetches a newer version, has its signature checked, and starts it silently', async () => {
    const { feed, updater, signature, started, folder, pending } = await scene();
    feed.offer('1.1.0');
    expect(await updater.hindrance()).toBeNull();
    expect(await updater.check(feed.url)).toMatchObject({
      version: '1.1.0',
      files: [{ url: 'SPAMS-Setup-1.1.0.exe' }],
    });
    expect(feed.downloads).toBe(0);
    await updater.download(never);
    expect(signature.asked).toEqual([
      [['So Power Pte. Ltd.'], join(folder, 'spams-updater/pending/temp-SPAMS-Setup-1.1.0.exe')],
    ]);
    expect(await pending()).toContain('SPAMS-Setup-1.1.0.exe');
    expect(started).toEqual([]);
    updater.install({ restart: true });
    expect(started).toEqual([{ isSilent: true, isForceRunAfter: true, isAdminRightsRequired: false }]);
  });

  it('does not fetch again what an earlier SPAMS has fetched, unless it is another', async () => {
    const { feed, updater, folder } = await scene();
    feed.offer('1.1.0');
    await updater.check(feed.url);
    await updater.download(never);
    const later = await installed(feed, { folder });
    await later.updater.check(feed.url);
    await later.updater.download(never);
    expect(feed.downloads).toBe(1);
    later.updater.install({ restart: false });
    expect(later.started).toEqual([{ isSilent: true, isForceRunAfter: false, isAdminRightsRequired: false }]);
  });

  it.each(['1.0.0', '0.9.9'])('finds nothing in %s', async (version) => {
    const { feed, updater } = await scene();
    feed.offer(version);
    expect(await updater.check(feed.url)).toBeUndefined();
    expect(feed.downloads).toBe(0);
  });

  it('finds nothing that is rolled out to nobody yet', async () => {
    const { feed, updater } = await scene();
    feed.offer('1.1.0', { more: 'stagingPercentage: 0\n' });
    expect(await updater.check(feed.url)).toBeUndefined();
  });

  it.each([
    ['whose hash is not the feed’s', { installer: Buffer.from('MZ, and something else') }, null],
    ['whose signature is not the publisher’s', {}, 'it is signed by CN=Somebody'],
  ])('keeps no installer %s', async (_, offer, fault) => {
    const { feed, updater, signature, started, pending } = await scene();
    feed.offer('1.1.0', offer);
    signature.fault = fault;
    await updater.check(feed.url);
    await expect(updater.download(never)).toFailWith('update-refused');
    expect((await pending()).filter((name) => name.endsWith('.exe'))).toEqual([]);
    updater.install({ restart: false });
    expect(started).toEqual([]);
  });

  it.each([
    ['no latest.yml', undefined, 'update-unreachable'],
    ['one that is empty', '', 'update-refused'],
    ['a page in its place', '<!doctype html><title>Welcome</title>', 'update-refused'],
    ['a version that is none', 'version: latest\nfiles: []\n', 'update-refused'],
    ['what is no YAML', 'version: [1.1.0\n', 'update-refused'],
  ] as const)('says so where there is %s', async (_, content, code) => {
    const { feed, updater } = await scene();
    if (content !== undefined) feed.putLatest(content);
    await expect(updater.check(feed.url)).toFailWith(code);
  });

  it('says so where the installer is gone', async () => {
    const { feed, updater } = await scene();
    feed.offer('1.1.0');
    feed.put('SPAMS-Setup-1.1.0.exe', (response) => response.writeHead(410).end());
    await updater.check(feed.url);
    await expect(updater.download(never)).toFailWith('update-unreachable');
  });

  it('follows no redirect to where anybody could answer', async () => {
    const { feed, updater } = await scene();
    const asked: string[] = [];
    const plain = createServer(({ url }, response) => {
      asked.push(url!);
      response.end(INSTALLER);
    }).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    onTestFinished(() => void plain.close());
    const location = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
    feed.putLatest((response) => response.writeHead(302, { location }).end());
    await expect(updater.check(feed.url)).toFailWith('update-refused');
    feed.offer('1.1.0');
    feed.put('SPAMS-Setup-1.1.0.exe', (response) => response.writeHead(302, { location }).end());
    await updater.check(feed.url);
    await expect(updater.download(never)).toFailWith('update-refused');
    expect(asked).toEqual([]);
  });

  it('follows one over HTTPS', async () => {
    const { feed, updater, pending } = await scene();
    feed.offer('1.1.0');
    feed.put('SPAMS-Setup-1.1.0.exe', (response) =>
      response.writeHead(302, { location: `${feed.url}/elsewhere.exe` }).end(),
    );
    feed.put('elsewhere.exe', INSTALLER);
    await updater.check(feed.url);
    await updater.download(never);
    expect(await pending()).toContain('SPAMS-Setup-1.1.0.exe');
  });

  it('leaves a download when it is told to, and begins it anew', async () => {
    const { feed, updater, started } = await scene();
    feed.offer('1.1.0');
    feed.put('SPAMS-Setup-1.1.0.exe', (response) => {
      response.writeHead(200, { 'content-length': INSTALLER.length }).write(INSTALLER.subarray(0, 5));
    });
    await updater.check(feed.url);
    const leaving = new AbortController();
    const download = updater.download(leaving.signal);
    await eventually(() => expect(feed.downloads).toBe(1));
    leaving.abort(new Error('a closing begins'));
    await expect(download).rejects.toThrow('a closing begins');
    updater.install({ restart: false });
    expect(started).toEqual([]);
    feed.offer('1.1.0');
    await updater.check(feed.url);
    await updater.download(never);
    updater.install({ restart: false });
    expect(started).toHaveLength(1);
  });
});
