import { appDouble } from './app.ts';
import type { Session } from './cdp.ts';
import { only } from './strict.ts';

type Handler = Parameters<Electron.Protocol['handle']>[1];

const schemes = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = only<Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>>('protocol', {
  registerSchemesAsPrivileged(custom): void {
    if (appDouble.isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of custom) schemes.add(scheme);
  },
  handle(scheme, handler): void {
    handlers.set(scheme, handler);
  },
});

/** Chromium can't be taught a scheme from outside, so each of its hosts is shown at an https: origin of its own. */
export function shownUrl(url: string): string {
  const shown = url.replace(/^(\w+):\/\/([^/]+)/, (whole, scheme, host) =>
    schemes.has(scheme) ? `https://${host}.${scheme}.test` : whole,
  );
  return new URL(shown).href;
}

/** The other way: the URL that the app knows. */
export function realUrl(url: string): string {
  return url.replace(/^https:\/\/([^/]+)\.(\w+)\.test(?=\/|$)/, '$2://$1');
}

/** Answers what a page asks for by the app's own handlers. There is no network. */
export async function serve(session: Session, requestId: string, url: string): Promise<void> {
  // Chromium looks for an icon for its tab; Electron doesn't.
  if (url.endsWith('/favicon.ico')) {
    await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
    return;
  }
  const real = realUrl(url);
  const handler = handlers.get(new URL(real).protocol.slice(0, -1));
  if (!handler) return void (await session.send('Fetch.failRequest', { requestId, errorReason: 'NameNotResolved' }));
  const response = await handler(new Request(real));
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  });
}
