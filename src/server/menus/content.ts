import { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import { menuContentSchema } from '../../shared/menu/menu.ts';
import { LIMITS } from '../../shared/protocol.ts';
import { readJson } from '../store/json.ts';

/** What an item, or one of its sizes, costs at a branch or a group of branches, as the menu's file says. */
const fileOverrideSchema = z.strictObject({
  /** A branch's code or name, or a group's name, exactly. */
  branch: z.string(),
  code: z.string(),
  size: z.string().nullable(),
  price: z.int().min(0),
});

/** What is published: a menu, and the prices of branches that came with it. */
export const publishedSchema = menuContentSchema.extend({ overrides: z.array(fileOverrideSchema).default([]) });
export type Published = z.infer<typeof publishedSchema>;

/** What takes long to read, and is asked for again by every branch that looks for a new menu. */
let last: { json: string; content: Published } | undefined;

/** What a publication or a draft holds. Throws `state-damaged`. */
export function contentOf({ content_json: json }: { content_json: string }): Published {
  if (last?.json !== json) last = { json, content: readJson(json, publishedSchema, 'publications.content_json') };
  return last.content;
}

/** As for a closing, the documents around it come to well under 64 kB; the rest leaves room for branches' own prices. */
const ENVELOPE = LIMITS.document - LIMITS.file;

/** Throws `menu-too-large` for what a branch wouldn't take. */
export function checkSize({ currency, items }: Pick<Published, 'currency' | 'items'>): void {
  const size = Buffer.byteLength(JSON.stringify({ currency, items }));
  const limit = LIMITS.answer - ENVELOPE;
  if (size > limit) throw new SpamsError('menu-too-large', { params: { size: inKb(size), limit: inKb(limit) } });
}

const inKb = (bytes: number): number => Math.ceil(bytes / 1000);
