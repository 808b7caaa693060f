import { businessDateAt, plausibleDates } from '../../shared/business-date.ts';
import { sha256Hex } from '../../shared/cms/digest.ts';
import { hasCode } from '../../shared/errors.ts';
import { readSales, type SalesReading } from '../../shared/sales/read.ts';
import type { Branch } from './branch.ts';
import { certainDate, nameOf, readSalesFile, settingsOf } from './closing.ts';

/** A sales file as a person looks at it before it is signed. */
export interface Preview {
  path: string;
  fileName: string;
  /** Bytes. */
  size: number;
  fileSha256: string;
  sales: SalesReading;
}

/** Reads a sales file. Throws `usage` for its name, `file-*`, `document-too-large`, `office-never-reached`. */
export async function previewClosing(branch: Branch, path: string): Promise<Preview> {
  const { currency } = settingsOf(branch);
  const fileName = nameOf(path);
  const file = await readSalesFile(branch, path);
  return { path, fileName, size: file.length, fileSha256: await sha256Hex(file), sales: readSales(file, { currency }) };
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
