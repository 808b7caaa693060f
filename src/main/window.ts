import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { app, BrowserWindow, protocol, session } from 'electron';

const HOST = 'spams';
const RENDERER = join(import.meta.dirname, '../renderer');
const PRELOAD = join(import.meta.dirname, '../preload/index.cjs');

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** The renderer's own scheme, instead of `file:`: it has an origin, and reaches nothing but the built renderer. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** No navigation, no new window, no permission, in any page of the app. */
export function denyByDefault(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export async function openWindow(): Promise<void> {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  protocol.handle('app', serveRenderer);
  const window = new BrowserWindow({
    width: 1100,
    height: 760,
    minWidth: 800,
    minHeight: 600,
    show: false,
    webPreferences: { preload: PRELOAD, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`app://${HOST}/index.html`);
}

async function serveRenderer(request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  const path = normalize(join(RENDERER, decodeURIComponent(pathname)));
  const type = CONTENT_TYPES[extname(path)];
  if (host !== HOST || !path.startsWith(RENDERER + sep) || !type) return new Response(null, { status: 404 });
  try {
    const headers = { 'Content-Type': type, 'Content-Security-Policy': CONTENT_SECURITY_POLICY };
    return new Response(await readFile(path), { headers });
  } catch {
    return new Response(null, { status: 404 });
  }
}
