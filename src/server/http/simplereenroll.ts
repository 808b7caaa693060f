import type { FastifyInstance } from 'fastify';
import { certsOnly } from '../../shared/cms/certs-only.ts';
import { MEDIA, PATHS } from '../../shared/protocol.ts';
import { renew } from '../authority/renew.ts';
import type { OfficeContext } from '../context.ts';
import { deviceOf } from './access.ts';
import { readRequestBody } from './est.ts';

/**
 * `POST /.well-known/est/simplereenroll` (RFC 7030 section 4.2.2): a device's next certificate over its current one, or
 * a manager's, when the PKCS#10 is made with the manager's current key.
 */
export function simplereenroll(app: FastifyInstance, office: OfficeContext): void {
  app.post(PATHS.simplereenroll, async (request, reply) => {
    const certificate = await renew(office, deviceOf(request).identity, readRequestBody(request.body));
    return reply.type(MEDIA.certsOnly).send(certsOnly([certificate]).toString('base64'));
  });
}
