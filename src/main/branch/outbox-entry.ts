import { join } from 'node:path';
import { z } from 'zod';
import { sha256Hex } from '../../shared/cms/digest.ts';
import { readDocument } from '../../shared/cms/document.ts';
import { businessDate, documentId, fileName, partName } from '../../shared/cms/entity.ts';
import { open } from '../../shared/cms/enveloped-data.ts';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import { readOwnFile } from '../../shared/files.ts';
import { holderId, parseIdentityUrn } from '../../shared/pki/identity.ts';
import { LIMITS } from '../../shared/protocol.ts';
import type { Branch } from './branch.ts';
import { closingsIn } from './home.ts';
import { type Listing, readEach } from './listing.ts';
import { readState, writeState } from './state.ts';

/** What lies in `outbox/<document id>/`, and once it is delivered in `receipts/<document id>/`. */
export const FILES = {
  entry: 'entry.json',
  /** Sealed to the office, as it is sent. */
  closing: 'closing.p7m',
  /** Its SignedData, sealed to this device. */
  signed: 'signed.p7m',
  receipt: 'receipt.p7s',
} as const;

/** What the closing itself says. */
const facts = z.object({
  documentId,
  businessDate,
  part: partName,
  revision: z.int(),
  manager: holderId,
  fileName,
  fileSha256: z.string(),
  entitySha256: z.string(),
  evidenceSha256: z.string(),
});

export const entrySchema = facts.extend({
  queuedAt: z.iso.datetime(),
  /**
   * closing.p7m: the fingerprint of the office key that it is sealed to, and its SHA-256; it is sent only if both hold.
   * Null while there is no key to seal to.
   */
  sealed: z.object({ to: z.string(), sha256: z.string() }).nullable(),
  /** `held`: the office keeps it and waits for a person; `refused`: it won't take it as it is. Both are tried again. */
  state: z.enum(['queued', 'held', 'refused']),
  /** Why the last try failed. */
  lastError: z.string().nullable(),
});

/** A closing on its way, as `entry.json` tells of it. */
export type OutboxEntry = z.infer<typeof entrySchema>;

/** What a signed closing says of itself, for its entry. Throws `document-malformed`, `signature-invalid`. */
export async function factsOf(signedData: Buffer): Promise<z.infer<typeof facts>> {
  const { header, body, entitySha256 } = await readDocument(signedData);
  const from = parseIdentityUrn(header.from);
  if (header.kind !== 'closing' || from?.role !== 'manager') {
    throw new SpamsError('document-malformed', { detail: `a ${header.kind} from ${header.from}, not a closing` });
  }
  return {
    documentId: header.id,
    businessDate: header.businessDate,
    part: header.part,
    revision: header.revision,
    manager: from.id,
    fileName: header.fileName,
    fileSha256: await sha256Hex(body),
    entitySha256,
    evidenceSha256: await sha256Hex(signedData),
  };
}

/** The closings in `outbox` or `receipts`, oldest first; or those of them whose ids are wanted. */
export async function readEntries(
  branch: Branch,
  folder: string,
  isWanted: (documentId: string) => boolean = () => true,
): Promise<Listing<OutboxEntry>> {
  const names = (await closingsIn(folder)).filter(isWanted);
  const { items, damaged } = await readEach(names, (name) => readEntry(branch, join(folder, name)));
  return { items: items.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt)), damaged };
}

export function writeEntry(folder: string, entry: OutboxEntry): Promise<void> {
  return writeState(join(folder, FILES.entry), entry);
}

/** Our own copy of a closing's SignedData. Throws `state-damaged` when it can't be opened. */
export async function readOwnCopy({ device }: Branch, folder: string): Promise<Buffer> {
  const path = join(folder, FILES.signed);
  try {
    return await open(await readOwnFile(path, LIMITS.document), [device.current, ...device.earlier]);
  } catch (cause) {
    throw new SpamsError('state-damaged', { params: { path }, cause });
  }
}

/** An entry, worked out anew from the closing itself where its file is damaged: what was queued stays queued. */
export async function readEntry(branch: Branch, folder: string): Promise<OutboxEntry> {
  const path = join(folder, FILES.entry);
  try {
    const entry = await readState(path, entrySchema);
    if (entry) return entry;
  } catch (error) {
    if (!hasCode(error, 'state-damaged')) throw error;
  }
  const entry = await rebuildEntry(branch, folder);
  await writeEntry(folder, entry);
  branch.log.warn(`${path} was damaged and is written anew`);
  return entry;
}

/** As what is not sealed yet: whatever lies there, it is sealed before it is sent. */
async function rebuildEntry(branch: Branch, folder: string): Promise<OutboxEntry> {
  try {
    const signedData = await readOwnCopy(branch, folder);
    const { signingTime } = await readDocument(signedData);
    const queuedAt = signingTime.toISOString();
    return {
      ...(await factsOf(signedData)),
      queuedAt,
      sealed: null,
      state: 'queued',
      lastError: null,
    };
  } catch (cause) {
    throw new SpamsError('state-damaged', { params: { path: join(folder, FILES.entry) }, cause });
  }
}
