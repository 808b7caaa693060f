import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MEDIA, PATHS } from '../../src/shared/protocol.ts';
import { Desk } from '../support/closings.ts';
import { ask, begin, keptConnection, outcome } from '../support/https.ts';
import { TestOffice } from '../support/office.ts';

/** Takes a port until the test ends. */
async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return server;
}

describe('when a port is in use', () => {
  it.each(['TLS', 'admin'])('says so of the %s port, and leaves the other one free', async (which) => {
    const office = await TestOffice.open();
    const { port, admin } = office.context.config;
    const [taken, other] = which === 'TLS' ? [port, admin.port] : [admin.port, port];
    await occupy(taken);
    await expect(office.serve()).toFailWith('port-in-use');
    await occupy(other);
  });
});

describe('when it is monitored', () => {
  it('answers on the admin port and not on the TLS port, nor the other way round', async () => {
    const office = await TestOffice.start();
    const { device } = await Desk.open(office.context);
    for (const path of ['/metrics', '/healthz', '/readyz']) {
      expect((await fetch(office.adminUrl + path)).status).toBe(200);
      expect(outcome(await ask(office, path, { as: device }))).toBe('not-found');
      expect(outcome(await ask(office, path))).toBe('certificate-required');
    }
    for (const path of Object.values(PATHS)) expect((await fetch(office.adminUrl + path)).status).toBe(404);
  });

  it('counts what becomes of requests, and shows when certificates and the CRL run out', async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    const post = async (body: Buffer) =>
      ask(office, PATHS.closings, {
        method: 'POST',
        as: desk.device,
        headers: { 'content-type': MEDIA.document },
        body,
      });
    const { sealed } = await desk.closing();
    for (const body of [sealed, sealed, Buffer.from('x')]) await post(body);
    const text = await (await fetch(`${office.adminUrl}/metrics`)).text();
    const [tls] = await office.context.keys.files.certificates('tls');
    for (const line of [
      'spams_closings_total{result="accepted"} 1',
      'spams_closings_total{result="repeated"} 1',
      'spams_refusals_total{code="not-opened"} 1',
      'spams_request_duration_seconds_count{route="/v1/closings",status="201"} 1',
      `spams_certificate_expiry_timestamp_seconds{role="tls"} ${(tls?.notAfter.getTime() ?? 0) / 1000}`,
      `spams_crl_timestamp_seconds ${office.clock.now().getTime() / 1000}`,
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('is healthy but not ready while the database does not answer', async () => {
    const office = await TestOffice.start();
    await office.context.db.destroy();
    expect((await fetch(`${office.adminUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${office.adminUrl}/healthz`)).status).toBe(200);
  });

  it('goes on counting while the database does not answer', async () => {
    const office = await TestOffice.start();
    await office.context.db.destroy();
    expect(outcome(await ask(office, PATHS.crl))).toBe('office-failed');
    const metrics = await (await fetch(`${office.adminUrl}/metrics`)).text();
    expect(metrics).toContain('spams_refusals_total{code="internal-error"} 1');
  });
});

describe('when it is told to stop', () => {
  it('finishes the upload that it took on, then lets nobody in', async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    const { sealed } = await desk.closing();
    const agent = keptConnection();
    const headers = { 'content-type': MEDIA.document, 'content-length': String(sealed.length), expect: '100-continue' };
    const question = { method: 'POST', as: desk.device, headers, options: { agent } };
    const { outgoing, reply } = begin(office, PATHS.closings, question);
    outgoing.flushHeaders();
    await once(outgoing, 'continue');
    outgoing.write(sealed.subarray(0, 1000));
    const stopped = office.stop();
    outgoing.end(sealed.subarray(1000));
    expect(outcome(await reply)).toBe(201);
    await stopped;
    await expect(ask(office, PATHS.crl)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });

  it('does not wait for connections that are kept idle', async () => {
    const office = await TestOffice.start();
    const agent = keptConnection();
    expect(outcome(await ask(office, PATHS.crl, { options: { agent } }))).toBe(200);
    await office.stop();
    agent.destroy();
  });
});
