import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { SpamsError } from '../../shared/errors.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { type BranchIdentity, type Identity, identityUrn } from '../../shared/pki/identity.ts';
import { issueFor } from '../../shared/pki/issue.ts';
import { spkiOf } from '../../shared/pki/keys.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { InviteRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { checkHolder, recordCertificate, revokeCertificates, storedCertificate } from './certificates.ts';
import { issueCrl } from './crl.ts';
import { codeDigest } from './invites.ts';

interface Enrolment {
  invite: string;
  code: string;
  publicKey: KeyObject;
  /** Whose connection it came over: a manager enrols over the branch's own device. */
  over: Identity | undefined;
}

/**
 * Gives the holder of an invite its certificate (EST simpleenroll). The same code with the same key gives the same
 * certificate as long as the invite lives, for the PC whose answer got lost; another key is refused. Enrolling again
 * revokes what the holder had before.
 * @throws `invite-refused`, `invite-expired`, `invite-used`, `access-denied`, `certificate-revoked`
 */
export function enrol(office: OfficeContext, { invite, code, publicKey, over }: Enrolment): Promise<Certificate> {
  return transact(office, async (tx) => {
    const row = await checkInvite(tx, invite, code, office.clock());
    const identity: BranchIdentity = { role: row.role, branch: row.branch, id: row.holder };
    if (identity.role === 'manager') checkOverDevice(over, identity.branch);
    const spki = createHash('sha256').update(spkiOf(publicKey)).digest('hex');
    if (row.used_at) return alreadyIssued(tx, row, spki);
    await checkHolder(tx, identity);
    const certificate = await replaceCertificate(office, tx, identity, publicKey);
    await tx
      .updateTable('invites')
      .set({ used_at: office.clock().toISOString(), spki_sha256: spki, certificate: certificate.fingerprint })
      .where('id', '=', row.id)
      .execute();
    return certificate;
  });
}

async function checkInvite(tx: Tx, id: string, code: string, now: Date): Promise<InviteRow> {
  const row = await tx.selectFrom('invites').selectAll().where('id', '=', id).executeTakeFirst();
  // A code is compared even when there is no such invite, so that the answer takes as long.
  const expected = row ? Buffer.from(row.code_sha256, 'hex') : Buffer.alloc(32);
  const matches = timingSafeEqual(codeDigest(code), expected);
  if (!row || !matches) throw new SpamsError('invite-refused', { detail: 'unknown invite or wrong code' });
  if (row.revoked_at) throw new SpamsError('invite-refused', { detail: `invite ${id} was revoked` });
  if (new Date(row.expires_at) <= now) throw new SpamsError('invite-expired', { detail: `invite ${id} has expired` });
  return row;
}

function checkOverDevice(over: Identity | undefined, branch: string): void {
  if (over?.role !== 'device' || over.branch !== branch) {
    throw new SpamsError('access-denied', { detail: `a manager of ${branch} enrols over a device of ${branch}` });
  }
}

async function alreadyIssued(tx: Tx, row: InviteRow, spki: string): Promise<Certificate> {
  if (row.spki_sha256 !== spki)
    throw new SpamsError('invite-used', { detail: `invite ${row.id} was used with another key` });
  const { der, revoked_at } = await tx
    .selectFrom('certificates')
    .select(['der', 'revoked_at'])
    .where('fingerprint', '=', row.certificate)
    .executeTakeFirstOrThrow();
  if (revoked_at) throw new SpamsError('certificate-revoked', { detail: `invite ${row.id} was followed by another` });
  return storedCertificate(der);
}

async function replaceCertificate(
  office: OfficeContext,
  tx: Tx,
  identity: BranchIdentity,
  publicKey: KeyObject,
): Promise<Certificate> {
  const { audit, clock, keys } = office;
  const issuing = await keys.issuing();
  const revoked = await revokeCertificates(tx, clock().toISOString(), identity);
  const certificate = await issueFor(identity, publicKey, issuing, clock());
  await recordCertificate(tx, certificate, identity.role, identity);
  await audit.append(tx, {
    actor: identityUrn(identity),
    action: 'certificate.enrolled',
    subject: identityUrn(identity),
    detail: { serial: certificate.serial, revoked },
  });
  if (revoked > 0) await issueCrl(tx, issuing, clock);
  return certificate;
}
