import { get } from 'node:https';
import { readCertsOnly } from '../../shared/cms/certs-only.ts';
import { SpamsError } from '../../shared/errors.ts';
import { type Certificate, isSignedBy } from '../../shared/pki/certificate.ts';
import { ISSUING, matchesProfile, ROOT } from '../../shared/pki/profiles.ts';
import { LIMITS, PATHS } from '../../shared/protocol.ts';
import { networkError } from './client.ts';

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
 * @throws `root-mismatch`, `office-unreachable`, `host-unknown`
 */
export async function fetchAnchors(url: string, pin: string): Promise<Anchors> {
  const certificates = readAnswer(await fetchUnverified(new URL(PATHS.cacerts, url)));
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

function fetchUnverified(url: URL): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(networkError(error, url.hostname));
    const request = get(url, { agent: false, rejectUnauthorized: false, minVersion: 'TLSv1.3' }, (response) => {
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

const mismatch = (detail: string, cause?: unknown): SpamsError => new SpamsError('root-mismatch', { detail, cause });
