import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type Certificate, pem } from '../../src/shared/pki/certificate.ts';
import { type Issuer, issueOfficeTls } from '../../src/shared/pki/issue.ts';
import { generateEcKey, type KeyPair } from '../../src/shared/pki/keys.ts';

/** What to do with a whole request head; the socket is the peer's to write to, end or destroy. */
type Answer = (socket: TLSSocket, head: string) => void;

/**
 * Somebody who answers where an office should: speaks TLS with whatever certificate it was given, asks for the
 * client's, and keeps every byte that it gets to read.
 */
export class TlsPeer {
  /** Client certificates that were shown, DER. */
  readonly certificates: Buffer[] = [];
  connections = 0;
  /** Handshakes that took up an earlier session. */
  resumed = 0;
  readonly #server: Server;
  readonly #chunks: Buffer[] = [];

  private constructor(options: TlsOptions, answer: Answer) {
    this.#server = createServer({ requestCert: true, rejectUnauthorized: false, ...options }, (socket) => {
      if (socket.isSessionReused()) this.resumed += 1;
      const { raw } = socket.getPeerCertificate();
      if (raw) this.certificates.push(raw);
      socket.on('error', () => {});
      let head = '';
      socket.on('data', (chunk: Buffer) => {
        this.#chunks.push(chunk);
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        answer(socket, head.slice(0, end));
        head = '';
      });
    });
    this.#server.on('connection', () => {
      this.connections += 1;
    });
    this.#server.on('tlsClientError', () => {});
  }

  static async start(options: TlsOptions, answer: Answer): Promise<TlsPeer> {
    const peer = new TlsPeer(options, answer);
    const sockets = new Set<{ destroy(): void }>();
    peer.#server.on('connection', (socket: TLSSocket) => sockets.add(socket));
    peer.#server.listen(0, '127.0.0.1');
    await once(peer.#server, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      peer.#server.close();
    });
    return peer;
  }

  get url(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Everything that clients said to it. */
  get received(): string {
    return Buffer.concat(this.#chunks).toString('latin1');
  }
}

/** An answer with a body, after which the connection is closed. */
export function httpAnswer(status: string, body: Buffer | string = '', headers: Record<string, string> = {}): Buffer {
  const all = { 'content-length': String(Buffer.byteLength(body)), connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`), Buffer.from(body)]);
}

/** What a TLS server presents under an issuing CA: a fresh key and certificate for a host, as an office has. */
export async function officeTls(issuing: Issuer, now: Date, host = 'localhost') {
  const pair = await generateEcKey();
  const certificate = await issueOfficeTls(pair.publicKey, host, issuing, now);
  return { ...presented(pair, certificate, issuing.certificate), certificate };
}

/** TLS options for a key with its certificate and what leads from there towards a root. */
export function presented({ privateKey }: Pick<KeyPair, 'privateKey'>, ...certificates: Certificate[]) {
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: certificates.map(({ der }) => pem('CERTIFICATE', der)).join(''),
  };
}
