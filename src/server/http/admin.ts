import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { sql } from 'kysely';
import type { OfficeContext } from '../context.ts';
import type { Metrics } from '../metrics.ts';
import { closeWhenStopping } from './stopping.ts';

/** The listener for monitoring, on loopback unless set otherwise: `/metrics`, `/healthz`, `/readyz`. It says nothing secret. */
export function createAdmin({ db }: OfficeContext, metrics: Metrics, log: FastifyBaseLogger): FastifyInstance {
  const admin = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
  }) as unknown as FastifyInstance;
  closeWhenStopping(admin);
  admin.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  admin.get('/healthz', async () => ({ status: 'ok' }));
  admin.get('/readyz', async (request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { status: 'ok' };
    } catch (error) {
      request.log.error(error, 'the database does not answer');
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
  return admin;
}
