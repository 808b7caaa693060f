import { isIP, type Socket } from 'node:net';
import { constants } from 'node:os';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { hasCode, SpamsError } from '../../../shared/errors.ts';
import { plainText } from './plain-text.ts';

const HANDSHAKE_TIMEOUT = 10_000;

/**
 * TLS 1.3 over a TCP connection, by what `options` say whom to trust. Where it is refused, the error says who issued the
 * certificate that was shown in the office's place, so that IT finds whose device that is.
 * @throws `network-intercepted`, `clock-off`, `office-unreachable`, what `checkServerIdentity` gives
 */
export function openSecure(socket: Socket, host: string, options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      ...options,
      socket,
      host,
      ...(isIP(host) === 0 && { servername: host }),
      minVersion: 'TLSv1.3',
      ALPNProtocols: ['http/1.1'],
    });
    let issuer: string | undefined;
    // It is on this event that Node refuses, and forgets the certificate: so it is looked at just before.
    secure.prependOnceListener('secure', () => {
      issuer = issuerOf(secure);
    });
    const deadline = setTimeout(() => secure.destroy(new Error('no TLS in time')), HANDSHAKE_TIMEOUT);
    // It stays, as whoever takes the connection begins to listen only a moment later.
    secure.on('error', (error) => {
      clearTimeout(deadline);
      reject(networkError(error, host, issuer));
    });
    secure.once('secureConnect', () => {
      clearTimeout(deadline);
      resolve(secure);
    });
  });
}

const LONGEST_NAME = 64;

/** Who says that they issued the certificate that is shown: anyone can say anything here. */
function issuerOf(secure: TLSSocket): string | undefined {
  const { issuer } = secure.getPeerCertificate();
  const names = [issuer?.CN, issuer?.O].flat().filter((name) => typeof name === 'string' && name !== '');
  const plain = names.map((name) => plainText(String(name), LONGEST_NAME));
  return plain.length > 0 ? [...new Set(plain)].join(', ') : undefined;
}

/** Who issued the certificate that was shown in the office's place, as far as an error knows. */
export function foreignIssuer(error: SpamsError | undefined): string | null {
  return hasCode(error, 'network-intercepted') && 'issuer' in error.params ? String(error.params.issuer) : null;
}

/**
 * What the network did, as one of our codes.
 * @param issuer who issued the certificate that was refused; it is kept as a parameter of `network-intercepted`
 */
export function networkError(error: unknown, host: string, issuer?: string): SpamsError {
  const found = ours(error);
  if (found) return found;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const detail = `${host}: ${(error as Error).message}`;
  const options = { params: { host }, detail, cause: error };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new SpamsError('host-unknown', options);
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return new SpamsError('clock-off', options);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new SpamsError('document-malformed', options);
  if (isTlsRefusal(code)) return intercepted(host, detail, issuer, error);
  return new SpamsError('office-unreachable', options);
}

function intercepted(host: string, detail: string, issuer: string | undefined, cause: unknown): SpamsError {
  const by = issuer === undefined ? '' : `; the certificate that was shown says it was issued by: ${issuer}`;
  const params = { host, ...(issuer !== undefined && { issuer }) };
  return new SpamsError('network-intercepted', { params, detail: detail + by, cause });
}

/**
 * Whether TLS itself said no: to a certificate that doesn't lead to our root, names another host or isn't a server's
 * (OpenSSL's X509_V_ERR names), or to a peer without TLS 1.3. Everything else is the connection's: errno, undici, parser.
 */
function isTlsRefusal(code: string): boolean {
  if (code === 'EPROTO' || /^ERR_(SSL|TLS)_/.test(code)) return true;
  return code !== '' && !/^(ERR|UND_ERR|HPE)_/.test(code) && !Object.hasOwn(constants.errno, code);
}

function ours(error: unknown): SpamsError | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof SpamsError) return each;
  return undefined;
}
