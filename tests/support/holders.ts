import { addHolder } from '../../src/server/authority/branches.ts';
import { enrol } from '../../src/server/authority/enrol.ts';
import type { OfficeContext } from '../../src/server/context.ts';
import type { BranchIdentity, Identity } from '../../src/shared/pki/identity.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import type { KeyPair } from '../../src/shared/pki/keys.ts';
import type { Holder } from './pki.ts';

/** A new device or manager of a branch, enrolled with a prepared key by the office's own function: quick, no TLS. */
export async function enrolHolder(office: OfficeContext, identity: BranchIdentity, key: KeyPair): Promise<Holder> {
  const invite = await addHolder(office, identity, identity.id, 'tests');
  return enrolInvited(office, invite, key);
}

/** Whoever holds this invite, enrolled. */
export async function enrolInvited(office: OfficeContext, invite: string, key: KeyPair): Promise<Holder> {
  const { id, code, branch } = parseInvite(invite);
  const over: Identity = { role: 'device', branch, id: 'main' };
  const certificate = await enrol(office, { invite: id, code, publicKey: key.publicKey, over });
  return { certificate, privateKey: key.privateKey, chain: [office.keys.issuingCertificate] };
}
