import { asSpamsError } from '../../shared/errors.ts';
import type { Branch } from '../branch/branch.ts';
import { type HistoryClosing, historyDay, historyMonth } from '../branch/history.ts';
import { closingDates } from '../branch/preview.ts';
import { keptError } from './app-state.ts';
import { errorView } from './error-view.ts';
import { nameOf } from './manager-name.ts';
import { showReceipt } from './receipt-view.ts';
import type { MonthView, PastClosingView, PastDayView } from './views.ts';

/** Throws `office-never-reached`. */
export async function monthView(branch: Branch, month: string): Promise<MonthView> {
  const { days, damaged, ...facts } = await historyMonth(branch, month);
  return {
    ...facts,
    days: days.map(({ businessDate, state }) => ({ businessDate, state })),
    damaged: damaged.map(errorView),
  };
}

/** A day with all its receipts, each checked to be the office's. Throws `office-never-reached`. */
export async function pastDayView(branch: Branch, businessDate: string): Promise<PastDayView> {
  const { closings, ...day } = await historyDay(branch, businessDate);
  const { oldest, latest } = closingDates(branch);
  return {
    ...day,
    canSend: oldest <= businessDate && businessDate <= latest,
    closings: await Promise.all(closings.map((closing) => pastClosingView(branch, closing))),
  };
}

async function pastClosingView(branch: Branch, closing: HistoryClosing): Promise<PastClosingView> {
  const { lastError, ...facts } = closing;
  const view = { ...facts, managerName: nameOf(branch, closing.manager), receipt: null };
  if (closing.state !== 'delivered') return { ...view, error: keptError(branch, lastError) };
  try {
    return { ...view, receipt: await showReceipt(branch, closing.documentId), error: null };
  } catch (error) {
    // One that was damaged hides no other.
    return { ...view, error: errorView(asSpamsError(error)) };
  }
}
