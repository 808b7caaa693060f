import { getProxyForUrl } from 'proxy-from-env';
import { DIRECT, proxyAt, type Route } from './routes.ts';

/** The variables that may name it, the one that counts first. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/** The command line's way out: as HTTPS_PROXY (or ALL_PROXY) and NO_PROXY say, in capitals or not. */
export async function environmentRoutes(url: URL): Promise<Route[]> {
  const proxy = getProxyForUrl(url.href);
  return [proxy === '' ? DIRECT : proxyAt(withScheme(proxy))];
}

/** Without a scheme in the variable the library gives the office's, but such a proxy is spoken to in the clear. */
function withScheme(proxy: string): string {
  const isAsGiven = VARIABLES.some((name) => process.env[name] === proxy);
  return isAsGiven ? proxy : proxy.replace(/^https:/, 'http:');
}
