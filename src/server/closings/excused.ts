import { SpamsError } from '../../shared/errors.ts';
import { branchOf } from '../authority/branches.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { Db } from '../store/store.ts';

/** A business date of one branch. */
export interface BranchDay {
  branch: string;
  date: string;
}

/** Expects no sales of a branch's day: it was closed, or its till broke. Again, it changes the reason. Throws `unknown-subject`. */
export function excuseDay(
  office: OfficeContext,
  { branch, date, reason }: BranchDay & { reason: string },
  actor: string,
): Promise<void> {
  return transact(office, async (tx) => {
    await branchOf(tx, branch);
    const said = { reason, actor, excused_at: office.clock().toISOString() };
    await tx
      .insertInto('excused_days')
      .values({ branch, business_date: date, ...said })
      .onConflict((conflict) => conflict.columns(['branch', 'business_date']).doUpdateSet(said))
      .execute();
    await office.audit.append(tx, { actor, action: 'day.excused', subject: branch, detail: { date, reason } });
  });
}

/** Expects that day's sales after all. Throws `unknown-subject` when it wasn't excused. */
export function expectDay(office: OfficeContext, { branch, date }: BranchDay, actor: string): Promise<void> {
  return transact(office, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('excused_days')
      .where('branch', '=', branch)
      .where('business_date', '=', date)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) {
      throw new SpamsError('unknown-subject', { params: { what: `excused day ${date} of branch ${branch}` } });
    }
    await office.audit.append(tx, { actor, action: 'day.expected', subject: branch, detail: { date } });
  });
}

/** The latest excused days of a branch, at most so many, in order, each with its reason. */
export async function excusedDays(db: Db, branch: string, most: number): Promise<[date: string, reason: string][]> {
  const days = await db
    .selectFrom('excused_days')
    .select(['business_date', 'reason'])
    .where('branch', '=', branch)
    .orderBy('business_date', 'desc')
    .limit(most)
    .execute();
  return days.map(({ business_date, reason }): [string, string] => [business_date, reason]).reverse();
}
