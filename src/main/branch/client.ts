import { Readable } from 'node:stream';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import { Agent, type buildConnector, request } from 'undici';
import manifest from '../../../package.json' with { type: 'json' };
import type { Recipient } from '../../shared/cms/enveloped-data.ts';
import { ERRORS, isErrorCode, SpamsError } from '../../shared/errors.ts';
import { failpoint } from '../../shared/failpoint.ts';
import { pem, readCertificate } from '../../shared/pki/certificate.ts';
import { LIMITS, problemSchema } from '../../shared/protocol.ts';
import { quietJson } from './json.ts';
import { Network } from './network/network.ts';
import { networkError, openSecure } from './network/secure.ts';
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

const ANSWER_TIMEOUT = 60_000;

/** TLS 1.3 to the office: its root is the only one trusted, and a certificate on its CRL isn't taken. */
export class OfficeClient {
  readonly #url: URL;
  readonly #trust: Trust;
  readonly #network: Network;
  readonly #tls: ConnectionOptions;
  readonly #closing = new AbortController();
  #agent: Agent;
  #madeUnder: string;

  constructor(url: string, trust: Trust, device?: Recipient, network = new Network()) {
    this.#url = new URL(url);
    this.#trust = trust;
    this.#network = network;
    this.#tls = tlsOptions(trust, device);
    this.#agent = this.#newAgent();
    this.#madeUnder = this.#conditions;
  }

  /**
   * Asks the office. An answer that is a problem is thrown with its own code, marked as the office's word.
   * @throws any code that the office gives; `office-unreachable`, `host-unknown`, `network-intercepted`, `clock-off`,
   *   `office-revoked`, what `openRoute` throws
   */
  async ask(path: string, question: Question = {}): Promise<Answer> {
    failpoint('request about to be sent', path);
    const answer = await this.#send(path, question);
    failpoint('answer received', path);
    if (!isAnswered(answer)) throw problem(answer);
    return answer;
  }

  close(): Promise<void> {
    this.#closing.abort();
    return this.#agent.destroy();
  }

  /** What a connection was made under: by another CRL it would have to be checked again, by other settings go elsewhere. */
  get #conditions(): string {
    return `${this.#trust.crlNumber} ${this.#network.version}`;
  }

  #currentAgent(): Agent {
    if (this.#madeUnder !== this.#conditions && !this.#closing.signal.aborted) {
      void this.#agent.close();
      this.#agent = this.#newAgent();
      this.#madeUnder = this.#conditions;
    }
    return this.#agent;
  }

  /** Connections are made here rather than by undici's own ProxyAgent, which forgets what a proxy answered. */
  #newAgent(): Agent {
    const connect: buildConnector.connector = (_, told) => {
      this.#connect().then(
        (socket) => told(null, socket),
        (error) => told(error, null),
      );
    };
    return new Agent({ connect, bodyTimeout: ANSWER_TIMEOUT, maxResponseSize: LIMITS.answer });
  }

  async #connect() {
    const socket = await this.#network.connect(this.#url, this.#closing.signal);
    return openSecure(socket, this.#url.hostname, this.#tls);
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

function tlsOptions(trust: Trust, device: Recipient | undefined): ConnectionOptions {
  return {
    // Said outright: NODE_TLS_REJECT_UNAUTHORIZED, which some set for a whole machine, must not switch the pin off.
    rejectUnauthorized: true,
    ca: pem('CERTIFICATE', trust.root.der),
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
