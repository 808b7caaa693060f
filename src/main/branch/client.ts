import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import { Agent, request } from 'undici';
import manifest from '../../../package.json' with { type: 'json' };
import type { Recipient } from '../../shared/cms/enveloped-data.ts';
import { isErrorCode, SpamsError } from '../../shared/errors.ts';
import { pem, readCertificate } from '../../shared/pki/certificate.ts';
import { LIMITS, problemSchema } from '../../shared/protocol.ts';
import type { Trust } from './trust.ts';

export interface Answer {
  status: number;
  etag: string | undefined;
  body: Buffer;
}

interface Question {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: Buffer | string;
}

const CONNECT_TIMEOUT = 5_000;
const ANSWER_TIMEOUT = 60_000;

/** TLS 1.3 to the office: its root is the only one trusted, and a certificate on its CRL isn't taken. */
export class OfficeClient {
  readonly #url: URL;
  readonly #agent: Agent;

  constructor(url: string, trust: Trust, device?: Recipient) {
    this.#url = new URL(url);
    const connect: ConnectionOptions & { timeout: number } = {
      minVersion: 'TLSv1.3',
      ca: pem('CERTIFICATE', trust.root.der),
      timeout: CONNECT_TIMEOUT,
      checkServerIdentity: (host, certificate) => {
        const mismatch = checkServerIdentity(host, certificate);
        if (mismatch) return mismatch;
        return trust.isRevoked(readCertificate(certificate.raw).serial) ? new SpamsError('office-revoked') : undefined;
      },
      ...(device && {
        key: device.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
        cert: pem('CERTIFICATE', device.certificate.der) + pem('CERTIFICATE', trust.issuing.der),
      }),
    };
    this.#agent = new Agent({
      connect,
      headersTimeout: ANSWER_TIMEOUT,
      bodyTimeout: ANSWER_TIMEOUT,
      maxResponseSize: LIMITS.answer,
    });
  }

  /**
   * Asks the office. An answer that is a problem is thrown with its own code, marked as the office's word.
   * @throws any code that the office gives; `office-unreachable`, `host-unknown`, `network-intercepted`, `clock-off`,
   *   `office-revoked`
   */
  async ask(path: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
    const answer = await this.#send(path, method, headers, body);
    if (answer.status >= 400) throw problem(answer);
    return answer;
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #send(
    path: string,
    method: 'GET' | 'POST',
    headers: Record<string, string>,
    body?: Buffer | string,
  ): Promise<Answer> {
    try {
      const response = await request(new URL(path, this.#url), {
        dispatcher: this.#agent,
        method,
        headers: { 'user-agent': `spams-branch/${manifest.version}`, ...headers },
        ...(body !== undefined && { body }),
      });
      const etag = response.headers.etag;
      return {
        status: response.statusCode,
        etag: typeof etag === 'string' ? etag : undefined,
        body: Buffer.from(await response.body.arrayBuffer()),
      };
    } catch (error) {
      throw networkError(error, this.#url.hostname);
    }
  }
}

/** The office's refusal as the error it names; an answer that isn't the office's at all comes from something in between. */
function problem({ status, body }: Answer): SpamsError {
  const parsed = problemSchema.safeParse(quietJson(body));
  if (parsed.success && isErrorCode(parsed.data.code)) {
    return new SpamsError(parsed.data.code, {
      detail: `the office answered ${status}: ${parsed.data.title}`,
      remote: true,
    });
  }
  const code = status >= 500 ? 'office-busy' : 'request-malformed';
  return new SpamsError(code, { detail: `the office answered ${status} without a reason`, remote: true });
}

function quietJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What the network did, as one of our codes. */
export function networkError(error: unknown, host: string): SpamsError {
  const found = ours(error);
  if (found) return found;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const options = { params: { host }, detail: `${host}: ${(error as Error).message}`, cause: error };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new SpamsError('host-unknown', options);
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return new SpamsError('clock-off', options);
  if (INTERCEPTED.test(code)) return new SpamsError('network-intercepted', options);
  return new SpamsError('office-unreachable', options);
}

/** Node's codes for a server certificate that doesn't lead to our root or names another host, and for no TLS 1.3 at all. */
const INTERCEPTED = /SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT_ALTNAME_INVALID|CERT_|INVALID_CA|ERR_SSL_|EPROTO/;

function ours(error: unknown): SpamsError | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof SpamsError) return each;
  return undefined;
}
