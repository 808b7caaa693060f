import { join } from 'node:path';
import { sha256Hex } from '../../shared/cms/digest.ts';
import { open, seal } from '../../shared/cms/enveloped-data.ts';
import { asSpamsError, type ErrorCode, hasCode, type SpamsError } from '../../shared/errors.ts';
import {
  readFileIfAny,
  removeFile,
  removeFolder,
  renameSynced,
  writeFileAtomic,
  writeFolderAtomic,
} from '../../shared/files.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { LIMITS, MEDIA, PATHS, UPLOAD_TIMEOUT } from '../../shared/protocol.ts';
import type { Receipt } from '../../shared/receipt.ts';
import type { Branch } from './branch.ts';
import { closingsIn } from './home.ts';
import type { Listing } from './listing.ts';
import { FILES, factsOf, type OutboxEntry, readEntries, readOwnCopy, writeEntry } from './outbox-entry.ts';
import { checkReceipt } from './receipts.ts';

/** What a try to send came to: a receipt, or why not yet. */
export interface SendResult {
  entry: OutboxEntry;
  receipt: Receipt | undefined;
  error: SpamsError | undefined;
}

/** How far an upload is, for whoever waits for it. */
export interface UploadProgress {
  step: 'signing' | 'encrypting' | 'sending' | 'waiting';
  /** Share of the bytes that have left, 0 to 1; at 1 it can't be taken back. */
  sent: number;
}

export interface SendOptions {
  onProgress?: (progress: UploadProgress) => void;
  /** Raised with `upload-cancelled`, ends it; once the last byte has left, it counts no more. */
  signal?: AbortSignal | undefined;
}

/**
 * Puts a signed closing into the outbox: sealed to the office for sending, and to this device so that it can be sealed
 * again without the manager should the office's key change. It is there whole, and durable, when this resolves.
 */
export async function queueClosing(branch: Branch, signedData: Buffer): Promise<OutboxEntry> {
  const office = usableOfficeKey(branch);
  const closing = office && (await sealTo(office, signedData));
  const entry: OutboxEntry = {
    ...(await factsOf(signedData)),
    queuedAt: branch.clock.now().toISOString(),
    sealed: closing?.sealed ?? null,
    state: 'queued',
    lastError: null,
  };
  await writeFolderAtomic(folderOf(branch, entry), {
    ...(closing && { [FILES.closing]: closing.bytes }),
    [FILES.signed]: await seal(signedData, branch.device.current.certificate),
    [FILES.entry]: JSON.stringify(entry, null, 2),
  });
  branch.log.info(
    `closing ${entry.documentId} queued: ${entry.businessDate}, ${entry.part}, revision ${entry.revision}`,
  );
  return entry;
}

/** A closing can be kept also when the office's key is withdrawn, or damaged here: it is sealed once there is another. */
function usableOfficeKey(branch: Branch): Certificate | undefined {
  try {
    return branch.officeKey;
  } catch (error) {
    if (hasCode(error, 'office-revoked', 'document-malformed')) return undefined;
    throw error;
  }
}

/** What is on its way, oldest first. */
export const listOutbox = (branch: Branch): Promise<Listing<OutboxEntry>> => readEntries(branch, branch.home.outbox);

/** Tries to send everything that is on its way; one that fails, or can't be read, doesn't stop the next. */
export async function sendOutbox(branch: Branch): Promise<Listing<SendResult>> {
  const { items: entries, damaged } = await listOutbox(branch);
  const items: SendResult[] = [];
  const offline = entries.length > 0 ? await branch.tryConnect() : undefined;
  for (const entry of entries) {
    if (!(await isQueued(branch, entry))) continue;
    const sent = offline ? { entry, receipt: undefined, error: offline } : await sendUnlessCancelled(branch, entry);
    if (sent) items.push(sent);
  }
  return { items, damaged };
}

/** Undefined when the person who is uploading it cancels. */
async function sendUnlessCancelled(branch: Branch, entry: OutboxEntry): Promise<SendResult | undefined> {
  try {
    return await sendClosing(branch, entry);
  } catch (error) {
    if (hasCode(error, 'upload-cancelled')) return undefined;
    throw error;
  }
}

/** Whether nobody has sent or withdrawn it meanwhile. */
async function isQueued(branch: Branch, entry: OutboxEntry): Promise<boolean> {
  return (await closingsIn(branch.home.outbox)).includes(entry.documentId);
}

/**
 * Sends one closing and keeps its receipt; whatever fails is remembered, and the closing stays where it is. Two who send
 * the same closing at once share what comes of it.
 * @throws `upload-cancelled`
 */
export function sendClosing(branch: Branch, entry: OutboxEntry, options: SendOptions = {}): Promise<SendResult> {
  const { documentId } = entry;
  const underWay =
    branch.sending.get(documentId) ??
    trySending(branch, entry, options).finally(() => branch.sending.delete(documentId));
  branch.sending.set(documentId, underWay);
  return underWay;
}

/** Takes back a closing that has not been sent: as if it had never been signed. */
export async function withdrawClosing(branch: Branch, entry: OutboxEntry): Promise<void> {
  await removeFolder(folderOf(branch, entry));
  branch.log.info(`closing ${entry.documentId} withdrawn before it was sent`);
}

