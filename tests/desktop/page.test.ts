import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { sharedApp } from './launch-app.ts';

/** The window's page is a closed room: what a script in it could try, if one ever got in. */
const shared = sharedApp();

/** Does something that the policy forbids. Gives the directive that forbade it. */
const violated = (forbidden: () => void): Promise<string> =>
  shared().page.evaluate(`new Promise((resolve) => {
    addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    setTimeout(() => (${forbidden})());
  })`);

const ADDRESS = 'https://spams.app.test/index.html';

test.each<[string, string, () => void]>([
  [
    'an inline script',
    'script-src-elem',
    () => document.head.append(Object.assign(document.createElement('script'), { textContent: '1' })),
  ],
  [
    'a script from elsewhere',
    'script-src-elem',
    () => document.head.append(Object.assign(document.createElement('script'), { src: 'https://example.com/a.js' })),
  ],
  // biome-ignore lint/security/noGlobalEval: that it can't is what is tested
  ['eval', 'script-src', () => eval('1')],
  ['a handler in an attribute', 'script-src-attr', () => document.body.setAttribute('onclick', '1')],
  [
    'an inline style',
    'style-src-elem',
    () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'p {}' })),
  ],
  ['an image from elsewhere', 'img-src', () => Object.assign(new Image(), { src: 'https://example.com/a.png' })],
  [
    'a frame',
    'frame-src',
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: '/index.html' })),
  ],
  [
    'a form that is sent',
    'form-action',
    () => {
      const form = Object.assign(document.createElement('form'), { action: 'https://example.com' });
      document.body.append(form);
      form.submit();
    },
  ],
  ['a request', 'connect-src', () => void fetch('https://example.com').catch(() => {})],
  ['a WebSocket', 'connect-src', () => void new WebSocket('wss://example.com')],
])('withstands %s', async (_, directive, forbidden) => {
  expect(await violated(forbidden)).toBe(directive);
});

test('goes nowhere', async () => {
  const stopped = shared().page.waitForEvent('requestfailed', (request) => request.isNavigationRequest());
  await shared().page.evaluate(() => location.assign('https://example.com'));
  await stopped;
  expect(shared().page.url()).toBe(ADDRESS);
  expect(await shared().page.evaluate(() => typeof window.spams.state)).toBe('function');
});

test.each(['window.open("https://example.com")', 'link.click()'])('opens no window by %s', async (opening) => {
  const pages = shared().page.context().pages().length;
  await shared().page.evaluate(`
    link = Object.assign(document.createElement('a'), { href: 'https://example.com', target: '_blank' });
    document.body.append(link);
    opened = ${opening};`);
  await shared().page.waitForFunction('!opened || opened.closed');
  await eventually(() => expect(shared().page.context().pages()).toHaveLength(pages));
});

test('has nothing of Node or Electron, and one way to the main process', async () => {
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', 'contextBridge'];
  const found = (wanted: string[]) => wanted.filter((name) => name in window);
  expect(await shared().page.evaluate(found, [...names, 'spams'])).toEqual(['spams']);
  expect(
    await shared().page.evaluate(() => Reflect.set(window, 'spams', {}) || Object.isExtensible(window.spams)),
  ).toBe(false);
});

test('is granted no permission', async () => {
  const states = await shared().page.evaluate(() => {
    const asked = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
    return Promise.all(asked.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});
