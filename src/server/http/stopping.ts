import type { FastifyInstance } from 'fastify';

/**
 * Lets go of a connection with the answer to a request that was under way when the listener began to stop. Kept open as
 * clients like them, it would hold the stop up until its client is done with it.
 */
export function closeWhenStopping(app: FastifyInstance): void {
  app.addHook('onSend', async (_, reply) => {
    if (!app.server.listening) reply.header('Connection', 'close');
  });
}
