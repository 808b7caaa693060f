import type { FastifyInstance } from 'fastify';
import { certsOnly } from '../../shared/cms/certs-only.ts';
import { MEDIA, PATHS } from '../../shared/protocol.ts';
import type { OfficeContext } from '../context.ts';

/** `GET /.well-known/est/cacerts` (RFC 7030 section 4.1): the root and the issuing CA, for anyone; base64. */
export function cacerts(app: FastifyInstance, { keys }: OfficeContext): void {
  const body = certsOnly([keys.root, keys.issuingCertificate]).toString('base64');
  app.get(PATHS.cacerts, { config: { anyone: true } }, async (_, reply) => {
    return reply.type(MEDIA.certsOnly).header('Content-Transfer-Encoding', 'base64').send(body);
  });
}
