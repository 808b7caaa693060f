import type { KeyObject } from 'node:crypto';
import { SpamsError } from '../../shared/errors.ts';
import { type Certificate, isValidAt, readCertificate } from '../../shared/pki/certificate.ts';
import { type BranchIdentity, type Identity, identityUrn } from '../../shared/pki/identity.ts';
import { issueFor } from '../../shared/pki/issue.ts';
import { spkiOf } from '../../shared/pki/keys.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { Tx } from '../store/store.ts';
import { checkHolder, recordCertificate } from './certificates.ts';

/**
 * Renews over a device's connection (EST simplereenroll). A request for a key that a manager of the branch holds
 * renews that manager: made with the current key, it proves that the passphrase was entered. Any other key is the
 * device's own next one. Old and new overlap until the old expires.
 * @throws `access-denied`, `certificate-revoked`
 */
export function renew(office: OfficeContext, over: Identity, publicKey: KeyObject): Promise<Certificate> {
  if (over.role !== 'device') throw new SpamsError('access-denied', { detail: 'only over a device' });
  return transact(office, async (tx) => {
    const manager = await managerOfKey(tx, over.branch, publicKey, office.clock());
    const identity = manager ?? over;
    await checkHolder(tx, identity);
    const certificate = await issueFor(identity, publicKey, await office.keys.issuing(), office.clock());
    await recordCertificate(tx, certificate, identity.role, identity);
    await office.audit.append(tx, {
      actor: identityUrn(over),
      action: 'certificate.renewed',
      subject: identityUrn(identity),
      detail: { serial: certificate.serial },
    });
    return certificate;
  });
}

/** The manager of the branch whose valid certificate holds this key. */
async function managerOfKey(
  tx: Tx,
  branch: string,
  publicKey: KeyObject,
  now: Date,
): Promise<BranchIdentity | undefined> {
  const rows = await tx
    .selectFrom('certificates')
    .select('der')
    .where('branch', '=', branch)
    .where('role', '=', 'manager')
    .where('revoked_at', 'is', null)
    .execute();
  const wanted = spkiOf(publicKey);
  for (const { der } of rows) {
    const certificate = readCertificate(der);
    const { identity } = certificate;
    if (identity?.role !== 'manager' || !spkiOf(certificate.publicKey).equals(wanted)) continue;
    if (isValidAt(certificate, now)) return identity;
  }
  return undefined;
}
