import forge from 'node-forge';
import { fromForge } from '../asn1/writer.ts';

/**
 * Distinguished name of ASCII codes only: node-forge double-encodes anything else, and display names belong in the
 * database. DER.
 */
export function distinguishedName(commonName: string): Buffer {
  if (!/^[A-Za-z0-9 -]{1,64}$/.test(commonName)) throw new RangeError(`not a common name: ${commonName}`);
  const certificate = forge.pki.createCertificate();
  certificate.setSubject([
    { name: 'organizationName', value: 'SPAMS' },
    { name: 'commonName', value: commonName },
  ]);
  return fromForge(forge.pki.distinguishedNameToAsn1(certificate.subject));
}
