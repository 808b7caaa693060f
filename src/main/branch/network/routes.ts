/** An HTTP proxy that lets a connection through to elsewhere by CONNECT (RFC 9110 section 9.3.6). */
export interface HttpProxy {
  /** A name or an address, an IPv6 one without brackets. */
  host: string;
  port: number;
  /** Whether the proxy itself is spoken to over TLS. */
  secure: boolean;
  credentials: Credentials | undefined;
}

/** For Basic authentication (RFC 7617). */
interface Credentials {
  user: string;
  password: string;
}

/** One way out of this PC. `unknown`: the system names a kind of proxy that isn't spoken here, such as SOCKS. */
export type Route = { kind: 'direct' } | { kind: 'proxy'; proxy: HttpProxy } | { kind: 'unknown'; name: string };

export const DIRECT: Route = { kind: 'direct' };

/** The ways that a PAC answer lists, in its order, such as `PROXY a:3128; HTTPS b:443; DIRECT`. None is direct. */
export function routesInPac(answer: string): Route[] {
  const parts = answer.split(';').map((part) => part.trim());
  const routes = parts.filter((part) => part !== '').map(routeOfPart);
  return routes.length > 0 ? routes : [DIRECT];
}

function routeOfPart(part: string): Route {
  const [kind = '', address = ''] = part.split(/\s+/);
  switch (kind.toUpperCase()) {
    case 'DIRECT':
      return DIRECT;
    case 'PROXY':
    case 'HTTP':
      return proxyAt(`http://${address}`);
    case 'HTTPS':
      return proxyAt(`https://${address}`);
    default:
      return { kind: 'unknown', name: part };
  }
}

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** The way through a proxy that a URL names, which may hold the user and password. */
export function proxyAt(text: string): Route {
  const url = URL.parse(text);
  const usual = DEFAULT_PORTS[url?.protocol ?? ''];
  const port = url?.port ? Number(url.port) : usual;
  // Nothing of it is repeated but the scheme: there may be a password in it.
  if (!url?.hostname || !usual || !port) return { kind: 'unknown', name: url?.protocol ?? 'something else than a URL' };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { kind: 'proxy', proxy: { host, port, secure: url.protocol === 'https:', credentials: credentialsIn(url) } };
}

function credentialsIn({ username, password }: URL): Credentials | undefined {
  return username === '' ? undefined : { user: decoded(username), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A host and port as they are written together. */
export const authority = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
