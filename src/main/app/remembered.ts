import { join } from 'node:path';
import { z } from 'zod';
import { businessDate, partName } from '../../shared/cms/entity.ts';
import { asSpamsError } from '../../shared/errors.ts';
import { readingHints } from '../../shared/reading-hints.ts';
import type { Home } from '../branch/home.ts';
import type { BranchLog } from '../branch/log.ts';
import { readState, writeState } from '../branch/state.ts';

const schema = z.object({
  /** The folder that the last sales file came from. */
  folder: z.string().optional(),
  /** The file that is being looked at. */
  draft: z
    .object({
      path: z.string(),
      fileSha256: z.string(),
      businessDate,
      part: partName,
      dateIsChosen: z.boolean(),
      hints: readingHints.optional(),
    })
    .optional(),
});

/** What the window remembers for a person, so that leaving, closing or a crash loses nothing of what they did. */
export type Remembered = z.infer<typeof schema>;

const pathIn = ({ folder }: Home): string => join(folder, 'window.json');

/** Nothing where it is damaged: it is a convenience. */
export async function recall(home: Home, log: BranchLog): Promise<Remembered> {
  try {
    return (await readState(pathIn(home), schema)) ?? {};
  } catch (error) {
    log.warn(asSpamsError(error).message);
    return {};
  }
}

export const remember = (home: Home, remembered: Remembered): Promise<void> => writeState(pathIn(home), remembered);
