import { createPublicKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Signer } from '../../shared/cms/signed-data.ts';
import { asSpamsError, hasCode, SpamsError } from '../../shared/errors.ts';
import { listFolder, removeFile } from '../../shared/files.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { holderId } from '../../shared/pki/identity.ts';
import { type Invite, parseInvite } from '../../shared/pki/invite.ts';
import { exportPrivateKey, generateRsaKey, importPrivateKey, type KeyPair } from '../../shared/pki/keys.ts';
import { openWithPassphrase, sealUnderPassphrase } from '../../shared/pki/passphrase-box.ts';
import { isDueForRenewal } from '../../shared/pki/profiles.ts';
import type { Branch } from './branch.ts';
import type { EnrolmentStep } from './enrol.ts';
import { simpleEnroll, simpleReenroll } from './est.ts';
import { type Listing, readEach } from './listing.ts';
import { bytes, certificate, readState, writeState } from './state.ts';

const storedPending = z.object({ invite: z.string(), box: bytes });
/** `invite` is the one that the manager enrolled with: pasted again, it changes nothing. */
const storedManager = storedPending.extend({ certificate });

interface StoredManager {
  invite: string;
  /** The PKCS#8 key under the passphrase. */
  box: Buffer;
  certificate: Certificate;
}

/** Characters. */
export const MIN_PASSPHRASE = 8;

/**
 * Enrols a manager with the manager's own invite, over this branch's device connection. The key is under the
 * passphrase before the code leaves this PC; run again after a lost answer, with the same passphrase, it goes on.
 * @throws `invite-malformed`, `invite-wrong-kind`, `branch-mismatch`, `root-mismatch`, `passphrase-weak`,
 *   `passphrase-wrong`, what the office answers
 */
export async function enrolManager(
  branch: Branch,
  text: string,
  passphrase: string,
  onStep: (step: EnrolmentStep) => void = () => {},
): Promise<Invite> {
  const invite = parseInvite(text);
  checkInvite(branch, invite);
  checkLength(passphrase);
  onStep('office');
  await branch.connect();
  onStep('key');
  const { key, box } = await pendingKey(branch, invite, passphrase);
  const identity = { role: 'manager' as const, branch: invite.branch, id: invite.holder };
  const wanted = { identity, key, trust: branch.trust, at: branch.clock.now() };
  onStep('certificate');
  const enrolled = await simpleEnroll(branch.client, invite, wanted);
  await save(branch, invite.holder, { invite: invite.id, box, certificate: enrolled });
  await removeFile(pendingPath(branch, invite.holder));
  onStep('saved');
  branch.log.info(`manager ${invite.holder} enrolled until ${enrolled.notAfter.toISOString()}`);
  return invite;
}

/** The managers enrolled on this PC, with their certificates. */
export async function listManagers(branch: Branch): Promise<Listing<{ id: string; certificate: Certificate }>> {
  const names = (await listFolder(branch.home.managers)).filter(
    (name) => !name.startsWith('.') && name.endsWith(SUFFIX),
  );
  return readEach(names.sort(), async (name) => {
    const id = name.slice(0, -SUFFIX.length);
    const { certificate } = await readManager(branch, id);
    return { id, certificate };
  });
}

/**
 * Opens a manager's signing key. When it is due and the office can be reached, the certificate is renewed by the way:
 * that needs the key, and so the passphrase.
 * @throws `manager-unknown`, `passphrase-wrong`, `setup-damaged`, `manager-expired`
 */
export async function unlockManager(branch: Branch, id: string, passphrase: string): Promise<Signer> {
  const state = await readManager(branch, id);
  const privateKey = await openKey(state.box, passphrase, managerPath(branch, id));
  const current = await renewIfDue(branch, id, state, privateKey);
  if (current.notAfter <= branch.clock.now()) throw new SpamsError('manager-expired', { params: { manager: id } });
  return { certificate: current, privateKey, chain: [branch.trust.issuing] };
}

/**
 * Puts a manager's signing key under another passphrase; the key and its certificate stay. When that is cut short, the
 * passphrase is still the old one, or it is the new one already. As at any time that the passphrase is entered, a
 * certificate that is due is renewed by the way.
 * @throws `manager-unknown`, `passphrase-wrong`, `passphrase-weak`, `setup-damaged`, `disk-full`
 */
