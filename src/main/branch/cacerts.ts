import { get, type IncomingMessage } from 'node:http';
import { readCertsOnly } from '../../shared/cms/certs-only.ts';
import { SpamsError } from '../../shared/errors.ts';
import { type Certificate, isSignedBy } from '../../shared/pki/certificate.ts';
import { ISSUING, matchesProfile, ROOT } from '../../shared/pki/profiles.ts';
import { LIMITS, MEDIA, PATHS } from '../../shared/protocol.ts';
import { Network } from './network/network.ts';
import { plainText } from './network/plain-text.ts';
import { networkError, openSecure } from './network/secure.ts';

/** For the whole answer: whoever answers here is nobody yet, and may drip for ever. */
const TIMEOUT = 10_000;

/** The root that an invite pins, and the CA below it. */
export interface Anchors {
  root: Certificate;
  issuing: Certificate;
}

/**
 * Asks whoever answers at the office's address for its CAs, over a throwaway connection that proves nothing and carries
 * nothing: no client certificate, no code. Only what the invite's pin confirms is kept (DESIGN section 3).
 * @throws `root-mismatch`, `network-intercepted`, `office-busy`, `office-unreachable`, `host-unknown`, what `openRoute`
 *   throws
 */
export async function fetchAnchors(url: string, pin: string, network = new Network()): Promise<Anchors> {
  const certificates = readAnswer(await fetchUnverified(new URL(PATHS.cacerts, url), network));
  const root = certificates.find(({ fingerprint }) => fingerprint === pin);
  if (!root || !isSignedBy(root, root) || !matchesProfile(root, ROOT)) throw mismatch("its root isn't the invite's");
  const issuing = certificates.find((each) => matchesProfile(each, ISSUING) && isSignedBy(each, root));
  if (!issuing) throw mismatch('it has no issuing CA under the root');
  return { root, issuing };
}

function readAnswer(body: Buffer): Certificate[] {
  try {
    return readCertsOnly(Buffer.from(body.toString('latin1'), 'base64'));
  } catch (cause) {
    throw mismatch('its answer is no list of certificates', cause);
  }
}

async function fetchUnverified(url: URL, network: Network): Promise<Buffer> {
  const socket = await network.connect(url).catch((error: unknown) => {
    throw networkError(error, url.hostname);
  });
  const secure = await openSecure(socket, url.hostname, { rejectUnauthorized: false });
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(networkError(error, url.hostname));
    const headers = { host: url.host };
    const request = get({ createConnection: () => secure, path: url.pathname, headers }, (response) => {
      const refused = refusalOf(response, url);
      if (refused) request.destroy(refused);
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LIMITS.enrolment) request.destroy(mismatch('its answer is too long'));
        else chunks.push(chunk);
      });
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', fail);
    });
    const deadline = setTimeout(() => request.destroy(new Error('no answer in time')), TIMEOUT);
    request.on('close', () => clearTimeout(deadline));
    request.on('error', fail);
  });
}

/** A page to log in on, or the way to one, is no office's answer, and no wrong office's either. */
function refusalOf({ statusCode = 0, headers }: IncomingMessage, { hostname: host }: URL): SpamsError | undefined {
  const type = headers['content-type'] ?? 'nothing';
  if (statusCode === 200 && type.split(';')[0] === MEDIA.document) return undefined;
  const detail = `${host} answered ${statusCode}, ${plainText(type, 80)}, when asked for its certificates`;
  if (statusCode >= 500 && statusCode !== 511) return new SpamsError('office-busy', { detail });
  return new SpamsError('network-intercepted', { params: { host }, detail });
}

const mismatch = (detail: string, cause?: unknown): SpamsError => new SpamsError('root-mismatch', { detail, cause });
