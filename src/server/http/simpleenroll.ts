import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { certsOnly } from '../../shared/cms/certs-only.ts';
import { SpamsError } from '../../shared/errors.ts';
import { MEDIA, PATHS } from '../../shared/protocol.ts';
import { enrol } from '../authority/enrol.ts';
import type { OfficeContext } from '../context.ts';
import { readRequestBody } from './est.ts';
import { WrongGuesses } from './wrong-guesses.ts';

/**
 * `POST /.well-known/est/simpleenroll` (RFC 7030 section 4.2.1): the invite is HTTP Basic, its id the name, its code the
 * password; the body a PKCS#10 in base64. A manager's comes over a device of its branch.
 */
export function simpleenroll(app: FastifyInstance, office: OfficeContext): void {
  const guesses = new WrongGuesses(office.clock);
  app.post(PATHS.simpleenroll, { config: { anyone: true } }, async (request, reply) => {
    const certificate = await guesses.guess(request.ip, async () => {
      const { invite, code } = readBasic(request.headers.authorization);
      const publicKey = readRequestBody(request.body);
      return enrol(office, { invite, code, publicKey, over: request.device?.identity });
    });
    return reply.type(MEDIA.certsOnly).send(certsOnly([certificate]).toString('base64'));
  });
}

const basic = z.object({ invite: z.string().min(1).max(64), code: z.string().min(1).max(64) });

/** The id and code of an invite, out of HTTP Basic (RFC 7617). Throws `invite-refused`. */
export function readBasic(header: string | undefined): z.infer<typeof basic> {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,300})$/i.exec(header ?? '')?.[1] ?? '';
  const [invite, code] = Buffer.from(encoded, 'base64').toString('latin1').split(':');
  const parsed = basic.safeParse({ invite, code });
  if (!parsed.success) throw new SpamsError('invite-refused', { detail: 'no invite in the request' });
  return parsed.data;
}
