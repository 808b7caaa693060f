import { z } from 'zod';

/** A branch's code, as in `urn:spams:branch:<code>`. */
export const branchCode = z.string().regex(/^[A-Z0-9-]{1,32}$/, 'a branch code has 1 to 32 of A-Z, 0-9 and -');

/** A device's or manager's id within its branch. */
export const holderId = z.string().regex(/^[a-z0-9-]{1,32}$/, 'an id has 1 to 32 of a-z, 0-9 and -');

/** Whom a certificate names, in its only SAN URI (DESIGN section 3). */
export type Identity =
  | { role: 'office-signing' }
  | { role: 'office-encryption' }
  | { role: 'device'; branch: string; id: string }
  | { role: 'manager'; branch: string; id: string };

export type Role = Identity['role'];
/** A person or a PC of a branch: what an invite is for. */
export type BranchIdentity = Extract<Identity, { branch: string }>;
export type BranchRole = BranchIdentity['role'];

export const OFFICE_SIGNING_URN = 'urn:spams:office:signing';
export const OFFICE_ENCRYPTION_URN = 'urn:spams:office:encryption';

export const branchUrn = (branch: string): string => `urn:spams:branch:${branch}`;

export function identityUrn(identity: Identity): string {
  switch (identity.role) {
    case 'office-signing':
      return OFFICE_SIGNING_URN;
    case 'office-encryption':
      return OFFICE_ENCRYPTION_URN;
    default:
      return `${branchUrn(identity.branch)}:${identity.role}:${identity.id}`;
  }
}

/** The identity that a URN names, or undefined if it is not exactly one of ours. */
export function parseIdentityUrn(urn: string): Identity | undefined {
  if (urn === OFFICE_SIGNING_URN) return { role: 'office-signing' };
  if (urn === OFFICE_ENCRYPTION_URN) return { role: 'office-encryption' };
  const [scheme, namespace, kind, branch, role, id, ...more] = urn.split(':');
  if (scheme !== 'urn' || namespace !== 'spams' || kind !== 'branch' || more.length > 0) return undefined;
  if (role !== 'device' && role !== 'manager') return undefined;
  if (!branchCode.safeParse(branch).success || !holderId.safeParse(id).success) return undefined;
  return { role, branch: branch!, id: id! };
}
