import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { documentId } from '../../shared/cms/entity.ts';
import { open, seal } from '../../shared/cms/enveloped-data.ts';
import { asSpamsError, type ErrorCode, SpamsError } from '../../shared/errors.ts';
import {
  readFileBounded,
  readFileIfAny,
  renameSynced,
  writeFileAtomic,
  writeFolderAtomic,
} from '../../shared/files.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { LIMITS, MEDIA, PATHS } from '../../shared/protocol.ts';
import type { Receipt } from '../../shared/receipt.ts';
import type { Branch } from './branch.ts';
import { entrySchema, type OutboxEntry } from './outbox-entry.ts';
import { checkReceipt } from './receipts.ts';
import { readState, writeState } from './state.ts';

/** What a try to send came to: a receipt, or why not yet. */
export interface SendResult {
  entry: OutboxEntry;
  receipt: Receipt | undefined;
  error: SpamsError | undefined;
}

const FILES = { entry: 'entry.json', closing: 'closing.p7m', signed: 'signed.p7m', receipt: 'receipt.p7s' } as const;

/**
 * Puts a signed closing into the outbox: sealed to the office for sending, and to this device so that it can be sealed
 * again without the manager should the office's key change. It is there whole, and durable, when this resolves.
 */
export async function queueClosing(
  branch: Branch,
  signedData: Buffer,
  facts: Omit<OutboxEntry, 'sealedTo' | 'state' | 'lastError' | 'queuedAt'>,
): Promise<OutboxEntry> {
  const office = branch.officeKey;
  const entry: OutboxEntry = {
    ...facts,
    queuedAt: branch.clock.now().toISOString(),
    sealedTo: office.fingerprint,
    state: 'queued',
    lastError: null,
  };
  await writeFolderAtomic(join(branch.home.outbox, entry.documentId), {
    [FILES.closing]: await seal(signedData, office),
    [FILES.signed]: await seal(signedData, branch.device.current.certificate),
    [FILES.entry]: JSON.stringify(entry, null, 2),
  });
  branch.log.info(
    `closing ${entry.documentId} queued: ${entry.businessDate}, ${entry.part}, revision ${entry.revision}`,
  );
  return entry;
}

/** What is on its way, oldest first. */
export async function listOutbox(branch: Branch): Promise<OutboxEntry[]> {
  const entries = await readEntries(branch.home.outbox);
  return entries.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
}

/** Tries to send everything that is on its way; one that fails doesn't stop the next. */
export async function sendOutbox(branch: Branch): Promise<SendResult[]> {
  const entries = await listOutbox(branch);
  if (entries.length === 0) return [];
  const offline = await branch.tryConnect();
  const results: SendResult[] = [];
  for (const entry of entries) {
    results.push(offline ? { entry, receipt: undefined, error: offline } : await sendClosing(branch, entry));
  }
  return results;
}

/** Sends one closing and keeps its receipt; whatever fails is remembered, and the closing stays where it is. */
export async function sendClosing(branch: Branch, entry: OutboxEntry): Promise<SendResult> {
  try {
    const receipt = (await storedReceipt(branch, entry)) ?? (await deliver(branch, entry));
    await renameSynced(join(branch.home.outbox, entry.documentId), join(branch.home.receipts, entry.documentId));
    await rm(join(branch.home.receipts, entry.documentId, FILES.closing), { force: true });
    branch.log.info(`closing ${entry.documentId} delivered: receipt ${receipt.number}`);
    return { entry, receipt, error: undefined };
  } catch (thrown) {
    const error = asSpamsError(thrown);
    branch.log.warn(`closing ${entry.documentId} not delivered: ${error.code} (${error.message})`);
    const failed: OutboxEntry = { ...entry, state: stateAfter(error), lastError: error.code };
    await writeState(pathIn(branch, entry, FILES.entry), failed);
    return { entry: failed, receipt: undefined, error };
  }
}

/** The highest revision of a day and part that this PC knows of; 0 when it knows none. */
export async function highestRevision({ home }: Branch, date: string, part: string): Promise<number> {
  const entries = [...(await readEntries(home.outbox)), ...(await readEntries(home.receipts))];
  const same = entries.filter((entry) => entry.businessDate === date && entry.part === part);
  return Math.max(0, ...same.map(({ revision }) => revision));
}

/** Reads the entries in a folder of closings; unfinished folders have names that begin with a dot. Throws `state-damaged`. */
async function readEntries(folder: string): Promise<OutboxEntry[]> {
  const names = (await readdir(folder)).filter((name) => documentId.safeParse(name).success);
  const entries = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name, FILES.entry);
      const entry = await readState(path, entrySchema);
      if (!entry) throw new SpamsError('state-damaged', { params: { path } });
      return entry;
    }),
  );
  return entries;
}

/** A receipt already on disk: the PC died between keeping it and filing the closing away. */
async function storedReceipt(branch: Branch, entry: OutboxEntry): Promise<Receipt | undefined> {
  const signedData = await readFileIfAny(pathIn(branch, entry, FILES.receipt), LIMITS.answer);
  return signedData && checkReceipt(branch, signedData, entry);
}

async function deliver(branch: Branch, entry: OutboxEntry): Promise<Receipt> {
  const sealedReceipt = await post(branch, await sealedFor(branch, branch.officeKey, entry));
  const { current, earlier } = branch.device;
  const signedData = await open(sealedReceipt, [current, ...earlier]);
  const receipt = await checkReceipt(branch, signedData, entry);
  await writeFileAtomic(pathIn(branch, entry, FILES.receipt), signedData);
  return receipt;
}

async function post(branch: Branch, body: Buffer): Promise<Buffer> {
  const headers = { 'content-type': MEDIA.document };
  return (await branch.client.ask(PATHS.closings, { method: 'POST', headers, body })).body;
}

/** The closing sealed to the office's key as it is now; sealed again from our own copy when the key has changed. */
async function sealedFor(branch: Branch, office: Certificate, entry: OutboxEntry): Promise<Buffer> {
  if (entry.sealedTo === office.fingerprint)
    return readFileBounded(pathIn(branch, entry, FILES.closing), LIMITS.document);
  const own = await readFileBounded(pathIn(branch, entry, FILES.signed), LIMITS.document);
  const { current, earlier } = branch.device;
  const sealed = await seal(await open(own, [current, ...earlier]), office);
  await writeFileAtomic(pathIn(branch, entry, FILES.closing), sealed);
  await writeState(pathIn(branch, entry, FILES.entry), { ...entry, sealedTo: office.fingerprint });
  branch.log.info(`closing ${entry.documentId} sealed to the office's new key`);
  return sealed;
}

/** The office's no to this very document, which won't change by itself: a person has to look. */
const REFUSALS: readonly ErrorCode[] = [
  'document-malformed',
  'not-opened',
  'signature-invalid',
  'signer-untrusted',
  'signer-not-valid-then',
  'signer-wrong-role',
  'signing-time-implausible',
  'recipient-mismatch',
  'branch-mismatch',
  'business-date-implausible',
  'document-too-large',
  'document-id-reused',
];

/** Anything but a refusal (no network, no trust, a busy office) may pass. */
function stateAfter({ code, remote }: SpamsError): OutboxEntry['state'] {
  if (code === 'manager-revoked') return 'held';
  return remote && REFUSALS.includes(code) ? 'refused' : 'queued';
}

const pathIn = ({ home }: Branch, { documentId }: OutboxEntry, name: string): string =>
  join(home.outbox, documentId, name);
