import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

const HOST = 'spams';
const RENDERER = join(import.meta.dirname, '../renderer');

/** The window's page. */
export const PAGE = `app://${HOST}/index.html`;

/** Whether a page is ours. Node's URL gives schemes that it doesn't know no origin, so its two parts are compared. */
export function isOurs(url: string): boolean {
  const { protocol, host } = new URL(url);
  return protocol === 'app:' && host === HOST;
}

/** Griffel, which writes Fluent's styles, begins each of its style elements empty: the hash is the empty string's. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${EMPTY_STYLE}`,
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The renderer's own scheme, instead of `file:`: it has an origin, and reaches nothing but the built renderer. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** To be called when the app is ready. */
export function serveRenderer(): void {
  protocol.handle('app', answer);
}

async function answer(request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  try {
    const path = normalize(join(RENDERER, decodeURIComponent(pathname)));
    const type = CONTENT_TYPES[extname(path)];
    if (host !== HOST || !path.startsWith(RENDERER + sep) || !type) return new Response(null, { status: 404 });
    return new Response(await readFile(path), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}
