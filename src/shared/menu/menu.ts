import { z } from 'zod';
import { SpamsError } from '../errors.ts';

/** At most this many items in one menu. */
export const MAX_MENU_ITEMS = 20_000;
const MAX_ALLERGENS = 50;

/** The category of items that a file puts in none. */
export const DEFAULT_CATEGORY = 'Menu';

/** What CSV and JSON can both hold and a screen can show: whole characters, no control characters but TAB, LF, CR. */
const isPrintable = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text);
const isTrimmed = (text: string): boolean => text === text.trim();

const text = (longest: number) => z.string().max(longest).refine(isPrintable, 'holds unprintable characters');
const named = (longest: number) => text(longest).refine((value) => value.trim() !== '', 'is blank');

export const menuItemSchema = z.strictObject({
  category: named(200),
  /** What tills and kitchens call the item; unique within a menu. */
  code: named(64).refine(isTrimmed, 'has spaces around it'),
  name: named(10_000),
  description: text(2000),
  /** Minor units of the menu's currency; null when no price is given. */
  price: z.int().min(0).nullable(),
  available: z.boolean(),
  /** A CSV cell lists them, so none holds a separator. */
  allergens: z.array(named(100).refine((value) => isTrimmed(value) && !/[;|,]/.test(value))).max(MAX_ALLERGENS),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

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
