import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { newestCrl } from './authority/crl.ts';
import type { OfficeContext } from './context.ts';

/** What the office's monitoring sees, in Prometheus' text format. */
export interface Metrics {
  registry: Registry;
  requests: Histogram<'route' | 'status'>;
  closings: Counter<'result'>;
  menus: Counter<'result'>;
  refusals: Counter<'code'>;
  clockOffset: Gauge;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(office: OfficeContext): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  gaugeExpiry(office, registry);
  gaugeCrl(office, registry);
  return {
    registry,
    requests: new Histogram({
      name: 'spams_request_duration_seconds',
      help: 'Time from request to answer',
      labelNames: ['route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    closings: new Counter({
      name: 'spams_closings_total',
      help: 'Closings by what became of them: accepted, repeated or held',
      labelNames: ['result'],
      registers,
    }),
    menus: new Counter({
      name: 'spams_menus_total',
      help: 'Menu requests answered: sent or unchanged',
      labelNames: ['result'],
      registers,
    }),
    refusals: new Counter({
      name: 'spams_refusals_total',
      help: 'Requests refused, by error code',
      labelNames: ['code'],
      registers,
    }),
    clockOffset: new Gauge({
      name: 'spams_clock_offset_seconds',
      help: "How far NTP servers are ahead of the office's clock, when last asked",
      registers,
    }),
  };
}

function gaugeExpiry({ keys, clock }: OfficeContext, registry: Registry): void {
  new Gauge({
    name: 'spams_certificate_expiry_timestamp_seconds',
    help: "When the office's own certificates in use expire, Unix time",
    labelNames: ['role'] as const,
    registers: [registry],
    async collect() {
      for (const role of ['issuing', 'signing', 'encryption', 'tls'] as const) {
        const current = await ifReadable(keys.files.currentCertificate(role, clock()));
        if (current) this.set({ role }, current.notAfter.getTime() / 1000);
      }
    },
  });
}

function gaugeCrl({ db }: OfficeContext, registry: Registry): void {
  new Gauge({
    name: 'spams_crl_timestamp_seconds',
    help: 'When the newest revocation list was issued, Unix time',
    registers: [registry],
    async collect() {
      const newest = await ifReadable(newestCrl(db, 'issuing'));
      if (newest) this.set(new Date(newest.this_update).getTime() / 1000);
    },
  });
}

/** What can't be read has no number to show, but must not take the others away: they are needed most when things go wrong. */
const ifReadable = <T>(reading: Promise<T>): Promise<T | undefined> => reading.catch(() => undefined);
