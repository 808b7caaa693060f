import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { connect, type Socket } from 'node:net';
import { SpamsError } from '../../../shared/errors.ts';
import { plainText } from './plain-text.ts';
import { authority, type HttpProxy, type Route } from './routes.ts';

/** Poor lines take their time; without any line, the name look-up fails at once. Milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** For the proxy's answer, which itself tries to connect first. */
const TUNNEL_TIMEOUT = 30_000;

/**
 * A TCP connection to the host and port of `url` by one way. Nothing has been said over it yet.
 * @throws the network's own error where it goes directly; `proxy-unreachable`, `proxy-auth-required`, `proxy-refused`,
 *   `proxy-unsupported`, `network-intercepted`, `office-unreachable` where it doesn't
 */
export async function openRoute(route: Route, url: URL, signal?: AbortSignal): Promise<Socket> {
  const target = { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) || 443 };
  switch (route.kind) {
    case 'direct':
      return openDirect(target, signal);
    case 'proxy':
      return openTunnel(route.proxy, target, signal);
    case 'unknown':
      throw new SpamsError('proxy-unsupported', { detail: `the system's settings name ${route.name}` });
  }
}

interface Target {
  host: string;
  port: number;
}

function openDirect({ host, port }: Target, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true, ...(signal && { signal }) });
    const deadline = setTimeout(() => socket.destroy(new Error('no connection in time')), CONNECT_TIMEOUT);
    // It stays: TLS, which comes next, has its own.
    socket.on('error', reject);
    socket.once('close', () => clearTimeout(deadline));
    socket.once('connect', () => {
      clearTimeout(deadline);
      resolve(socket);
    });
  });
}

/** Has a proxy connect to the target. Whatever it answers instead is told by its code; its pages are never read. */
function openTunnel(proxy: HttpProxy, target: Target, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = askProxy(proxy, target, signal);
    let isReached = false;
    let deadline = setTimeout(() => request.destroy(new Error('no connection in time')), CONNECT_TIMEOUT);
    request.once('socket', (socket) =>
      socket.once(proxy.secure ? 'secureConnect' : 'connect', () => {
        isReached = true;
        clearTimeout(deadline);
        deadline = setTimeout(() => request.destroy(silent(proxy, target)), TUNNEL_TIMEOUT);
      }),
    );
    request.once('error', (error) => {
      clearTimeout(deadline);
      reject(error instanceof SpamsError ? error : unreachable(proxy, error, isReached));
    });
    request.once('connect', (response, socket: Socket, head) => {
      clearTimeout(deadline);
      socket.on('error', () => {});
      const refusal = refusalOf(response, head, proxy, target);
      if (!refusal) return resolve(socket);
      socket.destroy();
      reject(refusal);
    });
    request.end();
  });
}

function askProxy({ host, port, secure, credentials }: HttpProxy, target: Target, signal?: AbortSignal): ClientRequest {
  const path = authority(target.host, target.port);
  return (secure ? https : http).request({
    host,
    port,
    method: 'CONNECT',
    path,
    agent: false,
    // Said outright, as for the office; an HTTPS proxy is one that this PC's usual CAs certify.
    ...(secure && { rejectUnauthorized: true }),
    headers: {
      host: path,
      connection: 'keep-alive',
      ...(credentials && { 'proxy-authorization': basic(credentials) }),
    },
    ...(signal && { signal }),
  });
}

const basic = ({ user, password }: { user: string; password: string }): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Undefined when the proxy has let us through. */
function refusalOf(
  { statusCode = 0, headers }: IncomingMessage,
  head: Buffer,
  proxy: HttpProxy,
  target: Target,
): SpamsError | undefined {
  const params = { host: target.host };
  const detail = `the proxy ${nameOf(proxy)} answered ${statusCode} to CONNECT ${authority(target.host, target.port)}`;
  if (statusCode >= 200 && statusCode < 300) {
    // The office never speaks first.
    return head.length > 0
      ? new SpamsError('network-intercepted', { params, detail: `${detail}, and more` })
      : undefined;
  }
  // A wrong password is answered by 401, meant for servers, by tinyproxy 1.11.
  if (statusCode === 407 || statusCode === 401) {
    const schemes = plainText(String(headers['proxy-authenticate'] ?? headers['www-authenticate'] ?? 'nothing'), 80);
    return new SpamsError('proxy-auth-required', { detail: `${detail}; it takes ${schemes}` });
  }
  // A redirection, or 511 (RFC 6585 section 6): a page to log in on.
  if (statusCode < 400 || statusCode === 511) return new SpamsError('network-intercepted', { params, detail });
  if (statusCode >= 500) return new SpamsError('office-unreachable', { detail });
  return new SpamsError('proxy-refused', { params, detail });
}

function unreachable(proxy: HttpProxy, cause: Error, isReached: boolean): SpamsError {
  const what = isReached ? 'hung up, or is no proxy' : "can't be reached";
  return new SpamsError('proxy-unreachable', { detail: `the proxy ${nameOf(proxy)} ${what}: ${cause.message}`, cause });
}

function silent(proxy: HttpProxy, { host, port }: Target): SpamsError {
  return new SpamsError('office-unreachable', {
    detail: `the proxy ${nameOf(proxy)} gave no answer in time to CONNECT ${authority(host, port)}`,
  });
}

/** A proxy as it is told to people. */
export const nameOf = ({ host, port }: HttpProxy): string => authority(host, port);
