import { SpamsError } from '../../shared/errors.ts';
import type { BranchIdentity, BranchRole } from '../../shared/pki/identity.ts';
import { identityUrn } from '../../shared/pki/identity.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { Branch } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { certificateEnds, holderKey, revokeCertificates } from './certificates.ts';
import { issueCrl } from './crl.ts';
import { createInvite } from './invites.ts';

export interface BranchSettings {
  name: string;
  timeZone: string;
  currency: string;
  cutoff: number;
  locale: string;
  /** The group of branches that it is in; null: in none. */
  group?: string | null;
}

/** The device that every branch begins with. */
export const FIRST_DEVICE = 'main';

/** Adds a branch with its first device. Gives that device's invite. Throws `already-exists`. */
export function addBranch(
  office: OfficeContext,
  code: string,
  settings: BranchSettings,
  actor: string,
): Promise<string> {
  return transact(office, (tx) => addBranchWithin(office, tx, code, settings, actor));
}

/** The same within a transaction that does more. */
export async function addBranchWithin(
  office: OfficeContext,
  tx: Tx,
  code: string,
  settings: BranchSettings,
  actor: string,
): Promise<string> {
  const known = await tx.selectFrom('branches').select('code').where('code', '=', code).executeTakeFirst();
  if (known) throw new SpamsError('already-exists', { params: { what: `Branch ${code}` } });
  const created_at = office.clock().toISOString();
  const created = { code, branch_group: null, ...columns(settings), created_at, revoked_at: null };
  await tx
    .insertInto('branches')
    .values(created as Branch)
    .execute();
  await office.audit.append(tx, { actor, action: 'branch.added', subject: code });
  return addHolderWithin(office, tx, { role: 'device', branch: code, id: FIRST_DEVICE }, FIRST_DEVICE, actor);
}

/** Changes a branch's settings. Throws `unknown-subject`. */
export function setBranch(
  office: OfficeContext,
  code: string,
  settings: Partial<BranchSettings>,
  actor: string,
): Promise<void> {
  return transact(office, (tx) => setBranchWithin(office, tx, code, settings, actor));
}

/** The same within a transaction that does more. */
export async function setBranchWithin(
  office: OfficeContext,
  tx: Tx,
  code: string,
  settings: Partial<BranchSettings>,
  actor: string,
): Promise<void> {
  await branchOf(tx, code);
  await tx.updateTable('branches').set(columns(settings)).where('code', '=', code).execute();
  const detail = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? null]));
  await office.audit.append(tx, { actor, action: 'branch.changed', subject: code, detail });
}

/** Adds a device or manager. Gives its invite. Throws `unknown-subject`, `already-exists`. */
export function addHolder(
  office: OfficeContext,
  identity: BranchIdentity,
  name: string,
  actor: string,
): Promise<string> {
  return transact(office, async (tx) => {
    await branchOf(tx, identity.branch);
    return addHolderWithin(office, tx, identity, name, actor);
  });
}

/** A new invite for a PC replaced or a passphrase forgotten. Throws `unknown-subject`, `subject-revoked`. */
export function reinvite(office: OfficeContext, identity: BranchIdentity, actor: string): Promise<string> {
  return transact(office, (tx) => createInvite(office, tx, identity, actor));
}

/** Revokes one device or manager, or a whole branch: it counts at the very next request, and a CRL tells. */
export function revoke(
  office: OfficeContext,
  subject: BranchIdentity | { branch: string },
  actor: string,
): Promise<{ certificates: number }> {
  return transact(office, async (tx) => {
    const at = office.clock().toISOString();
    await markRevoked(tx, subject, at);
    const certificates = await revokeCertificates(tx, at, subject);
    await revokeInvites(tx, subject, at);
    await office.audit.append(tx, {
      actor,
      action: 'role' in subject ? `${subject.role}.revoked` : 'branch.revoked',
      subject: 'role' in subject ? identityUrn(subject) : subject.branch,
      detail: { certificates },
    });
    await issueCrl(tx, await office.keys.issuing(), office.clock);
    return { certificates };
  });
}

