import type { SecureContextOptions } from 'node:tls';
import { pem } from '../../shared/pki/certificate.ts';
import { issueOfficeTls } from '../../shared/pki/issue.ts';
import { generateEcKey } from '../../shared/pki/keys.ts';
import { isDueForRenewal } from '../../shared/pki/profiles.ts';
import { type OfficeContext, transact } from '../context.ts';
import { recordCertificate } from './certificates.ts';

/** What the TLS listener presents, and the CAs that it takes client certificates from. */
export async function tlsOptions({ keys, clock }: OfficeContext): Promise<SecureContextOptions> {
  const current = await keys.files.currentCertificate('tls', clock());
  const privateKey = await keys.files.loadKey('tls', current);
  const issuing = pem('CERTIFICATE', keys.issuingCertificate.der);
  return {
    minVersion: 'TLSv1.3',
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: pem('CERTIFICATE', current.der) + issuing,
    ca: [pem('CERTIFICATE', keys.root.der), issuing],
  };
}

/**
 * Renews the office's TLS certificate under a new key at two thirds of its life, by itself; also when there is none, or
 * only one made while the clock was ahead, which would lock every branch out until it begins. Gives whether it did.
 */
export async function renewTlsIfDue(office: OfficeContext): Promise<boolean> {
  const { keys, clock, config, audit } = office;
  const current = (await keys.files.certificates('tls')).find(({ notBefore }) => notBefore <= clock());
  if (current && !isDueForRenewal(current, clock())) return false;
  const { privateKey, publicKey } = await generateEcKey();
  const certificate = await issueOfficeTls(publicKey, config.host, await keys.issuing(), clock());
  await transact(office, async (tx) => {
    await recordCertificate(tx, certificate, 'tls');
    const { serial } = certificate;
    await audit.append(tx, {
      actor: 'office',
      action: 'office.certificate-issued',
      subject: 'tls',
      detail: { serial },
    });
  });
  await keys.files.save('tls', { certificate, privateKey });
  return true;
}
