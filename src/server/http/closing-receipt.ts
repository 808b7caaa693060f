import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { documentId } from '../../shared/cms/entity.ts';
import { seal } from '../../shared/cms/enveloped-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { MEDIA, receiptPath } from '../../shared/protocol.ts';
import { receiptOf } from '../closings/receipts.ts';
import type { OfficeContext } from '../context.ts';
import { deviceOf } from './access.ts';

const params = z.object({ id: documentId });

/** `GET /v1/closings/:id/receipt`: the receipt of one of this branch's closings, sealed to the asking device. */
export function closingReceipt(app: FastifyInstance, { db }: OfficeContext): void {
  app.get(receiptPath(':id'), async (request, reply) => {
    const { identity, certificate } = deviceOf(request);
    const parsed = params.safeParse(request.params);
    if (!parsed.success) throw new SpamsError('request-malformed', { detail: 'not a document id' });
    const closing = await db
      .selectFrom('closings')
      .selectAll()
      .where('document_id', '=', parsed.data.id)
      .where('branch', '=', identity.branch)
      .executeTakeFirst();
    if (!closing) throw new SpamsError('receipt-none');
    return reply.type(MEDIA.document).send(await seal(receiptOf(closing), certificate));
  });
}
