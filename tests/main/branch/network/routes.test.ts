import { afterEach, describe, expect, it, vi } from 'vitest';
import { environmentRoutes } from '../../../../src/main/branch/network/environment.ts';
import { proxyAt, type Route, routesInPac } from '../../../../src/main/branch/network/routes.ts';

const OFFICE = new URL('https://menu.example.com:8443');

const through = (host: string, port: number, rest: { secure?: boolean; credentials?: object } = {}) => ({
  kind: 'proxy',
  proxy: { host, port, secure: false, credentials: undefined, ...rest },
});

describe("what the system says of a PC's way out", () => {
  it.each<[string, object[]]>([
    ['DIRECT', [{ kind: 'direct' }]],
    ['', [{ kind: 'direct' }]],
    ['PROXY proxy.example.com:3128', [through('proxy.example.com', 3128)]],
    ['PROXY a:8080; PROXY b ;DIRECT', [through('a', 8080), through('b', 80), { kind: 'direct' }]],
    ['HTTPS a:8443;', [through('a', 8443, { secure: true })]],
    ['HTTPS a', [through('a', 443, { secure: true })]],
    ['PROXY [2001:db8::1]:3128', [through('2001:db8::1', 3128)]],
    ['proxy a:8080', [through('a', 8080)]],
    ['SOCKS5 a:1080; PROXY b:80', [{ kind: 'unknown', name: 'SOCKS5 a:1080' }, through('b', 80)]],
    ['PROXY', [{ kind: 'unknown', name: 'something else than a URL' }]],
  ])('%s', (answer, routes) => {
    expect(routesInPac(answer)).toEqual(routes);
  });
});

describe('a proxy as a URL', () => {
  it.each<[string, object]>([
    ['http://a:3128/', through('a', 3128)],
    ['http://mei:pa%3Ass@a:3128', through('a', 3128, { credentials: { user: 'mei', password: 'pa:ss' } })],
    ['http://mei:100%@a:3128', through('a', 3128, { credentials: { user: 'mei', password: '100%' } })],
    ['socks5://a:1080', { kind: 'unknown', name: 'socks5:' }],
  ])('%s', (url, route) => {
    expect(proxyAt(url)).toEqual(route);
  });

  it('that is none is never repeated: there may be a password in it', () => {
    expect(JSON.stringify(proxyAt('http://mei:secret@:80:80'))).not.toContain('secret');
  });
});

describe("the command line's way out", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each<[Record<string, string>, Route | object]>([
    [{}, { kind: 'direct' }],
    [{ HTTPS_PROXY: 'http://a:3128' }, through('a', 3128)],
    [{ https_proxy: 'http://b:3128', HTTPS_PROXY: 'http://a:3128' }, through('b', 3128)],
    [{ ALL_PROXY: 'http://a:3128' }, through('a', 3128)],
    [{ HTTP_PROXY: 'http://a:3128' }, { kind: 'direct' }],
    [{ HTTPS_PROXY: 'a:3128' }, through('a', 3128)],
    [{ HTTPS_PROXY: 'https://a:3128' }, through('a', 3128, { secure: true })],
    [{ HTTPS_PROXY: 'http://a:3128', NO_PROXY: 'menu.example.com' }, { kind: 'direct' }],
    [{ HTTPS_PROXY: 'http://a:3128', NO_PROXY: 'localhost, .example.com' }, { kind: 'direct' }],
    [{ HTTPS_PROXY: 'http://a:3128', NO_PROXY: 'example.org' }, through('a', 3128)],
    [{ ALL_PROXY: 'socks5://a:1080' }, { kind: 'unknown', name: 'socks5:' }],
    [{ HTTPS_PROXY: 'http://a:3128', NO_PROXY: '*' }, { kind: 'direct' }],
  ])('by %o', async (environment, route) => {
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'no_proxy', 'NO_PROXY']) {
      vi.stubEnv(name, environment[name]);
    }
    expect(await environmentRoutes(OFFICE)).toEqual([route]);
  });
});
