import { businessDateAt, plausibleDates } from '../../shared/business-date.ts';
import { sha256Hex } from '../../shared/cms/digest.ts';
import { hasCode } from '../../shared/errors.ts';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import type { Branch } from './branch.ts';
import { certainDate, nameOf, readingOptions, readSalesFile, settingsOf } from './closing.ts';
import { recallCorrections } from './corrections.ts';
import { readInThread } from './read-in-thread.ts';
import type { Understanding } from './understanding.ts';

/** A sales file as a person looks at it before it is signed. */
export interface Preview extends Understanding {
  path: string;
  fileName: string;
  /** Bytes. */
  size: number;
  fileSha256: string;
}

/** Which file is looked at, and what it is taken for. */
export interface Look {
  path: string;
  businessDate: string;
  /** How a person said it is read; as files like it were before, if left out. */
  hints?: ReadingHints | undefined;
}

/**
 * Reads a sales file as head office will.
 * @throws `usage` for its name, `file-*`, `document-too-large`, `office-never-reached`, the signal's reason
 */
export async function previewClosing(branch: Branch, look: Look, signal: AbortSignal): Promise<Preview> {
  const { path, businessDate, hints } = look;
  const options = { ...readingOptions(branch, businessDate, hints), corrections: await recallCorrections(branch) };
  const fileName = nameOf(path);
  const file = await readSalesFile(branch, path);
  const facts = { path, fileName, size: file.length, fileSha256: await sha256Hex(file) };
  return { ...facts, ...(await readInThread(file, options, { log: branch.log, signal })) };
}

/** The business dates that a closing signed now may have, and today's: null when the PC's clock leaves it uncertain. */
export function closingDates(branch: Branch): { oldest: string; latest: string; today: string | null } {
  const rule = settingsOf(branch);
  const now = branch.clock.now();
  return { ...plausibleDates(now, now, rule.timeZone), today: todayOrUncertain(branch) };
}

function todayOrUncertain(branch: Branch): string | null {
  try {
    return certainDate(branch.clock, settingsOf(branch));
  } catch (error) {
    if (hasCode(error, 'clock-implausible')) return null;
    throw error;
  }
}

/** Today's business date as far as this PC can tell. */
export const likelyToday = (branch: Branch): string => businessDateAt(branch.clock.now(), settingsOf(branch));
