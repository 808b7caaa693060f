import { z } from 'zod';
import { businessDate, documentId, fileName, partName } from '../../shared/cms/entity.ts';
import { holderId } from '../../shared/pki/identity.ts';

export const entrySchema = z.object({
  documentId,
  businessDate,
  part: partName,
  revision: z.int(),
  manager: holderId,
  fileName,
  fileSha256: z.string(),
  entitySha256: z.string(),
  evidenceSha256: z.string(),
  queuedAt: z.iso.datetime(),
  /** Fingerprint of the office key that closing.p7m is sealed to. */
  sealedTo: z.string(),
  /** `held`: the office keeps it and waits for a person; `refused`: it won't take it as it is. Both are tried again. */
  state: z.enum(['queued', 'held', 'refused']),
  /** Why the last try failed. */
  lastError: z.string().nullable(),
});

/** A closing on its way, as `outbox/<document id>/entry.json` tells of it. */
export type OutboxEntry = z.infer<typeof entrySchema>;
