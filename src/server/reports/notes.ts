import type { BranchTrend, PeriodReport } from './period.ts';

/** What is to be said of a branch beside its figures, in words. */
export function notesOf(report: PeriodReport, { branch, currency, days }: BranchTrend): string[] {
  const isIts = (each: { branch: string }): boolean => each.branch === branch;
  const inIts = (each: { branch: string; totals: { currency: string } }): boolean =>
    isIts(each) && each.totals.currency === currency;
  const { missing, excused, needsReview, held, from, to } = report;
  const counted = (number: number, text: string): string[] =>
    number === 0 ? [] : [number === 1 ? text : `${number} ${text}`];
  const over = missing.filter(isIts);
  return [
    ...(from !== to && days > 0 ? [`${days} of 7 days`] : []),
    ...counted(over.filter((day) => day.over).length, 'missing'),
    ...counted(over.filter((day) => !day.over).length, 'not over yet'),
    ...counted(excused.filter(isIts).length, 'excused'),
    ...counted(needsReview.filter(inIts).length, 'needs review'),
    ...counted(held.filter(inIts).length, 'on hold'),
  ];
}
