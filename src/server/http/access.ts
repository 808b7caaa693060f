import type { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SpamsError } from '../../shared/errors.ts';
import { type Certificate, isValidAt, readCertificate } from '../../shared/pki/certificate.ts';
import type { BranchIdentity } from '../../shared/pki/identity.ts';
import { matchesProfile, PROFILES } from '../../shared/pki/profiles.ts';
import { checkHolder, revokedSince } from '../authority/certificates.ts';
import type { OfficeContext } from '../context.ts';

/** The device at the other end of a connection, by the certificate it proved to hold. */
export interface Device {
  identity: BranchIdentity;
  certificate: Certificate;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined only on routes that let anyone in. */
    device: Device | undefined;
  }
  interface FastifyContextConfig {
    /** Whether the route lets in those without a certificate. A route that doesn't say so doesn't. */
    anyone?: true;
  }
}

/**
 * Default deny: every request must come over a device's certificate, but for the routes that say `anyone`. Expiry and
 * revocation are checked at each request, since neither a kept connection nor TLS resumption does.
 */
export function requireDevice(app: FastifyInstance, office: OfficeContext): void {
  app.decorateRequest('device', undefined);
  app.addHook('onRequest', async (request) => {
    const certificate = peerCertificate(request);
    if (certificate) request.device = await checkDevice(office, request, certificate);
    else if (!request.routeOptions.config.anyone) throw new SpamsError('certificate-required');
  });
}

/** The device of a request on a route that isn't for anyone. */
export function deviceOf({ device }: FastifyRequest): Device {
  if (!device) throw new SpamsError('certificate-required');
  return device;
}

async function checkDevice(office: OfficeContext, request: FastifyRequest, certificate: Certificate): Promise<Device> {
  const socket = request.raw.socket as TLSSocket;
  const { identity } = certificate;
  if (!isValidAt(certificate, office.clock())) throw new SpamsError('certificate-expired');
  if (!socket.authorized) throw new SpamsError('certificate-untrusted', { detail: String(socket.authorizationError) });
  if (identity?.role !== 'device' || !matchesProfile(certificate, PROFILES.device)) {
    throw new SpamsError('access-denied', { detail: "not a device's certificate" });
  }
  if (await revokedSince(office.db, certificate.fingerprint)) throw new SpamsError('certificate-revoked');
  await checkHolder(office.db, identity);
  return { identity, certificate };
}

const read = new WeakMap<TLSSocket, Certificate>();

/** The certificate of a connection, read once for all its requests. */
function peerCertificate(request: FastifyRequest): Certificate | undefined {
  const socket = request.raw.socket as TLSSocket;
  const known = read.get(socket);
  if (known) return known;
  const raw = socket.getPeerX509Certificate()?.raw;
  if (!raw) return undefined;
  const certificate = readPeer(raw);
  read.set(socket, certificate);
  return certificate;
}

function readPeer(raw: Buffer): Certificate {
  try {
    return readCertificate(Buffer.from(raw));
  } catch (cause) {
    throw new SpamsError('certificate-untrusted', { detail: 'a certificate that SPAMS does not issue', cause });
  }
}
