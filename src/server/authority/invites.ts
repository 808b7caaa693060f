import { createHash, randomBytes } from 'node:crypto';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import type { BranchIdentity } from '../../shared/pki/identity.ts';
import { identityUrn } from '../../shared/pki/identity.ts';
import { formatInvite, type Invite } from '../../shared/pki/invite.ts';
import { officeUrl } from '../config.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { InviteRow } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { checkHolder } from './certificates.ts';

const INVITE_LIFETIME = 72 * 60 * 60 * 1000;
const CODE_BYTES = 16;

/** Until when an invite made at this moment counts. */
export const inviteEnd = (made: Date): Date => new Date(made.getTime() + INVITE_LIFETIME);

/**
 * Makes a one-time invite. Of its code only the SHA-256 is kept: 128 random bits need no slower hash. Earlier open
 * invites of the same holder are revoked, so that only the newest paper on the desk works.
 */
export async function createInvite(
  office: OfficeContext,
  tx: Tx,
  identity: BranchIdentity,
  actor: string,
): Promise<string> {
  await checkInvitable(tx, identity);
  const now = office.clock();
  await revokeOpenInvites(tx, identity, now);
  // Hexadecimal: it is typed after `invite revoke`, where one that began with a hyphen would be an option.
  const id = randomBytes(9).toString('hex');
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const { branch, role, id: holder } = identity;
  await tx
    .insertInto('invites')
    .values({
      id,
      code_sha256: codeDigest(code).toString('hex'),
      branch,
      role,
      holder,
      created_at: now.toISOString(),
      expires_at: inviteEnd(now).toISOString(),
      revoked_at: null,
      used_at: null,
      spki_sha256: null,
      certificate: null,
    })
    .execute();
  await office.audit.append(tx, {
    actor,
    action: 'invite.created',
    subject: identityUrn(identity),
    detail: { invite: id },
  });
  const { config, keys } = office;
  return formatInvite({
    url: officeUrl(config),
    root: keys.root.fingerprint,
    id,
    code,
    office: config.name,
    role,
    branch,
    holder,
  });
}

/**
 * Revokes an invite that nobody has used: to shut out who has used one, revoke the holder.
 * @throws `unknown-subject`
 */
export function revokeInvite(office: OfficeContext, id: string, actor: string): Promise<void> {
  return transact(office, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('invites')
      .set({ revoked_at: office.clock().toISOString() })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new SpamsError('unknown-subject', { params: { what: `open invite ${id}` } });
    await office.audit.append(tx, { actor, action: 'invite.revoked', subject: id });
  });
}

/** Every invite, newest first, with its state; no code, since none is stored. */
export async function listInvites({ db, clock }: OfficeContext) {
  const rows = await db.selectFrom('invites').selectAll().orderBy('created_at', 'desc').execute();
  return rows.map((row) => ({
    id: row.id,
    branch: row.branch,
    role: row.role,
    holder: row.holder,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    state: stateOf(row, clock()),
  }));
}

export const codeDigest = (code: string): Buffer => createHash('sha256').update(code).digest();

/** Whether an invite is one of ours that still counts and that nobody has used. */
export async function isOpenInvite(db: Db | Tx, { id, code }: Invite, now: Date): Promise<boolean> {
  const row = await db.selectFrom('invites').selectAll().where('id', '=', id).executeTakeFirst();
  return row?.code_sha256 === codeDigest(code).toString('hex') && stateOf(row, now) === 'open';
}

/** Throws `unknown-subject`, `subject-revoked`. */
async function checkInvitable(tx: Tx, identity: BranchIdentity): Promise<void> {
  try {
    await checkHolder(tx, identity);
  } catch (error) {
    if (!hasCode(error, 'certificate-revoked')) throw error;
    throw new SpamsError('subject-revoked', { params: { what: identityUrn(identity) }, cause: error });
  }
}

async function revokeOpenInvites(tx: Tx, { branch, role, id }: BranchIdentity, now: Date): Promise<void> {
  await tx
    .updateTable('invites')
    .set({ revoked_at: now.toISOString() })
    .where('branch', '=', branch)
    .where('role', '=', role)
    .where('holder', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

function stateOf(row: InviteRow, now: Date): 'open' | 'used' | 'expired' | 'revoked' {
  if (row.revoked_at) return 'revoked';
  if (row.used_at) return 'used';
  return new Date(row.expires_at) <= now ? 'expired' : 'open';
}
