import { z } from 'zod';
import { SALES_ROLES } from './sales/profile.ts';
import type { ReadingOptions } from './sales/read.ts';

export type ReadingHints = NonNullable<ReadingOptions['hints']>;

/** So long may hints be as `hintsText` writes them. */
const LONGEST = 2_048;
const LONGEST_HEADER = 200;

/** What a person said where a sales file was misunderstood, as it travels: a part that is left out is found by SPAMS. */
export const readingHints: z.ZodType<ReadingHints> = z
  .strictObject({
    dates: z.enum(['dmy', 'mdy', 'ymd']).optional(),
    decimal: z.enum(['.', ',']).optional(),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    /** The header of the column that plays a role; null where none does. */
    columns: z.partialRecord(z.enum(SALES_ROLES), z.string().min(1).max(LONGEST_HEADER).nullable()).optional(),
  })
  .refine((hints) => hintsText(hints).length <= LONGEST, 'more than can be sent with the file');

/** Whether a person said anything at all. */
export const hasHints = ({ columns = {}, ...others }: ReadingHints): boolean =>
  Object.keys(columns).length > 0 || Object.values(others).some((hint) => hint !== undefined);

/** Hints as compact JSON, in ASCII alone. */
export function hintsText(hints: ReadingHints): string {
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(hints).replace(/[^\x20-\x7e]/g, escaped);
}
