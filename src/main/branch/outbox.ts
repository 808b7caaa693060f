import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { documentId } from '../../shared/cms/entity.ts';
import { open, seal } from '../../shared/cms/enveloped-data.ts';
import { asSpamsError, type ErrorCode, SpamsError } from '../../shared/errors.ts';
import {
  readFileBounded,
  readFileIfAny,
  removeFile,
  renameSynced,
  writeFileAtomic,
  writeFolderAtomic,
} from '../../shared/files.ts';
import { LIMITS, MEDIA, PATHS, UPLOAD_TIMEOUT } from '../../shared/protocol.ts';
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

/** What is on its way, oldest first. Throws `state-damaged` when an entry can't be read. */
export async function listOutbox(branch: Branch): Promise<OutboxEntry[]> {
  const { entries, damaged } = await readEntries(branch.home.outbox);
  if (damaged[0]) throw damaged[0];
  return entries;
}

/**
 * Tries to send everything that is on its way; one that fails doesn't stop the next.
 * @throws `state-damaged` for an entry that can't be read, once all the others have been tried
 */
export async function sendOutbox(branch: Branch): Promise<SendResult[]> {
  const { entries, damaged } = await readEntries(branch.home.outbox);
  const results: SendResult[] = [];
  const offline = entries.length > 0 ? await branch.tryConnect() : undefined;
  for (const entry of entries) {
    results.push(offline ? { entry, receipt: undefined, error: offline } : await sendClosing(branch, entry));
  }
  if (damaged[0]) throw damaged[0];
  return results;
}

/** Sends one closing and keeps its receipt; whatever fails is remembered, and the closing stays where it is. */
export async function sendClosing(branch: Branch, entry: OutboxEntry): Promise<SendResult> {
  let current = entry;
  try {
    let receipt = await storedReceipt(branch, entry);
    if (!receipt) {
      current = await sealedToOffice(branch, entry);
      receipt = await deliver(branch, current);
    }
    await fileAway(branch, current);
    branch.log.info(`closing ${entry.documentId} delivered: receipt ${receipt.number}`);
    return { entry: current, receipt, error: undefined };
  } catch (thrown) {
    const error = asSpamsError(thrown);
    branch.log.warn(`closing ${entry.documentId} not delivered: ${error.code} (${error.message})`);
    const failed: OutboxEntry = { ...current, state: stateAfter(error), lastError: error.code };
    await rememberFailure(branch, failed);
    return { entry: failed, receipt: undefined, error };
  }
}

/** Moves a delivered closing to its receipt's place; our own sealed copy of it stays, the office's isn't needed again. */
async function fileAway({ home, log }: Branch, { documentId }: OutboxEntry): Promise<void> {
  const kept = join(home.receipts, documentId);
  await renameSynced(join(home.outbox, documentId), kept);
  try {
    await removeFile(join(kept, FILES.closing));
  } catch (error) {
    log.warn(`closing ${documentId}: ${FILES.closing} was left (${asSpamsError(error).message})`);
  }
}

/** What is remembered of a failure is for people to read: that it can't be written must not hide the failure itself. */
async function rememberFailure(branch: Branch, failed: OutboxEntry): Promise<void> {
  try {
    await writeState(pathIn(branch, failed, FILES.entry), failed);
  } catch (error) {
    branch.log.error(`closing ${failed.documentId}: its state can't be written (${asSpamsError(error).message})`);
  }
}

/**
 * The highest revision of a day and part that this PC knows of; 0 when it knows none. An entry that can't be read
 * doesn't count: two closings of the same revision are for a person to look at, but a day that can't be closed is lost.
 */
export async function highestRevision({ home, log }: Branch, date: string, part: string): Promise<number> {
  const [outbox, receipts] = [await readEntries(home.outbox), await readEntries(home.receipts)];
  for (const { message } of [...outbox.damaged, ...receipts.damaged]) log.warn(`a revision may be missed: ${message}`);
  const same = [...outbox.entries, ...receipts.entries].filter(
    (entry) => entry.businessDate === date && entry.part === part,
  );
  return Math.max(0, ...same.map(({ revision }) => revision));
}

/** The entries in a folder of closings, oldest first, and why others can't be read. Unfinished folders' names begin with a dot. */
async function readEntries(folder: string): Promise<{ entries: OutboxEntry[]; damaged: SpamsError[] }> {
  const names = (await readdir(folder)).filter((name) => documentId.safeParse(name).success);
  const entries: OutboxEntry[] = [];
  const damaged: SpamsError[] = [];
  for (const name of names) {
    const path = join(folder, name, FILES.entry);
    try {
      const entry = await readState(path, entrySchema);
      if (!entry) throw new SpamsError('state-damaged', { params: { path } });
      entries.push(entry);
    } catch (error) {
      damaged.push(asSpamsError(error));
    }
  }
  return { entries: entries.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt)), damaged };
}

/** A receipt already on disk: the PC died between keeping it and filing the closing away. One that doesn't hold is none. */
async function storedReceipt(branch: Branch, entry: OutboxEntry): Promise<Receipt | undefined> {
  const signedData = await readFileIfAny(pathIn(branch, entry, FILES.receipt), LIMITS.answer);
  try {
    return signedData && (await checkReceipt(branch, signedData, entry));
  } catch (error) {
    branch.log.warn(`closing ${entry.documentId}: its receipt on disk doesn't hold (${asSpamsError(error).code})`);
    return undefined;
  }
}

async function deliver(branch: Branch, entry: OutboxEntry): Promise<Receipt> {
  const closing = await readFileBounded(pathIn(branch, entry, FILES.closing), LIMITS.document);
  const headers = { 'content-type': MEDIA.document };
  const { body } = await branch.client.ask(PATHS.closings, {
    method: 'POST',
    headers,
    body: closing,
    timeout: UPLOAD_TIMEOUT,
  });
  const { current, earlier } = branch.device;
  const signedData = await open(body, [current, ...earlier]);
  const receipt = await checkReceipt(branch, signedData, entry);
  await writeFileAtomic(pathIn(branch, entry, FILES.receipt), signedData);
  return receipt;
}

/** Sees that closing.p7m is sealed to the office's key as it is now: from our own copy when the key has changed. */
async function sealedToOffice(branch: Branch, entry: OutboxEntry): Promise<OutboxEntry> {
  const office = branch.officeKey;
  if (entry.sealedTo === office.fingerprint) return entry;
  const own = await readFileBounded(pathIn(branch, entry, FILES.signed), LIMITS.document);
  const { current, earlier } = branch.device;
  await writeFileAtomic(
    pathIn(branch, entry, FILES.closing),
    await seal(await open(own, [current, ...earlier]), office),
  );
  const resealed: OutboxEntry = { ...entry, sealedTo: office.fingerprint };
  await writeState(pathIn(branch, entry, FILES.entry), resealed);
  branch.log.info(`closing ${entry.documentId} sealed to the office's new key`);
  return resealed;
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
