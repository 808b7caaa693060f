import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { expect } from 'vitest';
import { z } from 'zod';
import { ERRORS, type ErrorCode, isErrorCode } from '../../src/shared/errors.ts';
import { type Certificate, pem } from '../../src/shared/pki/certificate.ts';
import { MEDIA } from '../../src/shared/protocol.ts';
import type { TestOffice } from './office.ts';

/** What a client shows of itself; the key is its own even when the certificate is not what it should be. */
interface Shown {
  certificate: Certificate;
  privateKey: KeyObject;
}

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Whose certificate to show; none, if left out. */
  as?: Shown | undefined;
  /** Anything else of node's: `agent` for a kept connection, `session`, `localAddress`, TLS versions. */
  options?: RequestOptions;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * A request as node's own client makes it, with nothing of ours in between: what an attacker would send. Each goes over
 * a connection of its own unless an agent is given.
 */
export async function ask(office: TestOffice, path: string, question: Question = {}): Promise<Reply> {
  const { outgoing, reply } = begin(office, path, question);
  outgoing.end(question.body);
  return reply;
}

/** The same with its body still to be written. */
export function begin(
  office: TestOffice,
  path: string,
  { method = 'GET', headers, as, options }: Question = {},
): { outgoing: ClientRequest; reply: Promise<Reply> } {
  const { config, keys } = office.context;
  const outgoing = request({
    host: '127.0.0.1',
    servername: config.host,
    port: config.port,
    path,
    method,
    headers,
    ca: pem('CERTIFICATE', keys.root.der),
    agent: false,
    ...(as && { cert: chainPem(office, as), key: as.privateKey.export({ type: 'pkcs8', format: 'pem' }) }),
    ...options,
  });
  return { outgoing, reply: replyTo(outgoing) };
}

/** Keeps one connection open over many requests. */
export const keptConnection = (): Agent => new Agent({ keepAlive: true, maxSockets: 1 });

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  params: z.strictObject({ limit: z.string().optional() }),
});

/**
 * The code of a refusal, once it is a whole RFC 9457 problem that says nothing but its code and what a person may read;
 * of anything else the HTTP status.
 */
export function outcome({ status, headers, body }: Reply): ErrorCode | number {
  if (status < 400) return status;
  expect(headers['content-type']).toBe(MEDIA.problem);
  const problem = problemSchema.parse(JSON.parse(body.toString('utf8')));
  const { code, title, type } = problem;
  if (!isErrorCode(code)) throw new Error(`not a code of ours: ${code}`);
  expect({ status: problem.status, type }).toEqual({ status, type: `urn:spams:error:${code}` });
  expect(status).toBe(ERRORS[code].status);
  expect(title).toMatch(
    new RegExp(`^${ERRORS[code].happened.replace(/[.*+?()]/g, '\\$&').replace(/\{\w+\}/g, '.*')}$`),
  );
  return code;
}

function chainPem({ context }: TestOffice, { certificate }: Shown): string {
  return pem('CERTIFICATE', certificate.der) + pem('CERTIFICATE', context.keys.issuingCertificate.der);
}

async function replyTo(outgoing: ClientRequest): Promise<Reply> {
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}
