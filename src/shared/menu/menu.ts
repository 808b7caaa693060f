import { z } from 'zod';
import { SpamsError } from '../errors.ts';
import { menuItemSchema } from './item.ts';

/** At most this many items in one menu. */
export const MAX_MENU_ITEMS = 20_000;

const currency = z.string().regex(/^[A-Z]{3}$/);
const items = z.array(menuItemSchema).max(MAX_MENU_ITEMS).refine(haveUniqueCodes, 'repeat a code');

/** A menu as an office keeps it: its items and the ISO 4217 currency of their prices. */
export const menuContentSchema = z.strictObject({ currency, items });
export type MenuContent = z.infer<typeof menuContentSchema>;

/** The body of a menu document: one branch's resolved menu (DESIGN section 4). Times are ISO 8601 in UTC. */
const branchMenuSchema = z.strictObject({
  branch: z.string().regex(/^[A-Z0-9-]{1,32}$/),
  version: z.int().positive(),
  publishedAt: z.iso.datetime(),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().nullable(),
  currency,
  items,
});
export type BranchMenu = z.infer<typeof branchMenuSchema>;

/** Reads a menu document's body: UTF-8 JSON by branchMenuSchema. Throws `document-malformed`. */
export function parseBranchMenu(body: Buffer): BranchMenu {
  try {
    return branchMenuSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)));
  } catch (cause) {
    throw new SpamsError('document-malformed', { detail: 'the menu body does not follow its schema', cause });
  }
}

/**
 * Writes a menu document's body: UTF-8 JSON, keys in the schema's order, so that the same menu gives the same bytes.
 * Throws `document-malformed` for a menu that parseBranchMenu would refuse.
 */
export function serializeBranchMenu(menu: BranchMenu): Buffer {
  const result = branchMenuSchema.safeParse(menu);
  if (!result.success) {
    throw new SpamsError('document-malformed', { detail: 'the menu does not follow its schema', cause: result.error });
  }
  return Buffer.from(JSON.stringify(result.data), 'utf8');
}

function haveUniqueCodes(list: { code: string }[]): boolean {
  return new Set(list.map((item) => item.code)).size === list.length;
}
