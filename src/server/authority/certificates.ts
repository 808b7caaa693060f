import { SpamsError } from '../../shared/errors.ts';
import { type Certificate, readCertificate } from '../../shared/pki/certificate.ts';
import { type BranchIdentity, type BranchRole, identityUrn } from '../../shared/pki/identity.ts';
import type { Db, Tx } from '../store/store.ts';

/** Records a certificate that was issued, the office's own (`identity` undefined) or a branch's. */
export async function recordCertificate(
  tx: Tx,
  certificate: Certificate,
  role: string,
  identity?: BranchIdentity,
): Promise<void> {
  await tx
    .insertInto('certificates')
    .values({
      fingerprint: certificate.fingerprint,
      serial: certificate.serial,
      branch: identity?.branch ?? null,
      role,
      holder: identity?.id ?? null,
      not_before: certificate.notBefore.toISOString(),
      not_after: certificate.notAfter.toISOString(),
      der: certificate.der,
      revoked_at: null,
    })
    .execute();
}

/** A certificate as it is stored. Throws `state-damaged`: what the database holds isn't the other side's doing. */
export function storedCertificate(der: Buffer): Certificate {
  try {
    return readCertificate(der);
  } catch (cause) {
    throw new SpamsError('state-damaged', { params: { path: 'office.db' }, detail: 'a stored certificate', cause });
  }
}

/** Whether a certificate is revoked, and since when; undefined when it isn't. By fingerprint, never by name. */
export async function revokedSince(db: Db | Tx, fingerprint: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('certificates')
    .select('revoked_at')
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row?.revoked_at ?? undefined;
}

/** Marks certificates of a branch, or of one holder in it, as revoked. Gives how many it were. */
export async function revokeCertificates(
  tx: Tx,
  at: string,
  { branch, role, id }: { branch: string; role?: BranchRole; id?: string },
): Promise<number> {
  let update = tx
    .updateTable('certificates')
    .set({ revoked_at: at })
    .where('branch', '=', branch)
    .where('revoked_at', 'is', null);
  if (role !== undefined) update = update.where('role', '=', role);
  if (id !== undefined) update = update.where('holder', '=', id);
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Checks that a branch exists and that neither it nor the holder was revoked. Throws `unknown-subject`, `certificate-revoked`. */
export async function checkHolder(db: Db | Tx, identity: BranchIdentity): Promise<void> {
  const row = await db
    .selectFrom('holders')
    .innerJoin('branches', 'branches.code', 'holders.branch')
    .select(['holders.revoked_at as holder', 'branches.revoked_at as branch'])
    .where('holders.branch', '=', identity.branch)
    .where('holders.role', '=', identity.role)
    .where('holders.id', '=', identity.id)
    .executeTakeFirst();
  if (!row) throw new SpamsError('unknown-subject', { params: { what: identityUrn(identity) } });
  if (row.holder ?? row.branch)
    throw new SpamsError('certificate-revoked', { detail: `${identityUrn(identity)} is revoked` });
}

/** When the newest unrevoked certificate of each device or manager expires, by `holderKey`. */
export async function certificateEnds(db: Db | Tx): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('certificates')
    .select(['branch', 'role', 'holder'])
    .select((eb) => eb.fn.max('not_after').as('not_after'))
    .where('branch', 'is not', null)
    .where('revoked_at', 'is', null)
    .groupBy(['branch', 'role', 'holder'])
    .execute();
  return new Map(rows.map(({ branch, role, holder, not_after }) => [holderKey(branch!, role, holder!), not_after]));
}

export const holderKey = (branch: string, role: string, id: string): string => `${branch} ${role} ${id}`;
