import { SpamsError } from '../../shared/errors.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { SoldOutRow, Target } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { usage } from '../usage.ts';
import { checkTarget, nameOf } from './targets.ts';

/** Marks a dish as sold out for a branch, a group or everyone, at once; back by itself at `until`. Throws `unknown-subject`, `usage`. */
export function markSoldOut(
  office: OfficeContext,
  target: Target,
  code: string,
  until: Date | undefined,
  actor: string,
): Promise<void> {
  return transact(office, async (tx) => {
    if (until && until <= office.clock()) {
      throw usage('the dish would be back already');
    }
    await checkTarget(tx, target);
    const end = { until: until?.toISOString() ?? null };
    await tx
      .insertInto('sold_out')
      .values({ ...target, code, ...end })
      .onConflict((conflict) => conflict.columns(['scope', 'target', 'code']).doUpdateSet(end))
      .execute();
    const detail = { code, ...end };
    await office.audit.append(tx, { actor, action: 'menu.sold-out', subject: nameOf(target), detail });
  });
}

/** Takes that back, for the very target it was said for. Throws `unknown-subject` when the dish isn't sold out there. */
export function markBack(office: OfficeContext, target: Target, code: string, actor: string): Promise<void> {
  return transact(office, async (tx) => {
    const known = (await soldOutAt(tx, office.clock())).some(
      (each) => each.scope === target.scope && each.target === target.target && each.code === code,
    );
    if (!known) {
      throw new SpamsError('unknown-subject', { params: { what: `dish ${code} sold out for ${nameOf(target)}` } });
    }
    await tx
      .deleteFrom('sold_out')
      .where('scope', '=', target.scope)
      .where('target', '=', target.target)
      .where('code', '=', code)
      .execute();
    await office.audit.append(tx, { actor, action: 'menu.back', subject: nameOf(target), detail: { code } });
  });
}

/** What is marked as sold out at that time. */
export function soldOutAt(db: Db | Tx, at: Date): Promise<SoldOutRow[]> {
  return db
    .selectFrom('sold_out')
    .selectAll()
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', at.toISOString())]))
    .orderBy('code')
    .orderBy('scope')
    .orderBy('target')
    .execute();
}
