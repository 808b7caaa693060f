import type { FastifyInstance } from 'fastify';
import { seal } from '../../shared/cms/enveloped-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { LIMITS, MEDIA, PATHS } from '../../shared/protocol.ts';
import { receiptOf } from '../closings/receipts.ts';
import { receiveClosing } from '../closings/receive.ts';
import type { OfficeContext } from '../context.ts';
import type { Metrics } from '../metrics.ts';
import { deviceOf } from './access.ts';

/** `POST /v1/closings`: 201 and the sealed receipt; the same document again: 200 and the same receipt. */
export function closings(app: FastifyInstance, office: OfficeContext, metrics: Metrics): void {
  app.post(PATHS.closings, { bodyLimit: LIMITS.document }, async (request, reply) => {
    const device = deviceOf(request);
    if (!Buffer.isBuffer(request.body))
      throw new SpamsError('request-malformed', { detail: 'no document in the body' });
    const { closing, isNew } = await receiveClosing(office, request.body, device.identity);
    metrics.closings.inc({ result: closing.state === 'held' ? 'held' : isNew ? 'accepted' : 'repeated' });
    const { document_id: document, state } = closing;
    request.log.info({ document, state, isNew, needsReview: closing.needs_review === 1 }, 'closing received');
    const receipt = await seal(receiptOf(closing), device.certificate);
    return reply
      .code(isNew ? 201 : 200)
      .type(MEDIA.document)
      .send(receipt);
  });
}