export async function changePassphrase(branch: Branch, id: string, current: string, next: string): Promise<void> {
  const state = await readManager(branch, id);
  const privateKey = await openKey(state.box, current, managerPath(branch, id));
  checkLength(next);
  const changed = { ...state, box: await sealKey(privateKey, next) };
  await save(branch, id, changed);
  branch.log.info(`manager ${id} changed the passphrase`);
  await renewIfDue(branch, id, changed, privateKey);
}

async function renewIfDue(
  branch: Branch,
  id: string,
  state: StoredManager,
  privateKey: KeyObject,
): Promise<Certificate> {
  if (!isDueForRenewal(state.certificate, branch.clock.now())) return state.certificate;
  try {
    const identity = { role: 'manager' as const, branch: branch.config.branch, id };
    const key = { privateKey, publicKey: createPublicKey(privateKey) };
    const renewed = await simpleReenroll(branch.client, { identity, key, trust: branch.trust, at: branch.clock.now() });
    await save(branch, id, { ...state, certificate: renewed });
    branch.log.info(`manager ${id} renewed until ${renewed.notAfter.toISOString()}`);
    return renewed;
  } catch (error) {
    branch.log.warn(`manager ${id} not renewed: ${asSpamsError(error).code}`);
    return state.certificate;
  }
}

function checkInvite({ config }: Branch, { role, branch, root }: Invite): void {
  if (role !== 'manager') throw new SpamsError('invite-wrong-kind', { params: { kind: role } });
  if (root !== config.root) throw new SpamsError('root-mismatch', { detail: 'the invite is of another head office' });
  if (branch !== config.branch) throw new SpamsError('branch-mismatch', { detail: `the invite is for ${branch}` });
}

function checkLength(passphrase: string): void {
  if (passphrase.length >= MIN_PASSPHRASE) return;
  throw new SpamsError('passphrase-weak', { params: { length: MIN_PASSPHRASE } });
}

async function pendingKey(branch: Branch, invite: Invite, passphrase: string): Promise<{ key: KeyPair; box: Buffer }> {
  const path = pendingPath(branch, invite.holder);
  for (const each of [managerPath(branch, invite.holder), path]) {
    const begun = await readBegun(each);
    if (begun?.invite !== invite.id) continue;
    const privateKey = await openKey(begun.box, passphrase, each);
    return { key: { privateKey, publicKey: createPublicKey(privateKey) }, box: begun.box };
  }
  const key = await generateRsaKey();
  const box = await sealKey(key.privateKey, passphrase);
  await writeState(path, { invite: invite.id, box: box.toString('base64') });
  return { key, box };
}

/** Throws `manager-unknown`, `setup-damaged`. */
async function readManager(branch: Branch, id: string): Promise<StoredManager> {
  const state = await readState(managerPath(branch, id), storedManager, 'setup-damaged');
  if (!state) throw new SpamsError('manager-unknown', { params: { manager: id } });
  return state;
}

/** An enrolment that was begun or done; a damaged one is begun anew. */
async function readBegun(path: string): Promise<z.infer<typeof storedPending> | undefined> {
  try {
    return await readState(path, storedPending);
  } catch (error) {
    if (hasCode(error, 'state-damaged')) return undefined;
    throw error;
  }
}

async function sealKey(key: KeyObject, passphrase: string): Promise<Buffer> {
  const pkcs8 = exportPrivateKey(key);
  const box = await sealUnderPassphrase(pkcs8, passphrase);
  pkcs8.fill(0);
  return box;
}

/** Throws `passphrase-wrong`, `setup-damaged`. */
async function openKey(box: Buffer, passphrase: string, path: string): Promise<KeyObject> {
  try {
    const pkcs8 = await openWithPassphrase(box, passphrase, path);
    const key = importPrivateKey(pkcs8);
    pkcs8.fill(0);
    return key;
  } catch (error) {
    throw hasCode(error, 'state-damaged') ? new SpamsError('setup-damaged', { params: { path } }) : error;
  }
}

function save(branch: Branch, id: string, { invite, box, certificate }: StoredManager): Promise<void> {
  const text = (value: Buffer): string => value.toString('base64');
  return writeState(managerPath(branch, id), { invite, box: text(box), certificate: text(certificate.der) });
}

const SUFFIX = '.json';

function managerPath({ home }: Branch, id: string): string {
  if (!holderId.safeParse(id).success) throw new SpamsError('manager-unknown', { params: { manager: id } });
  return join(home.managers, `${id}${SUFFIX}`);
}

const pendingPath = ({ home }: Branch, id: string): string => join(home.managers, `.${id}.pending`);
