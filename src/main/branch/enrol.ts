import { createPublicKey, type KeyObject } from 'node:crypto';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import { removeFile, writeFileAtomic } from '../../shared/files.ts';
import type { BranchIdentity } from '../../shared/pki/identity.ts';
import { type Invite, parseInvite } from '../../shared/pki/invite.ts';
import { generateRsaKey, type KeyPair } from '../../shared/pki/keys.ts';
import { fetchAnchors } from './cacerts.ts';
import { OfficeClient } from './client.ts';
import { type BranchConfig, readConfig, writeConfig } from './config.ts';
import {
  type DeviceKeys,
  type KeyProtection,
  loadDevice,
  loadPendingKey,
  saveDevice,
  savePendingKey,
} from './device.ts';
import { simpleEnroll } from './est.ts';
import type { Home } from './home.ts';
import { Network } from './network/network.ts';
import { pinnedRoot, Trust } from './trust.ts';

/** `office`: making sure who it is; `key`: making one; `certificate`: asking for it; `saved`: done. */
export type EnrolmentStep = 'office' | 'key' | 'certificate' | 'saved';

/**
 * Makes this PC a device of the branch that the invite names, in the safe order (DESIGN section 3): the root is
 * confirmed by the invite's pin before the code is sent. Run again after any failure, it goes on with the same key;
 * over an older enrolment of the same branch it keeps outbox and receipts.
 * @throws `invite-malformed`, `invite-wrong-kind`, `already-enrolled`, `data-newer`, `root-mismatch`, what the office
 *   answers
 */
export async function enrolDevice(
  home: Home,
  protection: KeyProtection,
  text: string,
  now: () => Date,
  onStep: (step: EnrolmentStep) => void = () => {},
  network = new Network(),
): Promise<Invite> {
  const invite = parseInvite(text);
  if (invite.role !== 'device') throw new SpamsError('invite-wrong-kind', { params: { kind: invite.role } });
  const before = await readableConfig(home);
  const device = await openableDevice(home, protection);
  const pinned = before?.root ?? (await pinnedRoot(home));
  checkSameBranch(before?.branch ?? branchOf(device), pinned, invite);
  onStep('office');
  const { root, issuing } = await fetchAnchors(invite.url, invite.root, network);
  const trust = new Trust(home, root, issuing, undefined);
  const enrolledWithIt = before?.invite === invite.id ? device : undefined;
  onStep('key');
  const key = enrolledWithIt ? pairOf(enrolledWithIt.current.privateKey) : await pendingKey(home, protection, invite);
  onStep('certificate');
  const certificate = await enrolOver(
    new OfficeClient(invite.url, trust, undefined, network),
    invite,
    key,
    trust,
    now(),
  );
  await saveDevice(home, protection, { certificate, privateKey: key.privateKey });
  await writeFileAtomic(home.root, root.der);
  const { url, branch, holder, id } = invite;
  await writeConfig(home, { url, root: root.fingerprint, issuing, branch, device: holder, invite: id }, before);
  await removeFile(home.pendingDevice);
  onStep('saved');
  return invite;
}

async function enrolOver(client: OfficeClient, invite: Invite, key: KeyPair, trust: Trust, at: Date) {
  const identity: BranchIdentity = { role: 'device', branch: invite.branch, id: invite.holder };
  try {
    return await simpleEnroll(client, invite, { identity, key, trust, at });
  } finally {
    await client.close();
  }
}

/** What lies in a home is one branch's, of one office. */
function checkSameBranch(branch: string | undefined, root: string | undefined, invite: Invite): void {
  if ((branch ?? invite.branch) !== invite.branch || (root ?? invite.root) !== invite.root) {
    throw new SpamsError('already-enrolled', { params: { branch: branch ?? invite.branch } });
  }
}

/** Where the settings are gone, the device's certificate still says whose it is. */
function branchOf(device: DeviceKeys | undefined): string | undefined {
  const identity = device?.current.certificate.identity;
  return identity?.role === 'device' ? identity.branch : undefined;
}

/** The settings of an earlier enrolment. Damaged ones are written anew: that is what this invite is for. */
async function readableConfig(home: Home): Promise<BranchConfig | undefined> {
  try {
    return await readConfig(home);
  } catch (error) {
    if (hasCode(error, 'setup-damaged')) return undefined;
    throw error;
  }
}

/** The key is on disk before the code leaves: when the answer gets lost, the same key asks again. */
async function pendingKey(home: Home, protection: KeyProtection, { id }: Invite): Promise<KeyPair> {
  const pending = await loadPendingKey(home, protection, id);
  if (pending) return pairOf(pending);
  const key = await generateRsaKey();
  await savePendingKey(home, protection, id, key.privateKey);
  return key;
}

/** The keys of an earlier enrolment, where they can still be opened. A disk that fails is no reason to drop them. */
async function openableDevice(home: Home, protection: KeyProtection): Promise<DeviceKeys | undefined> {
  try {
    return await loadDevice(home, protection);
  } catch (error) {
    if (hasCode(error, 'setup-damaged', 'key-not-opened')) return undefined;
    throw error;
  }
}

const pairOf = (privateKey: KeyObject): KeyPair => ({ privateKey, publicKey: createPublicKey(privateKey) });
