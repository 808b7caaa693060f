import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { writeConfig } from '../../src/main/branch/config.ts';
import type { BranchLog } from '../../src/main/branch/log.ts';
import { tlsOptions } from '../../src/server/authority/tls.ts';
import type { Recipient } from '../../src/shared/cms/enveloped-data.ts';
import { pem } from '../../src/shared/pki/certificate.ts';
import { formatInvite, parseInvite } from '../../src/shared/pki/invite.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { openBranch, templateBranch } from './branch.ts';
import type { TestOffice } from './office.ts';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Reply {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** What to answer instead of the real office, which `real` asks. Undefined: the connection breaks without an answer. */
export type Behaviour = (asked: Asked, real: () => Promise<Reply>) => Promise<Reply | undefined>;

type Passed = Pick<TestOffice, 'context' | 'url'>;

/**
 * An office whose front lies or fails: it holds the office's own TLS key, passes everything on to the real one, and
 * does with chosen paths what a test says.
 */
export class FakeOffice {
  /** What it was asked, in order. */
  readonly asked: Asked[] = [];
  /** In whose name it passes requests on. */
  device: Recipient | undefined;
  readonly #office: Passed;
  readonly #server: Server;
  readonly #behaviours = new Map<string, Behaviour>();

  private constructor(office: Passed, server: Server) {
    this.#office = office;
    this.#server = server;
  }

  static async start(office: Passed): Promise<FakeOffice> {
    const access = { minVersion: 'TLSv1.3' as const, requestCert: true, rejectUnauthorized: false };
    const server = createServer({ ...(await tlsOptions(office.context)), ...access });
    const fake = new FakeOffice(office, server);
    server.on('request', (incoming, response) => void fake.#answer(incoming, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return fake;
  }

  get url(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Does this with requests for a path from now on. */
  on(path: string, behaviour: Behaviour): void {
    this.#behaviours.set(path, behaviour);
  }

  /** Passes everything on again. */
  behave(): void {
    this.#behaviours.clear();
  }

  /** Is not there: every connection to it breaks. */
  vanish(): void {
    for (const path of Object.values(PATHS)) this.on(path, async () => undefined);
  }

  /** Is slow: passes requests for a path on only once what this gives is called. */
  hold(path: string): () => void {
    const gate = Promise.withResolvers<void>();
    this.on(path, async (_, real) => {
      await gate.promise;
      return real();
    });
    return gate.resolve;
  }

  /** Passes the next request for a path on, and loses the office's answer. */
  loseAnswer(path: string): void {
    this.on(path, async (_, real) => {
      this.#behaviours.delete(path);
      await real();
      return undefined;
    });
  }

  /** Answers a path with these bytes. */
  answer(path: string, body: Buffer | string, status = 200, headers: OutgoingHttpHeaders = {}): void {
    this.on(path, async () => ({ status, headers, body: Buffer.from(body) }));
  }

  /** An invite of the office's, leading here. */
  invite(text: string): string {
    return formatInvite({ ...parseInvite(text), url: this.url });
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = incoming;
    const body = await collect(incoming).catch(() => undefined);
    // Whoever asked has gone away meanwhile.
    if (!body) return;
    const asked = { method, path, headers, body };
    this.asked.push(asked);
    const real = (): Promise<Reply> => this.#pass(asked);
    const reply = await (this.#behaviours.get(path) ?? (() => real()))(asked, real).catch(() => undefined);
    if (!reply) incoming.socket.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  async #pass({ method, path, headers, body }: Asked): Promise<Reply> {
    const passed = request(new URL(path, this.#office.url), {
      agent: false,
      method,
      headers,
      ca: pem('CERTIFICATE', this.#office.context.keys.root.der),
      ...(this.device && {
        key: this.device.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        cert:
          pem('CERTIFICATE', this.device.certificate.der) +
          pem('CERTIFICATE', this.#office.context.keys.issuingCertificate.der),
      }),
    });
    passed.end(body);
    const [answer] = (await once(passed, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await collect(answer) };
  }
}

/** The template's branch, talking to an office through a front that a test can make lie. */
export async function branchBehindFake(
  office: TestOffice,
  log?: BranchLog,
): Promise<{ fake: FakeOffice; branch: Branch }> {
  const fake = await FakeOffice.start(office);
  const direct = await templateBranch(office);
  fake.device = direct.device.current;
  await writeConfig(direct.home, { ...direct.config, url: fake.url }, direct.config);
  return { fake, branch: await openBranch(direct.home, office, log) };
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
