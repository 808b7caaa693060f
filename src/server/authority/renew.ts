import type { KeyObject } from 'node:crypto';
import { SpamsError } from '../../shared/errors.ts';
import { type Certificate, isValidAt } from '../../shared/pki/certificate.ts';
import { type BranchIdentity, type Identity, identityUrn } from '../../shared/pki/identity.ts';
import { issueFor } from '../../shared/pki/issue.ts';
import { spkiOf } from '../../shared/pki/keys.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { Tx } from '../store/store.ts';
import { checkHolder, recordCertificate, storedCertificate } from './certificates.ts';

/**
 * Renews over a device's connection (EST simplereenroll). A request for a key that a manager of the branch holds
 * renews that manager: made with the current key, it proves that the passphrase was entered. Any other key is the
 * device's own next one. Old and new overlap until the old expires.
 * @throws `access-denied`, `certificate-revoked`, `certificate-expired`
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

/**
 * The manager of the branch who holds this key; undefined when no manager ever did. A manager who has no current
 * certificate for it gets none, and no device does in the manager's place.
 */
async function managerOfKey(
  tx: Tx,
  branch: string,
  publicKey: KeyObject,
  now: Date,
): Promise<BranchIdentity | undefined> {
  const rows = await tx
    .selectFrom('certificates')
    .select(['der', 'revoked_at'])
    .where('branch', '=', branch)
    .where('role', '=', 'manager')
    .execute();
  const wanted = spkiOf(publicKey);
  const held = rows
    .map(({ der, revoked_at }) => ({ certificate: storedCertificate(der), revoked_at }))
    .filter(({ certificate }) => spkiOf(certificate.publicKey).equals(wanted));
  if (held.length === 0) return undefined;
  const unrevoked = held.filter(({ revoked_at }) => !revoked_at);
  const current = unrevoked.find(({ certificate }) => isValidAt(certificate, now))?.certificate.identity;
  if (current?.role === 'manager') return current;
  const code = unrevoked.length > 0 ? 'certificate-expired' : 'certificate-revoked';
  throw new SpamsError(code, { detail: "the key is a manager's, whose certificate is no longer good" });
}
