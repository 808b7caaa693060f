import type { SecureContextOptions, TlsOptions } from 'node:tls';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { SpamsError } from '../../shared/errors.ts';
import { LIMITS, MEDIA, UPLOAD_TIMEOUT } from '../../shared/protocol.ts';
import { recordContact } from '../authority/contacts.ts';
import type { OfficeContext } from '../context.ts';
import type { Metrics } from '../metrics.ts';
import { requireDevice } from './access.ts';
import { cacerts } from './cacerts.ts';
import { closingReceipt } from './closing-receipt.ts';
import { closings } from './closings.ts';
import { crl } from './crl.ts';
import { menu } from './menu.ts';
import { officeInfo } from './office-info.ts';
import { refuseSocket, refuseWith } from './problems.ts';
import { simpleenroll } from './simpleenroll.ts';
import { simplereenroll } from './simplereenroll.ts';
import { closeWhenStopping } from './stopping.ts';

const HANDSHAKE_TIMEOUT = 10_000;

/** The office's one TLS listener (DESIGN section 5): TLS 1.3, a client certificate asked for, problems as RFC 9457. */
export function createApp(
  office: OfficeContext,
  metrics: Metrics,
  log: FastifyBaseLogger,
  tls: SecureContextOptions,
): FastifyInstance {
  // Without a certificate one may still enrol; who may do what is requireDevice's to say.
  const access: TlsOptions = { requestCert: true, rejectUnauthorized: false, handshakeTimeout: HANDSHAKE_TIMEOUT };
  const refuse = refuseWith(metrics);
  const app = fastify({
    https: { ...tls, ...access },
    loggerInstance: log,
    bodyLimit: LIMITS.enrolment,
    requestTimeout: UPLOAD_TIMEOUT,
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: refuse,
    clientErrorHandler: refuseSocket,
  }) as unknown as FastifyInstance;
  app.setErrorHandler(refuse);
  app.setNotFoundHandler(() => {
    throw new SpamsError('not-found');
  });
  closeWhenStopping(app);
  readBodies(app);
  measure(app, metrics);
  requireDevice(app, office);
  app.addHook('onRequest', async (request) => {
    if (request.device) await recordContact(office, request.device.identity, appVersion(request.headers['user-agent']));
  });
  cacerts(app, office);
  simpleenroll(app, office);
  simplereenroll(app, office);
  officeInfo(app, office);
  menu(app, office, metrics);
  closings(app, office, metrics);
  closingReceipt(app, office);
  crl(app, office);
  return app;
}

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(MEDIA.document, { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.addContentTypeParser(MEDIA.request, { parseAs: 'string' }, (_, body, done) => done(null, body));
}

function measure(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { statusCode, elapsedTime } = reply;
    metrics.requests.observe({ route, status: String(statusCode) }, elapsedTime / 1000);
    const { method, ip, device } = request;
    request.log.info(
      { method, route, status: statusCode, ms: Math.round(elapsedTime), ip, device: device?.identity },
      'answered',
    );
  });
}

/** `spams-branch/1.2.3` as the version; anything else as none. */
function appVersion(userAgent: string | undefined): string | null {
  return /^spams-branch\/([0-9A-Za-z.+-]{1,40})$/.exec(userAgent ?? '')?.[1] ?? null;
}
