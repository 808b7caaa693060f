import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asSpamsError, ERRORS, SpamsError, tooLarge } from '../../shared/errors.ts';
import { LIMITS, MEDIA } from '../../shared/protocol.ts';
import type { Metrics } from '../metrics.ts';

type Refuse = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Answers whatever was thrown as a problem (RFC 9457), counted and logged with its true code and the operator's reason. */
export function refuseWith(metrics: Metrics): Refuse {
  return (thrown, request, reply) => {
    const error = translate(thrown, request.routeOptions.bodyLimit);
    metrics.refusals.inc({ code: error.code });
    const { status, body } = problemOf(error);
    const level = status >= 500 ? 'error' : 'warn';
    request.log[level](
      { code: error.code, detail: error.message, device: request.device?.identity, err: error.cause },
      'refused',
    );
    return reply.code(status).type(MEDIA.problem).send(body);
  };
}

/** What isn't even HTTP, or has headers beyond all measure, never becomes a request: node hands over the bare socket. */
export function refuseSocket(this: FastifyInstance, thrown: NodeJS.ErrnoException, socket: Socket): void {
  if (thrown.code === 'ECONNRESET' || !socket.writable) return;
  this.log.warn({ code: 'request-malformed', detail: thrown.message, ip: socket.remoteAddress }, 'refused');
  const { status, body } = problemOf(new SpamsError('request-malformed'));
  const head = `HTTP/1.1 ${status} Bad Request\r\nContent-Type: ${MEDIA.problem}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.end(Buffer.concat([Buffer.from(head), body]));
}

/** What may leave of a message's particulars: never a path, an address or an operator's reason. */
const PUBLIC_PARAMS = new Set(['limit']);

/**
 * What the other side may know: the code and a person's words, never the reason. An error of the office's own, which
 * would tell a manager to free the disk of the wrong machine, leaves as `office-failed`. Bytes, so that no charset is added.
 */
function problemOf(error: SpamsError): { status: number; body: Buffer } {
  const { code } = error;
  const { status } = ERRORS[code];
  if (status === undefined) return problemOf(new SpamsError('office-failed'));
  const params = Object.fromEntries(Object.entries(error.params).filter(([name]) => PUBLIC_PARAMS.has(name)));
  const title = new SpamsError(code, { params }).person().happened;
  return {
    status,
    body: Buffer.from(JSON.stringify({ type: `urn:spams:error:${code}`, title, status, code, params })),
  };
}

/** Fastify's own refusals in our terms. */
function translate(thrown: unknown, bodyLimit: number | undefined): SpamsError {
  const { code, statusCode, message } = thrown as FastifyError;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(bodyLimit ?? LIMITS.enrolment);
  if (typeof code === 'string' && code.startsWith('FST_') && statusCode !== undefined && statusCode < 500) {
    return new SpamsError('request-malformed', { detail: message, cause: thrown });
  }
  return asSpamsError(thrown);
}
