import { readSales, type SalesReading } from '../../shared/sales/read.ts';
import { type ReadingWarning, WARNINGS } from '../../shared/table/warnings.ts';
import type { ClosingRow } from '../store/schema.ts';
import type { ClosingDocument } from './checks.ts';

/** A warning as it was stored, maybe by a version that had other codes. */
type StoredWarning = Omit<ReadingWarning, 'code'> & { code: string };

/** Of both closings that claim the same revision: not the file's own fault, so reading it again doesn't clear it. */
export const REVISION_TIE: ReadingWarning = { code: 'revision-tie', row: null, text: WARNINGS['revision-tie'].text };

/** What today's reader makes of a closing's file, read as its manager said. */
export function readClosing(
  { header, body }: ClosingDocument,
  { currency, cutoff }: { currency: string; cutoff: number },
): SalesReading {
  return readSales(body, { currency, day: { date: header.businessDate, cutoff }, hints: header.reading });
}

/** All that a closing's row says of what was read. `tied` are the warnings that don't come from its file. */
export function readingColumns(
  sales: SalesReading,
  tied: StoredWarning[],
): Pick<ClosingRow, 'profile' | 'encoding' | 'totals_json' | 'summary_json' | 'warnings_json' | 'needs_review'> {
  return {
    profile: sales.profile,
    encoding: sales.encoding,
    totals_json: JSON.stringify(sales.totals),
    summary_json: JSON.stringify(sales.summary),
    warnings_json: JSON.stringify([...sales.warnings, ...tied]),
    needs_review: sales.needsReview || tied.length > 0 ? 1 : 0,
  };
}
