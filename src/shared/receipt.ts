import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { businessDate, documentId, partName } from './cms/entity.ts';
import { SpamsError } from './errors.ts';
import { branchCode, holderId } from './pki/identity.ts';
import { salesTotalsSchema } from './sales/sales.ts';

/** Crockford's base32: no I, L, O or U, so that a number can be read out on the phone. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NUMBER_LENGTH = 8;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const receiptNumber = z.string().regex(new RegExp(`^[${CROCKFORD}]{${NUMBER_LENGTH}}$`));

/** As `ReadingWarning`, but of any code: a receipt is read by other versions than the one that wrote it. */
export const receiptWarning = z.strictObject({ code: z.string(), row: z.int().nullable(), text: z.string() });

const receiptSchema = z.strictObject({
  number: receiptNumber,
  documentId,
  branch: branchCode,
  businessDate,
  part: partName,
  revision: z.int().min(1),
  /** The manager's id. */
  manager: holderId,
  /** Of the manager's file, byte for byte. */
  fileSha256: sha256,
  /** Of the signed entity: header and file. */
  sha256,
  /** Of the closing's SignedData, DER. */
  evidenceSha256: sha256,
  receivedAt: z.iso.datetime(),
  /** Place and head of the office's audit chain once this closing was in it. */
  audit: z.strictObject({ sequence: z.int(), head: sha256 }),
  totals: salesTotalsSchema,
  warnings: z.array(receiptWarning).max(200),
  needsReview: z.boolean(),
});

/** The body of a receipt document: the office's word that it holds a closing (DESIGN section 4). */
export type Receipt = z.infer<typeof receiptSchema>;

export function serializeReceipt(receipt: Receipt): Buffer {
  return Buffer.from(JSON.stringify(receiptSchema.parse(receipt)));
}

/** Throws `document-malformed`. */
export function parseReceipt(body: Buffer): Receipt {
  try {
    return receiptSchema.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new SpamsError('document-malformed', { detail: 'the receipt is not in the form SPAMS uses', cause });
  }
}

/** 40 random bits to read out. */
export function newReceiptNumber(): string {
  return Array.from(randomBytes(NUMBER_LENGTH), (byte) => CROCKFORD[byte % CROCKFORD.length]).join('');
}

/** A number as a person may say it: any case, with spaces or hyphens, O for 0, I and L for 1. */
export function normalizeReceiptNumber(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
