import type { FastifyInstance } from 'fastify';
import { MEDIA, PATHS } from '../../shared/protocol.ts';
import { newestCrl } from '../authority/crl.ts';
import type { OfficeContext } from '../context.ts';

/** `GET /crl`: the issuing CA's newest revocation list (RFC 5280), DER, for anyone. */
export function crl(app: FastifyInstance, { db }: OfficeContext): void {
  app.get(PATHS.crl, { config: { anyone: true } }, async (_, reply) => {
    const { der } = await newestCrl(db, 'issuing');
    return reply.type(MEDIA.crl).send(der);
  });
}
