import { constants } from 'node:os';
import { Readable } from 'node:stream';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import { Agent, request } from 'undici';
import manifest from '../../../package.json' with { type: 'json' };
import type { Recipient } from '../../shared/cms/enveloped-data.ts';
import { ERRORS, isErrorCode, SpamsError } from '../../shared/errors.ts';
import { failpoint } from '../../shared/failpoint.ts';
import { pem, readCertificate } from '../../shared/pki/certificate.ts';
import { LIMITS, problemSchema } from '../../shared/protocol.ts';
import { quietJson } from './json.ts';
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
  /** How long the office may take from the first byte sent to the answer's head, milliseconds. */
  timeout?: number;
  /** Told, before each part of the body leaves, how many bytes have been given to the connection, that part included. */
  onSend?: (bytes: number) => void;
  /** Ends the request with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Poor lines take their time; without any line, the name look-up fails at once. */
const CONNECT_TIMEOUT = 10_000;
const ANSWER_TIMEOUT = 60_000;

/** TLS 1.3 to the office: its root is the only one trusted, and a certificate on its CRL isn't taken. */
export class OfficeClient {
  readonly #url: URL;
  readonly #trust: Trust;
  readonly #connect: Agent.Options['connect'];
  #agent: Agent;
  #crlNumber: number;

  constructor(url: string, trust: Trust, device?: Recipient) {
    this.#url = new URL(url);
    this.#trust = trust;
    this.#connect = connectOptions(trust, device);
    this.#agent = newAgent(this.#connect);
    this.#crlNumber = trust.crlNumber;
  }

  /**
   * Asks the office. An answer that is a problem is thrown with its own code, marked as the office's word.
   * @throws any code that the office gives; `office-unreachable`, `host-unknown`, `network-intercepted`, `clock-off`,
   *   `office-revoked`
   */
  async ask(path: string, question: Question = {}): Promise<Answer> {
    failpoint('request about to be sent', path);
    const answer = await this.#send(path, question);
    failpoint('answer received', path);
    if (!isAnswered(answer)) throw problem(answer);
    return answer;
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** A connection was checked against the CRL when it was made: under a newer CRL, none is kept. */
  #currentAgent(): Agent {
    if (this.#crlNumber !== this.#trust.crlNumber) {
      void this.#agent.close();
      this.#agent = newAgent(this.#connect);
      this.#crlNumber = this.#trust.crlNumber;
    }
    return this.#agent;
  }

  async #send(
    path: string,
    { method = 'GET', headers = {}, body, timeout = ANSWER_TIMEOUT, onSend, signal }: Question,
  ): Promise<Answer> {
    try {
      const response = await request(new URL(path, this.#url), {
        dispatcher: this.#currentAgent(),
        method,
        headers: { 'user-agent': `spams-branch/${manifest.version}`, ...lengthOf(body), ...headers },
        headersTimeout: timeout,
        ...(body !== undefined && { body: onSend ? Readable.from(inParts(body, onSend)) : body }),
        ...(signal && { signal }),
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

/** Said also of a body that is sent in parts: so the office can refuse one that is too large before it comes. */
function lengthOf(body: Buffer | string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

const PART = 64 * 1024;

function* inParts(whole: Buffer | string, onSend: (bytes: number) => void): Generator<Buffer> {
  const body = typeof whole === 'string' ? Buffer.from(whole) : whole;
  for (let start = 0; start < body.length; start += PART) {
    const part = body.subarray(start, start + PART);
    onSend(start + part.length);
    yield part;
  }
}

function connectOptions(trust: Trust, device: Recipient | undefined): Agent.Options['connect'] {
  const options: ConnectionOptions & { timeout: number; maxCachedSessions: number } = {
    minVersion: 'TLSv1.3',
    // Said outright: NODE_TLS_REJECT_UNAUTHORIZED, which some set for a whole machine, must not switch the pin off.
    rejectUnauthorized: true,
    ca: pem('CERTIFICATE', trust.root.der),
    timeout: CONNECT_TIMEOUT,
    // Taking up an earlier session skips every check of the certificate.
    maxCachedSessions: 0,
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
  return options;
}

function newAgent(connect: Agent.Options['connect']): Agent {
  return new Agent({
    connect,
    bodyTimeout: ANSWER_TIMEOUT,
    maxResponseSize: LIMITS.answer,
  });
}

/** The office never redirects: whatever sends a branch elsewhere is something in between. */
const isAnswered = ({ status }: Answer): boolean => (status >= 200 && status < 300) || status === 304;

/**
 * The office's refusal as the error it names, when that is one that an office answers with: what only this PC can find,
 * such as a full disk, isn't believed of another machine.
 */
export function problem({ status, body }: Pick<Answer, 'status' | 'body'>): SpamsError {
  const { data } = problemSchema.safeParse(quietJson(body));
  if (data && isErrorCode(data.code) && ERRORS[data.code].status !== undefined) {
    const detail = `the office answered ${status}: ${data.title}`;
    return new SpamsError(data.code, { params: data.params, detail, remote: true });
  }
  const code = status >= 500 ? 'office-busy' : 'request-malformed';
  return new SpamsError(code, { detail: `the office answered ${status} without a reason`, remote: true });
}

/** What the network did, as one of our codes. */
export function networkError(error: unknown, host: string): SpamsError {
  const found = ours(error);
  if (found) return found;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const options = { params: { host }, detail: `${host}: ${(error as Error).message}`, cause: error };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new SpamsError('host-unknown', options);
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return new SpamsError('clock-off', options);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new SpamsError('document-malformed', options);
  if (isTlsRefusal(code)) return new SpamsError('network-intercepted', options);
  return new SpamsError('office-unreachable', options);
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
