import type { FastifyInstance } from 'fastify';
import { seal } from '../../shared/cms/enveloped-data.ts';
import { MEDIA, PATHS } from '../../shared/protocol.ts';
import { recordMenuFetched } from '../authority/contacts.ts';
import type { OfficeContext } from '../context.ts';
import { branchMenu } from '../menus/branch-menu.ts';
import type { Metrics } from '../metrics.ts';
import { type Device, deviceOf } from './access.ts';

/** `GET /v1/menu`: the branch's menu, sealed to the asking device; 304 when it has this version already. */
export function menu(app: FastifyInstance, office: OfficeContext, metrics: Metrics): void {
  app.get(PATHS.menu, async (request, reply) => {
    const device = deviceOf(request);
    const { version, signed_data } = await branchMenu(office, device.identity.branch);
    await recordMenuFetched(office, device.identity, version);
    const etag = etagOf(version, device);
    reply.header('ETag', etag).header('Cache-Control', 'no-store');
    if (request.headers['if-none-match'] === etag) {
      metrics.menus.inc({ result: 'unchanged' });
      return reply.code(304).send();
    }
    metrics.menus.inc({ result: 'sent' });
    return reply.type(MEDIA.document).send(await seal(signed_data, device.certificate));
  });
}

/** Version and recipient: a renewed device can't open what was sealed to its old key. */
function etagOf(version: number, { certificate }: Device): string {
  return `"${version}-${certificate.fingerprint.slice(0, 16)}"`;
}