async function trySending(branch: Branch, entry: OutboxEntry, options: SendOptions): Promise<SendResult> {
  let current = entry;
  try {
    let receipt = await storedReceipt(branch, entry);
    if (!receipt) {
      const sealed = await sealedToOffice(branch, entry);
      current = sealed.entry;
      options.signal?.throwIfAborted();
      receipt = await deliver(branch, current, sealed.closing, options);
    }
    await fileAway(branch, current);
    branch.log.info(`closing ${entry.documentId} delivered: receipt ${receipt.number}`);
    return { entry: current, receipt, error: undefined };
  } catch (thrown) {
    const error = asSpamsError(thrown);
    if (error.code === 'upload-cancelled') throw error;
    branch.log.warn(`closing ${entry.documentId} not delivered: ${error.code} (${error.message})`);
    const failed: OutboxEntry = { ...current, state: stateAfter(error), lastError: error.code };
    await rememberFailure(branch, failed);
    return { entry: failed, receipt: undefined, error };
  }
}

/** Moves a delivered closing to its receipt's place; our own sealed copy of it stays, the office's isn't needed again. */
async function fileAway(branch: Branch, entry: OutboxEntry): Promise<void> {
  const kept = join(branch.home.receipts, entry.documentId);
  await renameSynced(folderOf(branch, entry), kept);
  try {
    await removeFile(join(kept, FILES.closing));
  } catch (error) {
    branch.log.warn(`closing ${entry.documentId}: ${FILES.closing} was left (${asSpamsError(error).message})`);
  }
}

/** What is remembered of a failure is for people to read: that it can't be written must not hide the failure itself. */
async function rememberFailure(branch: Branch, failed: OutboxEntry): Promise<void> {
  try {
    await writeEntry(folderOf(branch, failed), failed);
  } catch (error) {
    branch.log.error(`closing ${failed.documentId}: its state can't be written (${asSpamsError(error).message})`);
  }
}

/**
 * The highest revision of a day and part that this PC knows of; 0 when it knows none. An entry that can't be read
 * doesn't count: two closings of the same revision are for a person to look at, but a day that can't be closed is lost.
 */
export async function highestRevision(branch: Branch, date: string, part: string): Promise<number> {
  const { home, log } = branch;
  const [outbox, receipts] = [await readEntries(branch, home.outbox), await readEntries(branch, home.receipts)];
  for (const { message } of [...outbox.damaged, ...receipts.damaged]) log.warn(`a revision may be missed: ${message}`);
  const same = [...outbox.items, ...receipts.items].filter(
    (entry) => entry.businessDate === date && entry.part === part,
  );
  return Math.max(0, ...same.map(({ revision }) => revision));
}

/** A receipt already on disk: the PC died between keeping it and filing the closing away. One that doesn't hold is none. */
async function storedReceipt(branch: Branch, entry: OutboxEntry): Promise<Receipt | undefined> {
  try {
    const signedData = await readFileIfAny(join(folderOf(branch, entry), FILES.receipt), LIMITS.answer);
    return signedData && (await checkReceipt(branch, signedData, entry));
  } catch (error) {
    branch.log.warn(`closing ${entry.documentId}: its receipt on disk doesn't hold (${asSpamsError(error).code})`);
    return undefined;
  }
}

async function deliver(
  branch: Branch,
  entry: OutboxEntry,
  closing: Buffer,
  { onProgress, signal }: SendOptions,
): Promise<Receipt> {
  const headers = { 'content-type': MEDIA.document };
  const stop = new AbortController();
  let isOut = false;
  signal?.addEventListener('abort', () => isOut || stop.abort(signal.reason));
  const { body } = await branch.client.ask(PATHS.closings, {
    method: 'POST',
    headers,
    body: closing,
    timeout: UPLOAD_TIMEOUT,
    onSend: (bytes) => {
      isOut = bytes === closing.length;
      onProgress?.({ step: isOut ? 'waiting' : 'sending', sent: bytes / closing.length });
    },
    signal: stop.signal,
  });
  const { current, earlier } = branch.device;
  const signedData = await open(body, [current, ...earlier]);
  const receipt = await checkReceipt(branch, signedData, entry);
  await writeFileAtomic(join(folderOf(branch, entry), FILES.receipt), signedData);
  return receipt;
}

/**
 * A closing sealed to the office's key as it is now: from our own copy when that has changed, or the file is damaged. Where
 * our copy can't be opened any more, what was sealed before goes as it is: the office keeps its earlier keys.
 */
async function sealedToOffice(branch: Branch, entry: OutboxEntry): Promise<{ entry: OutboxEntry; closing: Buffer }> {
  const folder = folderOf(branch, entry);
  const office = branch.officeKey;
  const stored = await readFileIfAny(join(folder, FILES.closing), LIMITS.document);
  const whole = stored && entry.sealed?.sha256 === (await sha256Hex(stored)) ? stored : undefined;
  if (whole && entry.sealed?.to === office.fingerprint) return { entry, closing: whole };
  const own = await readOwnCopy(branch, folder).catch((error: unknown) => {
    if (whole && hasCode(error, 'state-damaged')) return undefined;
    throw error;
  });
  if (whole && !own) return { entry, closing: whole };
  return sealAgain(branch, entry, office, own!);
}

async function sealAgain(branch: Branch, entry: OutboxEntry, office: Certificate, signedData: Buffer) {
  const folder = folderOf(branch, entry);
  const { bytes, sealed } = await sealTo(office, signedData);
  await writeFileAtomic(join(folder, FILES.closing), bytes);
  const resealed: OutboxEntry = { ...entry, sealed };
  await writeEntry(folder, resealed);
  branch.log.info(`closing ${entry.documentId} sealed again, to the office's key as it is now`);
  return { entry: resealed, closing: bytes };
}

async function sealTo(office: Certificate, signedData: Buffer) {
  const bytes = await seal(signedData, office);
  return { bytes, sealed: { to: office.fingerprint, sha256: await sha256Hex(bytes) } };
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

const folderOf = ({ home }: Branch, { documentId }: OutboxEntry): string => join(home.outbox, documentId);
