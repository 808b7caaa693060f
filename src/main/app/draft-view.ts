import { addDays } from '../../shared/business-date.ts';
import { currencyDigits } from '../../shared/money.ts';
import { hasHints } from '../../shared/reading-hints.ts';
import type { SalesTotals } from '../../shared/sales/sales.ts';
import type { ReadingWarning } from '../../shared/table/warnings.ts';
import type { Branch } from '../branch/branch.ts';
import { closingsOn, lastOfEachPart } from '../branch/closings-on.ts';
import { dayTotals } from '../branch/day-totals.ts';
import { closingDates, type Preview } from '../branch/preview.ts';
import { CORRECTABLE_ROLES } from './correctable-roles.ts';
import type { CorrectionView, DraftView, KnownClosing, TotalsView, WarningGroup } from './views.ts';

const MOST_ROWS = 100;

/** What was said of a file. */
export interface Said {
  businessDate: string;
  part: string;
  /** A person said which day it is. */
  dateIsChosen: boolean;
}

/** The file that is being looked at. */
export interface Draft extends Said {
  preview: Preview;
}

export async function draftView(branch: Branch, draft: Draft): Promise<DraftView> {
  const { preview, businessDate, part, dateIsChosen } = draft;
  const { fileName, size, fileSha256, sales } = preview;
  const { oldest, latest, today } = closingDates(branch);
  return {
    ...{ fileName, size, fileSha256, businessDate, part },
    profile: sales.profile,
    profileName: sales.profileName,
    totals: totalsView(sales.totals),
    summary: sales.summary,
    warnings: warningGroups(sales.warnings),
    needsReview: sales.needsReview,
    correction: correctionView(preview),
    weekBefore: await weekBefore(branch, businessDate),
    dateIsCertain: dateIsChosen || today !== null,
    dates: { oldest, latest },
    known: lastOfEachPart(await closingsOn(branch, businessDate)).map(knownView),
  };
}

export const totalsView = (totals: SalesTotals): TotalsView => ({ ...totals, digits: currencyDigits(totals.currency) });

function warningGroups(warnings: readonly ReadingWarning[]): WarningGroup[] {
  const groups = new Map<string, WarningGroup>();
  for (const { code, text, row } of warnings) {
    const group = groups.get(code) ?? { code, text, count: 0, rows: [] };
    group.count += 1;
    if (row !== null && group.rows.length < MOST_ROWS) group.rows.push(row);
    groups.set(code, group);
  }
  return [...groups.values()];
}

/** How the file is read; null where it couldn't be, however it is. */
function correctionView({ sales, hints, headers, columns, kind, isRead }: Preview): CorrectionView | null {
  if (!isRead) return null;
  const { delimiter, decimal, dates } = sales.dialect;
  return {
    hints,
    isCorrected: hasHints(hints),
    isForOthers: kind !== null,
    delimiter,
    decimal,
    dates,
    headers,
    columns: CORRECTABLE_ROLES.map((role) => [role, columns[role] ?? null]),
  };
}

/** Only to compare with: what can't be read is left out. */
async function weekBefore(branch: Branch, businessDate: string): Promise<TotalsView | null> {
  const totals = await dayTotals(branch, addDays(businessDate, -7)).catch(() => undefined);
  return totals ? totalsView(totals) : null;
}

const knownView = ({ part, state, receipt }: KnownClosing): KnownClosing => ({ part, state, receipt });
