import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { SpamsError } from '../shared/errors.ts';
import { isErrno } from '../shared/files.ts';
import { ntpOffset } from '../shared/ntp.ts';
import { issueCrlIfDue } from './authority/crl.ts';
import { renewTlsIfDue, tlsOptions } from './authority/tls.ts';
import { createAdmin } from './http/admin.ts';
import { createApp } from './http/app.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Office } from './office.ts';

export interface Server {
  /** Finishes what it took on, then closes listeners and database. */
  stop(): Promise<void>;
}

const HOUR = 60 * 60 * 1000;
const CLOCK_TOLERANCE = 2_000;

/**
 * Serves branches until stopped. The daily CRL, the office's TLS certificate and its clock are looked after hourly.
 * @param listen the address to bind; the default is every one
 * @throws `port-in-use`, `file-not-allowed`
 */
export async function serve(office: Office, log: Logger, listen = '::'): Promise<Server> {
  const metrics = createMetrics(office);
  await office.keys.loadForServing();
  await renewTlsIfDue(office);
  await issueCrlIfDue(office);
  const app = createApp(office, metrics, log, await tlsOptions(office));
  const admin = createAdmin(office, metrics, log);
  const { port, admin: adminAddress } = office.config;
  try {
    await bind(app, listen, port);
    await bind(admin, adminAddress.host, adminAddress.port);
  } catch (error) {
    await Promise.all([app.close(), admin.close()]);
    throw error;
  }
  void checkClock(office, metrics, log);
  const chores = setInterval(() => void doChores(office, app, metrics, log), HOUR);
  log.info({ port, admin: adminAddress }, 'serving');
  return {
    async stop() {
      clearInterval(chores);
      await Promise.all([app.close(), admin.close()]);
      await office.close();
      log.info('stopped');
    },
  };
}

/** What needs doing from time to time. One that fails is logged and tried again an hour later; the others and serving go on. */
async function doChores(office: Office, app: FastifyInstance, metrics: Metrics, log: Logger): Promise<void> {
  const chores = {
    'the revocation list': () => issueCrlIfDue(office),
    'the TLS certificate': () => renewTls(office, app, log),
    'the clock': () => checkClock(office, metrics, log),
  };
  for (const [name, chore] of Object.entries(chores)) {
    await chore().catch((error: unknown) => log.error(error, `looking after ${name} failed`));
  }
}

async function renewTls(office: Office, app: FastifyInstance, log: Logger): Promise<void> {
  if (await renewTlsIfDue(office)) log.info('the TLS certificate was renewed');
  // Not only then: when the clock was set back, an earlier certificate counts again.
  (app.server as unknown as import('node:tls').Server).setSecureContext(await tlsOptions(office));
}

/** The office's own clock is only reported on: its operating system sets it. */
async function checkClock(office: Office, metrics: Metrics, log: Logger): Promise<void> {
  const { servers } = office.config.ntp;
  if (servers.length === 0) return;
  const offset = await ntpOffset(servers);
  if (offset === undefined) {
    log.warn('no NTP server answered: the clock was not checked');
    return;
  }
  metrics.clockOffset.set(offset / 1000);
  if (Math.abs(offset) > CLOCK_TOLERANCE) log.warn({ offset }, 'the clock is off: set it, branches go by it');
}

async function bind(listener: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await listener.listen({ host, port });
  } catch (error) {
    // A machine without IPv6 has no `::`; every address is then 0.0.0.0.
    if (host === '::' && isErrno(error, 'EAFNOSUPPORT')) return bind(listener, '0.0.0.0', port);
    if (isErrno(error, 'EADDRINUSE')) throw new SpamsError('port-in-use', { params: { host, port }, cause: error });
    if (isErrno(error, 'EACCES', 'EPERM')) {
      throw new SpamsError('file-not-allowed', { params: { path: `port ${port}` }, cause: error });
    }
    throw error;
  }
}
