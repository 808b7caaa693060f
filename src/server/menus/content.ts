import { z } from 'zod';
import { menuContentSchema } from '../../shared/menu/menu.ts';
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

/** What a publication or a draft holds. Throws `state-damaged`. */
export function contentOf({ content_json }: { content_json: string }): Published {
  return readJson(content_json, publishedSchema, 'publications.content_json');
}
