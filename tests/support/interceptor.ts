import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect, TLSSocket } from 'node:tls';
import forge from 'node-forge';
import { onTestFinished } from 'vitest';
import { FREE_KEY, testKey } from './keys.ts';

/**
 * A proxy that looks into TLS, as some companies' do: it answers in the place of whatever host is asked for, by a
 * certificate of its own CA, and passes everything on. Keeps every byte that it gets to read.
 */
export class Interceptor {
  readonly port: number;
  readonly #read: Buffer[] = [];

  private constructor(port: number) {
    this.port = port;
  }

  /** @param issuer what its CA calls itself */
  static async start(now: Date, issuer: { CN: string; O: string }): Promise<Interceptor> {
    const tls = foreignTls(now, issuer);
    const sockets = new Set<Socket>();
    const server = createServer().on('connect', ({ url }, client: Socket) => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      const inside = new TLSSocket(client, { isServer: true, requestCert: true, rejectUnauthorized: false, ...tls });
      const [host, port] = url!.split(':');
      const office = connect({ host: host!, port: Number(port), rejectUnauthorized: false });
      for (const socket of [client, inside, office]) sockets.add(socket.on('error', () => {}));
      inside.on('data', (chunk: Buffer) => interceptor.#read.push(chunk));
      inside.pipe(office).pipe(inside);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const interceptor = new Interceptor((server.address() as AddressInfo).port);
    return interceptor;
  }

  /** Everything that went through it towards offices, in the clear. */
  get read(): string {
    return Buffer.concat(this.#read).toString('latin1');
  }
}

/** What a CA that isn't ours certifies for localhost; as ever, by an RSA key, which forge can sign with. */
function foreignTls(now: Date, { CN, O }: { CN: string; O: string }) {
  const { privateKey } = testKey(FREE_KEY);
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(...publicNumbers(key));
  certificate.serialNumber = '01';
  certificate.validity = {
    notBefore: new Date(now.getTime() - 60_000),
    notAfter: new Date(now.getTime() + 86_400_000),
  };
  certificate.setSubject([{ name: 'commonName', value: 'localhost' }]);
  certificate.setIssuer([
    { name: 'commonName', value: CN },
    { name: 'organizationName', value: O },
  ]);
  certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }]);
  certificate.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create());
  return { key, cert: forge.pki.certificateToPem(certificate) };
}

function publicNumbers(key: string): [forge.jsbn.BigInteger, forge.jsbn.BigInteger] {
  const { n, e } = forge.pki.privateKeyFromPem(key);
  return [n, e];
}
