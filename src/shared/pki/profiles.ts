import type { Certificate, ExtKeyUsage, KeyUsage } from './certificate.ts';
import type { Role } from './identity.ts';

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;

/** One row of DESIGN section 3: what a kind of certificate may be used for, and for how long. */
export interface Profile {
  /** Milliseconds; cut short by the issuer's own end. */
  lifetime: number;
  keyUsage: readonly KeyUsage[];
  extKeyUsage: readonly ExtKeyUsage[];
  /** Present for a CA: how many CAs may follow below it. */
  ca?: { pathLength: number | undefined };
}

export const ROOT: Profile = {
  lifetime: 20 * YEAR,
  keyUsage: ['keyCertSign', 'cRLSign'],
  extKeyUsage: [],
  ca: { pathLength: undefined },
};

export const ISSUING: Profile = {
  lifetime: 10 * YEAR,
  keyUsage: ['keyCertSign', 'cRLSign'],
  extKeyUsage: [],
  ca: { pathLength: 0 },
};

export const OFFICE_TLS: Profile = {
  lifetime: 90 * DAY,
  keyUsage: ['digitalSignature'],
  extKeyUsage: ['serverAuth'],
};

/** The certificates that carry one of our URNs, by its role. */
export const PROFILES: Record<Role, Profile> = {
  'office-signing': {
    lifetime: 2 * YEAR,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extKeyUsage: ['emailProtection'],
  },
  'office-encryption': { lifetime: 2 * YEAR, keyUsage: ['keyEncipherment'], extKeyUsage: [] },
  device: { lifetime: YEAR, keyUsage: ['digitalSignature', 'keyEncipherment'], extKeyUsage: ['clientAuth'] },
  manager: { lifetime: 2 * YEAR, keyUsage: ['nonRepudiation'], extKeyUsage: ['emailProtection'] },
};

/** Whether a certificate has exactly the usages of this profile, and is a CA exactly as the profile is one. */
export function matchesProfile(certificate: Certificate, profile: Profile): boolean {
  return (
    certificate.isCa === (profile.ca !== undefined) &&
    certificate.pathLength === profile.ca?.pathLength &&
    certificate.keyUsage.size === profile.keyUsage.length &&
    profile.keyUsage.every((usage) => certificate.keyUsage.has(usage)) &&
    certificate.extKeyUsage.length === profile.extKeyUsage.length &&
    profile.extKeyUsage.every((usage) => certificate.extKeyUsage.includes(usage))
  );
}

/** A certificate is renewed once two thirds of its life are over (DESIGN section 3). */
export function renewalTime({ notBefore, notAfter }: { notBefore: Date; notAfter: Date }): Date {
  const life = notAfter.getTime() - notBefore.getTime();
  return new Date(notBefore.getTime() + (life * 2) / 3);
}

export function isDueForRenewal(certificate: { notBefore: Date; notAfter: Date }, now: Date): boolean {
  return now >= renewalTime(certificate);
}