/** A branch as it is stored. Throws `unknown-subject`. */
export async function branchOf(db: Db | Tx, code: string): Promise<Branch> {
  const branch = await db.selectFrom('branches').selectAll().where('code', '=', code).executeTakeFirst();
  if (!branch) throw new SpamsError('unknown-subject', { params: { what: `branch ${code}` } });
  return branch;
}

/** Every branch that isn't revoked, by code. */
export function activeBranches(db: Db): Promise<Branch[]> {
  return db.selectFrom('branches').selectAll().where('revoked_at', 'is', null).orderBy('code').execute();
}

/** All branches with what was last heard of each. */
export async function listBranches({ db }: OfficeContext) {
  const branches = await db.selectFrom('branches').selectAll().orderBy('code').execute();
  const devices = await listHolders(db, 'device');
  return branches.map((branch) => ({
    code: branch.code,
    name: branch.name,
    timeZone: branch.time_zone,
    currency: branch.currency,
    cutoff: branch.cutoff,
    locale: branch.locale,
    group: branch.branch_group,
    revoked: branch.revoked_at !== null,
    devices: devices.filter((device) => device.branch === branch.code),
  }));
}

/** Devices or managers, of one branch or all, with when their certificate expires and, for a device, its last contact. */
export async function listHolders(db: Db, role: BranchRole, branch?: string) {
  let query = db
    .selectFrom('holders')
    .leftJoin('contacts', (join) =>
      join.onRef('contacts.branch', '=', 'holders.branch').onRef('contacts.device', '=', 'holders.id'),
    )
    .selectAll('holders')
    .select(['contacts.last_contact', 'contacts.menu_version', 'contacts.app_version'])
    .where('role', '=', role)
    .orderBy('holders.branch')
    .orderBy('holders.id');
  if (branch !== undefined) query = query.where('holders.branch', '=', branch);
  const ends = await certificateEnds(db);
  return (await query.execute()).map((row) => ({
    branch: row.branch,
    id: row.id,
    name: row.name,
    revoked: row.revoked_at !== null,
    certificateExpires: ends.get(holderKey(row.branch, role, row.id)) ?? null,
    ...(role === 'device' && {
      lastContact: row.last_contact,
      menuVersion: row.menu_version,
      appVersion: row.app_version,
    }),
  }));
}

/** `addHolder` within a transaction that does more. */
export async function addHolderWithin(
  office: OfficeContext,
  tx: Tx,
  identity: BranchIdentity,
  name: string,
  actor: string,
): Promise<string> {
  const { branch, role, id } = identity;
  const known = await tx
    .selectFrom('holders')
    .select('id')
    .where('branch', '=', branch)
    .where('role', '=', role)
    .where('id', '=', id)
    .executeTakeFirst();
  if (known) throw new SpamsError('already-exists', { params: { what: `The ${role} ${id} of ${branch}` } });
  const created_at = office.clock().toISOString();
  await tx.insertInto('holders').values({ branch, role, id, name, created_at, revoked_at: null }).execute();
  await office.audit.append(tx, { actor, action: `${role}.added`, subject: identityUrn(identity) });
  return createInvite(office, tx, identity, actor);
}

async function markRevoked(tx: Tx, subject: BranchIdentity | { branch: string }, at: string): Promise<void> {
  if (!('role' in subject)) {
    await branchOf(tx, subject.branch);
    await tx.updateTable('branches').set({ revoked_at: at }).where('code', '=', subject.branch).execute();
    return;
  }
  const { numUpdatedRows } = await tx
    .updateTable('holders')
    .set({ revoked_at: at })
    .where('branch', '=', subject.branch)
    .where('role', '=', subject.role)
    .where('id', '=', subject.id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new SpamsError('unknown-subject', { params: { what: identityUrn(subject) } });
}

async function revokeInvites(tx: Tx, subject: BranchIdentity | { branch: string }, at: string): Promise<void> {
  let update = tx
    .updateTable('invites')
    .set({ revoked_at: at })
    .where('branch', '=', subject.branch)
    .where('revoked_at', 'is', null);
  if ('role' in subject) update = update.where('role', '=', subject.role).where('holder', '=', subject.id);
  await update.execute();
}

function columns({ name, timeZone, currency, cutoff, locale, group }: Partial<BranchSettings>): Partial<Branch> {
  const all = { name, time_zone: timeZone, currency, cutoff, locale, branch_group: group };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
